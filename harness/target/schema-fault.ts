import type { ErrorObject } from 'ajv/dist/2020.js';

/** As much of a JSON Schema as an error message needs. */
export interface SchemaNode {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
}

/** A schema and what its documents are called. */
export interface NamedSchema {
  readonly schema: SchemaNode;
  /** Shapes the schema refers to as `#/$defs/<name>`. */
  readonly definitions: Readonly<Record<string, SchemaNode>>;
  readonly what: string;
}

/** Where a document departs from its schema, said so that it can be mended. Values are never repeated. */
export interface SchemaFault {
  readonly path: readonly string[];
  readonly message: string;
  readonly hint?: string;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'a mapping of keys to values',
  array: 'a list',
};

/** The deepest fault of those the validator found: the others often follow from it. */
export function schemaFault(named: NamedSchema, errors: readonly ErrorObject[]): SchemaFault {
  const [error] = errors.toSorted((a, b) => depth(b) - depth(a));
  if (!error) return { path: [], message: `does not have the shape of ${named.what}` };
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const where = path.length === 0 ? named.what : path.join('.');
  const node = nodeAt(named, path);
  const params: Readonly<Record<string, unknown>> = error.params;
  switch (error.keyword) {
    case 'required':
      return { path, message: `${where} lacks ${String(params.missingProperty)}` };
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      const known = Object.keys(node?.properties ?? {}).join(', ');
      return { path: [...path, key], message: `${where} has no key ${key}`, hint: `it knows ${known}` };
    }
    case 'enum':
      return { path, message: `${where} has to be one of ${(node?.enum ?? []).join(', ')}` };
    case 'pattern':
      return { path, message: `${where} is not written as expected`, ...hintOf(node) };
    case 'type': {
      const message = `${where} has to be ${TYPES[String(params.type)] ?? String(params.type)}`;
      return params.type === 'string'
        ? { path, message, hint: 'numbers go in quotes where text is meant' }
        : { path, message };
    }
    default:
      return { path, message: `${where} ${error.message ?? 'is not accepted'}`, ...hintOf(node) };
  }
}

function depth({ instancePath, keyword }: ErrorObject): number {
  return instancePath.split('/').length + (keyword === 'additionalProperties' ? 1 : 0);
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

function hintOf(node: SchemaNode | undefined): { hint?: string } {
  const examples = node?.examples?.map(String) ?? [];
  return examples.length === 0 ? {} : { hint: `e.g. ${examples.join(', ')}` };
}

function nodeAt({ schema, definitions }: NamedSchema, path: readonly string[]): SchemaNode | undefined {
  let node: SchemaNode | undefined = schema;
  for (const name of path) {
    const child: SchemaNode | undefined = node?.properties?.[name] ?? node?.items;
    node = child?.$ref === undefined ? child : definitions[child.$ref.replace('#/$defs/', '')];
  }
  return node;
}
