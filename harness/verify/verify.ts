import type { Dialect } from '../../dialects/core/dialect.ts';
import { textAt, textsAt } from '../../dialects/core/document-access.ts';
import { headerValues } from '../../dialects/core/headers.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import type { BodyRule, Expectation, ValueRule } from '../check/expectation.ts';
import type { Exchange, ReceivedResponse } from '../transport/exchange.ts';
import { describeBytes, sha256 } from './describe-bytes.ts';
import { readBody } from './read-body.ts';
import { judgeHeader, judgeValue, namedBy } from './rules.ts';
import { acceptedStatuses, refusalsOf } from './statuses.ts';

/** Expected versus got for one facet, before it is placed in a transcript. */
export interface Facet {
  readonly facet: string;
  readonly expected: string;
  readonly got: string;
}

/**
 * Judges one exchange against what the documentation asks. Pure; returns all mismatches, in the order status, error
 * code, headers, body, document, values. An empty list is a pass.
 * @throws Error when the expectation means nothing: a mistake in the check, not in the target
 */
export function verify(
  dialect: Dialect,
  operation: Operation,
  exchange: Exchange,
  expectation: Expectation,
): Facet[] {
  assertMeaningful(expectation);
  return judge(dialect, operation, exchange, expectation);
}

/** An expectation that would pass over what it asks for proves nothing, so it must not look like a pass. */
function assertMeaningful(expectation: Expectation): void {
  if ('anyOf' in expectation) {
    if (expectation.anyOf.length === 0) throw new Error('an expectation of anyOf names no alternative');
    for (const one of expectation.anyOf) assertMeaningful(one);
  }
  if (expectation.values !== undefined && expectation.document === undefined) {
    throw new Error('an expectation of values names no document');
  }
}

function judge(
  dialect: Dialect,
  operation: Operation,
  exchange: Exchange,
  expectation: Expectation,
): Facet[] {
  const { response, failure } = exchange;
  if (!response || failure) {
    const got = failure ? `${failure.kind}: ${failure.message}` : 'no response';
    return [{ facet: 'transport', expected: describeStatuses(dialect, operation, expectation), got }];
  }
  const status = 'anyOf' in expectation ? verifyAnyOf : verifyOne;
  return [
    ...status(dialect, operation, exchange, expectation),
    ...verifyContent(dialect, response, expectation),
  ];
}

/** The status, and what comes with naming it as a success or a refusal. */
function verifyOne(
  dialect: Dialect,
  operation: Operation,
  exchange: Exchange,
  expectation: Expectation,
): Facet[] {
  const { response, request } = exchange;
  if (!response) return [];
  const hasBody = request.method !== 'HEAD';
  return [
    ...verifyStatus(dialect, operation, response, expectation),
    ...('refusal' in expectation && hasBody ? verifyRefusal(dialect, response, expectation.refusal) : []),
    ...('success' in expectation && hasBody ? verifySuccessBody(dialect, operation, response) : []),
  ];
}

/** The alternative that comes nearest is the one a reader wants to see; of the others only the statuses matter. */
function verifyAnyOf(
  dialect: Dialect,
  operation: Operation,
  exchange: Exchange,
  expectation: Expectation,
): Facet[] {
  const alternatives = 'anyOf' in expectation ? expectation.anyOf : [];
  const [nearest = []] = alternatives
    .map((one) => judge(dialect, operation, exchange, one))
    .toSorted((left, right) => left.length - right.length);
  return nearest.map((mismatch) =>
    mismatch.facet === 'status'
      ? { ...mismatch, expected: describeStatuses(dialect, operation, expectation) }
      : mismatch,
  );
}

/** Headers, body and document: what an expectation asks whichever status was accepted. */
function verifyContent(dialect: Dialect, response: ReceivedResponse, expectation: Expectation): Facet[] {
  return [
    ...Object.entries(expectation.headers ?? {}).flatMap(([name, rule]) => {
      const { holds, expected, got } = judgeHeader(rule, headerValues(response.headers, name));
      return holds ? [] : [{ facet: `header ${name.toLowerCase()}`, expected, got }];
    }),
    ...(expectation.body === undefined ? [] : verifyBody(response.body, expectation.body)),
    ...(expectation.document === undefined
      ? []
      : verifyDocument(dialect, response.body, expectation.document, expectation.values ?? {})),
    ...(expectation.reading === undefined ? [] : verifyReading(response.body, expectation.reading)),
    ...(expectation.keys === undefined ? [] : verifyKeys(dialect, response.body, expectation.keys)),
  ];
}

function describeStatuses(dialect: Dialect, operation: Operation, expectation: Expectation): string {
  return `status ${acceptedStatuses(dialect, operation, expectation).join(' or ')}`;
}

function verifyStatus(
  dialect: Dialect,
  operation: Operation,
  response: ReceivedResponse,
  expectation: Expectation,
): Facet[] {
  const accepted = acceptedStatuses(dialect, operation, expectation);
  if (accepted.includes(response.status)) return [];
  const code = textAt(readError(dialect, response), dialect.error.code);
  const got = code === undefined ? String(response.status) : `${response.status} ${code}`;
  return [{ facet: 'status', expected: accepted.join(' or '), got }];
}

function readError(dialect: Dialect, response: ReceivedResponse) {
  const { document } = dialect.error;
  if (document === undefined || response.body.length === 0) return undefined;
  return readBody(dialect, document, response.body).value;
}

function verifyRefusal(
  dialect: Dialect,
  response: ReceivedResponse,
  names: string | readonly string[],
): Facet[] {
  const { document, code } = dialect.error;
  if (document === undefined) return [];
  const refusals = refusalsOf(dialect, names);
  const { value, problems } = readBody(dialect, document, response.body);
  if (value === undefined) {
    return [{ facet: 'error document', expected: document, got: problems.join('; ') }];
  }
  const got = textAt(value, code);
  // A code counts only with a status of the same refusal: 403 NoSuchBucket satisfies neither of its halves.
  const fitting = refusals.filter(({ accepts }) => accepts.status.includes(response.status));
  const codes = (fitting.length > 0 ? fitting : refusals).flatMap(({ accepts }) => accepts.codes);
  if (codes.length === 0 || (got !== undefined && codes.includes(got))) return [];
  return [{ facet: 'error code', expected: [...new Set(codes)].join(' or '), got: got ?? 'absent' }];
}

function verifySuccessBody(dialect: Dialect, operation: Operation, response: ReceivedResponse): Facet[] {
  const success = operation.success.find(({ status }) => status.includes(response.status));
  if (!success) return [];
  if (success.body === 'empty') return verifyBody(response.body, 'empty');
  if (success.body === 'bytes' || success.body === 'any') return [];
  return verifyDocument(dialect, response.body, success.body.document, {});
}

function verifyDocument(
  dialect: Dialect,
  body: Uint8Array,
  document: string,
  values: NonNullable<Expectation['values']>,
): Facet[] {
  const { value, problems } = readBody(dialect, document, body);
  return [
    ...problems.map((got) => ({ facet: 'document', expected: document, got })),
    ...(value === undefined ? [] : Object.entries(values)).flatMap(([path, rule]) => {
      const { holds, expected, got } = judgeValue(rule, textsAt(value, path));
      return holds ? [] : [{ facet: path, expected, got }];
    }),
  ];
}

function verifyReading(
  body: Uint8Array,
  { what, read, values }: NonNullable<Expectation['reading']>,
): Facet[] {
  const found = read(body);
  if (!found) return [{ facet: 'body', expected: what, got: describeBytes(body) }];
  return Object.entries(values).flatMap(([name, rule]) => {
    const { holds, expected, got } = judgeValue(rule, found[name] ?? []);
    return holds ? [] : [{ facet: name, expected, got }];
  });
}

/** Where a page leaves open which key is meant, it is the one that was expected. */
function verifyKeys({ housekeeping }: Dialect, body: Uint8Array, rule: ValueRule): Facet[] {
  const page = housekeeping.objects.read(body);
  if (!page) return [{ facet: 'listing', expected: 'a listing of objects', got: describeBytes(body) }];
  const named = namedBy(rule);
  const texts = page.entries.map(
    ({ keys }) => keys.find((key) => named.includes(key)) ?? keys.at(rule instanceof RegExp ? -1 : 0) ?? '',
  );
  const { holds, expected, got } = judgeValue(rule, texts);
  return holds ? [] : [{ facet: 'keys', expected, got }];
}

function verifyBody(body: Uint8Array, rule: NonNullable<Expectation['body']>): Facet[] {
  const mismatch = (expected: string): Facet[] => [{ facet: 'body', expected, got: describeBytes(body) }];
  if (rule === 'empty') return body.length === 0 ? [] : mismatch('empty');
  const wanted = bytesOf(rule);
  if ('not' in wanted) {
    return Buffer.compare(body, wanted.not) === 0 ? mismatch('other content') : [];
  }
  if (wanted instanceof Uint8Array) {
    return Buffer.compare(body, wanted) === 0 ? [] : mismatch(describeBytes(wanted));
  }
  const holds = body.length === wanted.length && sha256(body) === wanted.sha256;
  return holds ? [] : mismatch(`${wanted.length} bytes, SHA-256 ${wanted.sha256}`);
}

function bytesOf(rule: Exclude<BodyRule | { readonly text: string }, 'empty'>) {
  if (rule instanceof Uint8Array) return rule;
  if (typeof rule === 'string') return Buffer.from(rule);
  return 'text' in rule ? Buffer.from(rule.text) : rule;
}
