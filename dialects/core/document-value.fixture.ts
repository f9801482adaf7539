import fc from 'fast-check';
import type { DocumentSpec, ElementSpec, LeafType } from './document.ts';
import type { DocumentValue } from './document-read.ts';

/** Text that XML 1.0 can carry, markup and line ends included. */
export const xmlText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom(...'\t\n\r&<>"\'', ']]>', '\r\n'),
    ),
    {
      maxLength: 4,
    },
  )
  .map((pieces) => pieces.join(''));

function leafText(leaf: LeafType): fc.Arbitrary<string> {
  switch (leaf.kind) {
    case 'text':
      return xmlText;
    case 'integer':
      return fc
        .integer({ min: leaf.min ?? -1_000_000, max: leaf.max ?? 2_000_000_000 })
        .map((number) => String(number));
    case 'boolean':
      return fc.constantFrom('true', 'false', 'True', 'FALSE');
    case 'enum':
      return fc.constantFrom(...leaf.values);
    case 'pattern':
      return fc.stringMatching(new RegExp(`^(?:${leaf.pattern})$`));
    default:
      return leaf satisfies never;
  }
}

function content(spec: ElementSpec): fc.Arbitrary<DocumentValue> {
  if (spec.leaf) return leafText(spec.leaf);
  const children = spec.children ?? [];
  const fields: Record<string, fc.Arbitrary<DocumentValue | DocumentValue[]>> = {};
  for (const name of spec.attributes) fields[`@${name}`] = xmlText;
  for (const child of children) fields[child.name] = repeated(child);
  const always = children.filter(({ occurs }) => occurs !== 'optional').map(({ name }) => name);
  return fc.record(fields, { requiredKeys: always }) as fc.Arbitrary<DocumentValue>;
}

function repeated(spec: ElementSpec): fc.Arbitrary<DocumentValue | DocumentValue[]> {
  if (spec.occurs === 'one' || spec.occurs === 'optional') return content(spec);
  return fc.array(content(spec), {
    minLength: spec.occurs === 'some' ? 1 : 0,
    maxLength: Math.min(spec.max ?? 3, 3),
  });
}

/** Values that satisfy a description, in the form `readDocument` gives them. For tests. */
export function documentValue(spec: DocumentSpec): fc.Arbitrary<DocumentValue> {
  return content(spec.root);
}
