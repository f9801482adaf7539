import type { Addressing, Dialect } from '../dialects/core/dialect.ts';
import { renderDocument } from '../dialects/core/document-render.ts';
import type { Header } from '../dialects/core/headers.ts';
import type { Fixture, Operation } from '../dialects/core/operation.ts';
import type { QueryItem } from '../dialects/core/request.ts';
import type { RequestSpec } from '../harness/check/context.ts';
import { buildRequest } from '../harness/session/build-request.ts';
import { sampleRequest } from '../harness/session/prepare.ts';
import type { CaseParameter, FuzzCase } from './case.ts';
import { fill, fillDocument, type PlaceholderValues } from './placeholders.ts';
import { type Field, type StructuredRequest, structured, VALIDITY } from './structured-request.ts';

/** What a request without credentials is made with. */
export interface UnsignedInput {
  readonly dialect: Dialect;
  readonly addressing: Addressing;
  readonly fixture: Fixture;
  /** The server's clock, ms since the epoch. */
  readonly now: number;
}

/** The request without its mutations and without credentials. */
export function unsigned(
  fuzzCase: FuzzCase,
  operation: Operation,
  { dialect, addressing, fixture, now }: UnsignedInput,
  values: PlaceholderValues,
): StructuredRequest {
  const sample = sampleFor(operation, fixture);
  const request = buildRequest({
    dialect,
    operation,
    addressing,
    spec: {
      ...sample,
      query: overlay((sample.query ?? []) as readonly QueryItem[], fuzzCase.parameters, 'query', values),
      headers: overlay(
        (sample.headers ?? []) as readonly Header[],
        fuzzCase.parameters,
        'header',
        values,
      ).map(([name, value]): Header => [name, value ?? '']),
      body: bodyOf(fuzzCase, dialect, values) ?? sample.body,
    },
    credentials: undefined,
    now,
  });
  const whole = structured(request, {
    ...VALIDITY,
    ...(fuzzCase.identity === 'anonymous' ? { none: true } : {}),
  });
  return { ...whole, headers: whole.headers.map((field) => automatic(field, dialect)) };
}

/** Samples over fixtures that serve many cases. */
const samples = new WeakMap<Fixture, Map<string, RequestSpec>>();

function sampleFor(operation: Operation, fixture: Fixture): RequestSpec {
  const known = samples.get(fixture) ?? new Map<string, RequestSpec>();
  samples.set(fixture, known);
  const sample = known.get(operation.id) ?? sampleRequest(operation, fixture);
  known.set(operation.id, sample);
  return sample;
}

/** A length or digest among the fields of a valid request is that of its body, so it follows what the body becomes. */
function automatic(field: Field, { bodyDigest }: Dialect): Field {
  const name = field.name.toLowerCase();
  if (name === 'content-length') return { ...field, auto: 'length' };
  return name === bodyDigest.header.toLowerCase() && field.value !== ''
    ? { ...field, auto: bodyDigest.encoding }
    : field;
}

function overlay<T extends string | null>(
  sample: readonly (readonly [string, T])[],
  parameters: readonly CaseParameter[],
  where: CaseParameter['in'],
  values: PlaceholderValues,
): (readonly [string, string | null])[] {
  const items: (readonly [string, string | null])[] = [...sample];
  for (const { in: place, name, value } of parameters) {
    if (place !== where) continue;
    const item = [name, value === null ? null : fill(value, values)] as const;
    const at = items.findIndex(([found]) => found.toLowerCase() === name.toLowerCase());
    if (at === -1) items.push(item);
    else items[at] = item;
  }
  return items;
}

function bodyOf(
  { body }: FuzzCase,
  dialect: Dialect,
  values: PlaceholderValues,
): Uint8Array | string | undefined {
  if (body === undefined) return undefined;
  if (body.kind === 'base64') return Buffer.from(body.base64, 'base64');
  const spec = dialect.documents[body.document];
  if (!spec) throw new Error(`${dialect.name} has no document ${body.document}`);
  return renderDocument(spec, fillDocument(body.value, values));
}
