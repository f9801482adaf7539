import fc, { type Arbitrary } from 'fast-check';
import type { Dialect } from '../../dialects/core/dialect.ts';
import { readDocument } from '../../dialects/core/document-read.ts';
import type { Fixture, Operation } from '../../dialects/core/operation.ts';
import { parseXml } from '../../dialects/core/xml-tree.ts';
import type { CaseBody, CaseParameter, FuzzCase } from '../case.ts';
import { stateOf } from '../case.ts';
import { placeholder } from '../placeholders.ts';
import { documentContent, variedContent } from './document-values.ts';
import { parameterValue } from './parameter-values.ts';

/** What of a case its grammar decides. */
export type PlainParts = Pick<FuzzCase, 'parameters' | 'body'>;

/** A fixture that names its parts by their placeholders. */
const SYMBOLS: Fixture = {
  bucket: placeholder('bucket'),
  key: placeholder('key'),
  sourceKey: placeholder('sourceKey'),
  uploadId: placeholder('uploadId'),
  partETag: placeholder('partETag'),
  copySource: () => placeholder('copySource'),
  account: placeholder('account'),
  owner: placeholder('owner'),
};

/** Valid requests of one operation: the sample with documented parameters, and bodies by their description. */
export function plainParts(dialect: Dialect, operation: Operation): Arbitrary<PlainParts> {
  const body = bodies(dialect, operation);
  return fc.record(
    { parameters: parametersOf(operation), ...(body ? { body } : {}) },
    { requiredKeys: ['parameters'] },
  ) as Arbitrary<PlainParts>;
}

function parametersOf(operation: Operation): Arbitrary<CaseParameter[]> {
  const known = operation.parameters.flatMap((parameter) => {
    const values = parameter.in === 'form' ? undefined : parameterValue(parameter);
    const { in: where, name } = parameter;
    if (values === undefined || where === 'form') return [];
    return [values.map((value): CaseParameter => ({ in: where, name, value }))];
  });
  if (known.length === 0) return fc.constant([]);
  const some = fc.subarray(
    known.map((_, index) => index),
    { maxLength: Math.min(4, known.length) },
  );
  return fc
    .record({ chosen: some, all: fc.tuple(...known) })
    .map(({ chosen, all }) => chosen.flatMap((index) => all[index] ?? []));
}

function bodies(dialect: Dialect, operation: Operation): Arbitrary<CaseBody> | undefined {
  if (operation.body.kind === 'bytes') return bytesOf(operation);
  if (operation.body.kind !== 'xml') return undefined;
  const name = operation.body.document;
  const spec = dialect.documents[name];
  if (!spec) throw new Error(`${dialect.name} has no document ${name}`);
  const { body } = operation.sample(SYMBOLS);
  const any = documentContent(spec);
  const near = body === undefined ? any : variedContent(spec.root, readDocument(spec, parseXml(body)).value);
  return fc
    .oneof({ arbitrary: near, weight: 8 }, { arbitrary: any, weight: 1 })
    .map((value): CaseBody => ({ kind: 'document', document: name, value }));
}

/** Content of objects. None where the sample's is text of a form of its own, which shows in its type. */
function bytesOf(operation: Operation): Arbitrary<CaseBody> | undefined {
  const { headers = [] } = operation.sample(SYMBOLS);
  if (headers.some(([name, value]) => /^content-type$/i.test(name) && value.includes('json')))
    return undefined;
  return fc
    .oneof(
      { arbitrary: fc.uint8Array({ maxLength: 48 }), weight: 6 },
      {
        arbitrary: fc.constantFrom(0, 1, 4096, 65_537).map((size) => new Uint8Array(size).fill(97)),
        weight: 1,
      },
    )
    .map((bytes): CaseBody => ({ kind: 'base64', base64: Buffer.from(bytes).toString('base64') }));
}

/** The sample of an operation as a case, without anything of its own. */
export function sampleCase(dialect: Dialect, profile: string, operation: Operation): FuzzCase {
  return {
    schema: 1,
    dialect: dialect.name,
    profile,
    operation: operation.id,
    state: stateOf(operation, listingOperations(dialect)),
    identity: operation.authentication === 'none' ? 'anonymous' : 'main',
    parameters: [],
    mutations: [],
    signOrder: 'mutate-then-sign',
    sender: 'undici',
  };
}

/** Operations whose answers list keys. */
export function listingOperations({ housekeeping }: Dialect): ReadonlySet<string> {
  const versions = housekeeping.versions?.operation;
  return new Set([housekeeping.listObjects, ...(versions === undefined ? [] : [versions])]);
}
