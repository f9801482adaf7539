import { headerValue } from '../../dialects/core/headers.ts';
import type { Fixture, Operation } from '../../dialects/core/operation.ts';
import { CheckInconclusive } from '../check/check.ts';
import type { RequestSpec } from '../check/context.ts';
import type { Exchange } from '../transport/exchange.ts';
import { createdUploadId } from './created-upload.ts';
import type { Session } from './session.ts';

/** Names a precondition is built under. */
export interface PrepareInput {
  readonly bucket: string;
  readonly key: string;
  readonly sourceKey: string;
  /** A bucket name that is not in use, for operations that create one. */
  readonly freshBucket: () => string;
}

/** Sends a request that has to succeed. @throws CheckInconclusive otherwise */
type Setup = (spec: RequestSpec) => Promise<Exchange>;

/** Body of every object that is prepared for a sample. */
export const SAMPLE_BODY = 'bucketproof sample object';

/** Body of the object that is prepared to be copied from: not that of the object a copy may replace. */
export const SOURCE_BODY = 'bucketproof source object';

/**
 * Brings about what the sample of `operation` needs, with the dialect's own sample requests.
 * @returns the names and ids of it
 * @throws CheckInconclusive when the server does not name what it made
 * @throws Error when the dialect does not say how the precondition comes about: a mistake of ours
 */
export async function prepare(
  session: Session,
  setup: Setup,
  operation: Operation,
  input: PrepareInput,
): Promise<Fixture> {
  const fixture = await meetPrecondition(session, setup, operation, input);
  for (const id of operation.prepare ?? []) await setup(sampleRequest(session.operation(id), fixture));
  return fixture;
}

async function meetPrecondition(
  session: Session,
  setup: Setup,
  operation: Operation,
  { bucket, key, sourceKey, freshBucket }: PrepareInput,
): Promise<Fixture> {
  const { dialect } = session;
  const { putObject } = dialect.housekeeping;
  const fixture: Fixture = {
    bucket: operation.precondition === 'no-bucket' ? freshBucket() : bucket,
    key,
    sourceKey,
    uploadId: '',
    partETag: '',
    copySource: (from, fromKey) => dialect.copySource(from, fromKey, session.addressing()),
    account: session.credentials('main').account,
    owner: dialect.ownerId(session.credentials('main')),
  };
  if (operation.copies) await setup({ op: putObject, bucket, key: sourceKey, body: SOURCE_BODY });
  switch (operation.precondition) {
    case 'nothing':
    case 'no-bucket':
    case 'bucket':
      return fixture;
    case 'object':
      await setup({ op: putObject, bucket, key, body: SAMPLE_BODY });
      return fixture;
    case 'appendable-object':
    case 'archived-object':
    case 'upload':
    case 'upload-with-part': {
      const steps = dialect.preparations[operation.precondition];
      if (!steps) throw new Error(`${dialect.name} does not say how ${operation.precondition} comes about`);
      let ready = fixture;
      for (const step of steps) {
        const stepOperation = session.operation(step.operation);
        const request = sampleRequest(stepOperation, ready);
        const exchange = await setup({
          ...request,
          headers: [...(stepOperation.sample(ready).headers ?? []), ...(step.headers ?? [])],
        });
        const body = exchange.response?.body ?? new Uint8Array();
        const uploadId = createdUploadId(dialect, stepOperation, body) ?? ready.uploadId;
        const partETag = headerValue(exchange.response?.headers ?? [], 'etag') ?? ready.partETag;
        ready = { ...ready, uploadId, partETag };
      }
      assertNamed(operation, ready);
      return ready;
    }
    default:
      return operation.precondition satisfies never;
  }
}

/** Without its ids the sample would be another request than the one that is judged. */
function assertNamed({ precondition }: Operation, { uploadId, partETag }: Fixture): void {
  const missing =
    uploadId === '' && /^upload/.test(precondition)
      ? 'an upload id'
      : partETag === '' && precondition === 'upload-with-part'
        ? 'the ETag of a part'
        : undefined;
  if (missing !== undefined) {
    throw new CheckInconclusive('setup-failed', `${missing} was needed first, and no answer named it`);
  }
}

/** An operation's sample over a fixture, as a request of a check. */
export function sampleRequest(operation: Operation, fixture: Fixture): RequestSpec {
  const { bucket, key, query, headers, body } = operation.sample(fixture);
  return {
    op: operation.id,
    bucket: bucket ?? fixture.bucket,
    key: key ?? fixture.key,
    query: query ?? [],
    headers: headers ?? [],
    body,
  };
}
