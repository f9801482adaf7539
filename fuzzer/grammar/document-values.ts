import fc, { type Arbitrary } from 'fast-check';
import type { DocumentSpec, ElementSpec, LeafType } from '../../dialects/core/document.ts';
import type { DocumentValue } from '../../dialects/core/document-read.ts';
import type { RenderValue } from '../../dialects/core/document-render.ts';

/** Text of a leaf that its description accepts. */
export function leafText(leaf: LeafType): Arbitrary<string> {
  switch (leaf.kind) {
    case 'text':
      return fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,10}[A-Za-z0-9]$/);
    case 'integer':
      return fc
        .integer({ min: leaf.min ?? -5, max: Math.min(leaf.max ?? 400, (leaf.min ?? 0) + 400) })
        .map((number) => String(number));
    case 'boolean':
      return fc.constantFrom('true', 'false');
    case 'enum':
      return fc.constantFrom(...leaf.values);
    case 'pattern':
      return fc.oneof(fc.constant(leaf.example), fc.stringMatching(new RegExp(`^(?:${leaf.pattern})$`)));
    default:
      return leaf satisfies never;
  }
}

/** Content that satisfies a description; repetitions are few. */
export function elementContent(spec: ElementSpec): Arbitrary<RenderValue> {
  if (spec.leaf) return leafText(spec.leaf);
  const fields: Record<string, Arbitrary<RenderValue | readonly RenderValue[]>> = {};
  for (const child of spec.children ?? []) fields[child.name] = repeated(child);
  const always = (spec.children ?? []).filter(({ occurs }) => occurs !== 'optional').map(({ name }) => name);
  return fc.record(fields, { requiredKeys: always }) as Arbitrary<RenderValue>;
}

function repeated(spec: ElementSpec): Arbitrary<RenderValue | readonly RenderValue[]> {
  if (spec.occurs === 'one' || spec.occurs === 'optional') return elementContent(spec);
  return fc.array(elementContent(spec), {
    minLength: spec.occurs === 'some' ? 1 : 0,
    maxLength: Math.min(spec.max ?? 2, 2),
  });
}

/** Any content of a document, by its description alone. */
export function documentContent(spec: DocumentSpec): Arbitrary<RenderValue> {
  return elementContent(spec.root);
}

/**
 * Content near to a sample that is known to be accepted: texts mostly stay, numbers and words change within their
 * types, optional elements come and go, repeated ones are repeated.
 */
export function variedContent(spec: ElementSpec, sample: DocumentValue): Arbitrary<RenderValue> {
  if (spec.leaf || typeof sample === 'string') {
    const known = typeof sample === 'string' ? sample : '';
    const other = spec.leaf ? leafText(spec.leaf) : fc.constant(known);
    const share = spec.leaf?.kind === 'text' ? 8 : 2;
    return fc.oneof({ arbitrary: fc.constant(known), weight: share }, { arbitrary: other, weight: 1 });
  }
  const fields: Record<string, Arbitrary<RenderValue | readonly RenderValue[]>> = {};
  for (const [name, value] of Object.entries(sample)) {
    if (name.startsWith('@')) fields[name] = fc.constant(typeof value === 'string' ? value : '');
  }
  for (const child of spec.children ?? []) {
    const varied = variedChild(child, sample[child.name]);
    if (varied) fields[child.name] = varied;
  }
  return fc
    .record(fields)
    .map((value) => Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)));
}

function variedChild(
  child: ElementSpec,
  found: DocumentValue | readonly DocumentValue[] | undefined,
): Arbitrary<RenderValue | readonly RenderValue[]> | undefined {
  if (found === undefined) {
    if (child.occurs !== 'optional') return undefined;
    return fc.oneof(
      { arbitrary: fc.constant(undefined), weight: 9 },
      { arbitrary: elementContent(child), weight: 1 },
    );
  }
  if (!isList(found)) {
    const kept = variedContent(child, found);
    if (child.occurs !== 'optional') return kept;
    return fc.oneof({ arbitrary: kept, weight: 7 }, { arbitrary: fc.constant(undefined), weight: 1 });
  }
  const [first] = found;
  if (first === undefined) return fc.constant([]);
  const each = fc.tuple(...found.map((one) => variedContent(child, one)));
  return fc.oneof(
    { arbitrary: each, weight: 6 },
    { arbitrary: fc.array(variedContent(child, first), { minLength: 1, maxLength: 3 }), weight: 2 },
  );
}

function isList(value: DocumentValue | readonly DocumentValue[]): value is readonly DocumentValue[] {
  return Array.isArray(value);
}
