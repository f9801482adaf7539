import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Fixture, Operation } from '../../dialects/core/operation.ts';
import type { Credentials } from '../../dialects/core/signing.ts';
import { dialects } from '../../dialects/index.ts';
import type { FuzzCase } from '../case.ts';
import { sampleCase } from '../grammar/plain-case.ts';
import { placeholderValues } from '../placeholders.ts';
import { type Rendered, render } from '../render.ts';
import type { StructuredRequest } from '../structured-request.ts';
import { unsigned } from '../unsigned-request.ts';
import type { About, MutationClass } from './mutation.ts';
import { mutationsBySlug } from './registry.ts';

/** An operation of a dialect and its sample request. */
export interface Subject extends About {
  readonly key: string;
  readonly request: StructuredRequest;
}

/** ETag of the prepared object. */
export const SAMPLE_ETAG = '"3e25960a79dbc69b674cd4ec67a72c62"';

const ENDPOINT = new URL('http://127.0.0.1:9000');
const KEY = 'fuzz-abc123';
/** A key that is written with escapes. */
const ESCAPED_KEY = 'fuzz é~1';
const NOW = Date.parse('2026-11-21T12:00:00Z');

function fixtureOf(dialect: Dialect, key = KEY): Fixture {
  const account = dialect.roles.main.example.account;
  const addressing = dialect.defaultAddressing(ENDPOINT, undefined);
  return {
    bucket: dialect.bucketName('fuzz', account),
    key,
    sourceKey: `${KEY}-source`,
    uploadId: '15000000000abcdef',
    partETag: SAMPLE_ETAG,
    copySource: (bucket, key) => dialect.copySource(bucket, key, addressing),
    account,
    owner: dialect.ownerId(dialect.roles.main.example),
  };
}

/** What a case is rendered with for that dialect; time and names stand still. */
function inputOf(dialect: Dialect, key = KEY) {
  const credentials: Credentials = { ...dialect.roles.main.example, token: 'AUTH_tk0123456789abcdef' };
  return {
    dialect,
    addressing: dialect.defaultAddressing(ENDPOINT, undefined),
    fixture: fixtureOf(dialect, key),
    etag: SAMPLE_ETAG,
    credentials,
    now: NOW,
    mutations: mutationsBySlug,
  };
}

/** The samples of every operation of every dialect; those on objects also with a key that needs escapes. */
export const subjects: readonly Subject[] = dialects.flatMap((dialect) =>
  dialect.operations.flatMap((operation) =>
    (operation.resource === 'object' ? [KEY, ESCAPED_KEY] : [KEY]).map((key) => {
      const input = inputOf(dialect, key);
      const values = placeholderValues(input.fixture, input.etag);
      const request = unsigned(caseOf(dialect, operation), operation, input, values);
      return { dialect, operation, key, request };
    }),
  ),
);

function caseOf(dialect: Dialect, operation: Operation): FuzzCase {
  return sampleCase(dialect, dialect.defaultProfile, operation);
}

/** The sample as it is sent, with one mutation or without. */
export function rendered(
  { dialect, operation, key }: Subject,
  mutation?: { readonly of: MutationClass; readonly slot: string; readonly args: unknown },
  sender: FuzzCase['sender'] = mutation?.of.raw ? 'raw' : 'undici',
): Rendered {
  const plain = caseOf(dialect, operation);
  const mutations =
    mutation === undefined
      ? []
      : [{ slug: mutation.of.slug, slot: mutation.slot, args: mutation.args as never }];
  return render({ ...plain, mutations, sender }, inputOf(dialect, key));
}

/** The sample of one operation. @throws Error when there is none */
export function subject(dialect: string, operation: string): Subject {
  const found = subjects.find((one) => one.dialect.name === dialect && one.operation.id === operation);
  if (!found) throw new Error(`${dialect} has no ${operation}`);
  return found;
}
