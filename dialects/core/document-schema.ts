import type { DocumentSpec, ElementSpec, LeafType } from './document.ts';

/** A JSON Schema (2020-12) as plain data. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** The JSON Schema that the data of a document (`DocumentValue`) has to satisfy. */
export function documentSchema(spec: DocumentSpec): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: spec.root.name,
    ...elementSchema(spec, spec.root),
  };
}

function elementSchema(doc: DocumentSpec, spec: ElementSpec): JsonSchema {
  if (spec.leaf) return leafSchema(spec.leaf);
  const children = spec.children ?? [];
  const properties: Record<string, JsonSchema> = {};
  for (const child of children) properties[child.name] = childSchema(doc, child);
  for (const name of spec.attributes) properties[`@${name}`] = { type: 'string' };
  return {
    type: 'object',
    properties,
    required: children.filter(({ occurs }) => occurs === 'one' || occurs === 'some').map(({ name }) => name),
    ...(doc.unknown === 'closed' ? { additionalProperties: false } : {}),
  };
}

function childSchema(doc: DocumentSpec, child: ElementSpec): JsonSchema {
  const schema = elementSchema(doc, child);
  if (child.occurs === 'one' || child.occurs === 'optional') return schema;
  return {
    type: 'array',
    items: schema,
    ...(child.occurs === 'some' ? { minItems: 1 } : {}),
    ...(child.max === undefined ? {} : { maxItems: child.max }),
  };
}

function leafSchema(leaf: LeafType): JsonSchema {
  switch (leaf.kind) {
    case 'text':
      return { type: 'string' };
    case 'integer':
      return { type: 'string', pattern: integerPattern(leaf.min) };
    case 'boolean':
      return { type: 'string', pattern: '^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$' };
    case 'enum':
      return { type: 'string', enum: leaf.values };
    case 'pattern':
      return { type: 'string', pattern: `^(?:${leaf.pattern})$` };
    default:
      return leaf satisfies never;
  }
}

/** The texts of whole numbers. A schema of texts can tell signs and zero, not every bound. */
function integerPattern(min: number | undefined): string {
  if (min === undefined || min < 0) return '^-?\\d{1,16}$';
  return min === 0 ? '^\\d{1,16}$' : '^(?=.*[1-9])\\d{1,16}$';
}
