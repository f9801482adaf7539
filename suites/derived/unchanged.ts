import { type Dialect, operationById } from '../../dialects/core/dialect.ts';
import type { Fixture, Operation } from '../../dialects/core/operation.ts';
import { CheckInconclusive } from '../../harness/check/check.ts';
import type { CheckContext, RequestSpec } from '../../harness/check/context.ts';
import type { Expectation } from '../../harness/check/expectation.ts';
import { refusalsOf } from '../../harness/verify/statuses.ts';
import { sampleOf } from './sample.ts';
import { succeeds } from './succeeds.ts';
import { removingSibling, sameNames, witnessesOf } from './witness.ts';

/** Judges that what was there before a refused request is there after it, and nothing else. */
export type ExpectUnchanged = () => Promise<void>;

/** A read and what it has to answer after the refused request. */
interface Watched {
  readonly spec: RequestSpec;
  readonly expectation: Expectation;
}

/**
 * Looks at what `operation` would change; the function it returns asks for the same answers again. Judges nothing where
 * the catalogue has no operation that shows the change.
 * @throws CheckInconclusive when what was there before cannot be read
 */
export async function watchState(
  t: CheckContext,
  dialect: Dialect,
  operation: Operation,
  fixture: Fixture,
): Promise<ExpectUnchanged> {
  if (operation.effect === 'removes-bucket') await ensureBucket(t, dialect, fixture);
  const watched: Watched[] = [];
  const noNewUpload = operation.effect === 'creates-upload' && uploadsWatch(t, dialect, fixture);
  for (const witness of witnessesOf(dialect, operation)) {
    const spec = sampleOf(t, witness, fixture);
    const prepared = isPrepared(dialect, operation, witness);
    if (!prepared) await takeBack(t, dialect, operation, fixture, witness);
    watched.push({ spec, expectation: await answerNow(t, dialect, witness, spec, prepared) });
  }
  return async () => {
    if (noNewUpload) await noNewUpload();
    for (const { spec, expectation } of watched) await t.eventually(spec, expectation);
  };
}

function isPrepared(dialect: Dialect, { prepare = [] }: Operation, witness: Operation): boolean {
  return prepare.some((id) => {
    const { resource, subresources } = operationById(dialect, id);
    return resource === witness.resource && sameNames(subresources, witness.subresources);
  });
}

/** Makes the leased bucket again where a target has obeyed the refused deletion of a check before this one. */
async function ensureBucket(t: CheckContext, dialect: Dialect, { bucket }: Fixture): Promise<void> {
  const { headBucket, createBucket } = dialect.housekeeping;
  const { status } = await readNow(t, { op: headBucket, bucket });
  // Another check may be making it at the same time; what counts is that it is there then.
  if (status === 404) await t.send({ op: createBucket, bucket });
  await t.setup({ op: headBucket, bucket });
}

/**
 * Removes a setting of the bucket that is there before it was ever made: a target has obeyed a refused request of a check
 * before this one, and would seem to change nothing now.
 */
async function takeBack(
  t: CheckContext,
  dialect: Dialect,
  operation: Operation,
  fixture: Fixture,
  witness: Operation,
): Promise<void> {
  const removal = removingSibling(dialect, operation);
  if (!removal || operation.effect !== 'changes-bucket') return;
  const { status } = await readNow(t, sampleOf(t, witness, fixture));
  if (status < 300) await t.setup(sampleOf(t, removal, fixture));
}

/** The listing of uploads under the key of the check, which has to stay without that key. */
function uploadsWatch(t: CheckContext, dialect: Dialect, { bucket, key }: Fixture): ExpectUnchanged {
  const { uploads } = dialect.housekeeping;
  const byPrefix =
    uploads && operationById(dialect, uploads.list).parameters.some(({ name }) => name === 'prefix');
  if (!byPrefix) return async () => undefined;
  const spec: RequestSpec = { op: uploads.list, bucket, query: { ...uploads.query, prefix: key } };
  return async () => {
    const exchange = await t.send(spec);
    if (!t.expect(exchange, { success: true })) return;
    const page = uploads.read(exchange.response?.body ?? new Uint8Array());
    const isThere = page?.entries.some(({ keys }) => keys.includes(key));
    t.compare(exchange, 'uploads of the key', 'none', isThere === false ? 'none' : 'one');
  };
}

/**
 * What a read answers now, as an expectation: the status, and the content when it succeeds. A setting that was just made
 * may show late: then it is only expected to show.
 * @throws CheckInconclusive when the answer is neither a success nor one of the refusals the read documents
 */
async function answerNow(
  t: CheckContext,
  dialect: Dialect,
  witness: Operation,
  spec: RequestSpec,
  justMade: boolean,
): Promise<Expectation> {
  const { status, body } = await readNow(t, spec);
  if (witness.success.some((response) => response.status.includes(status))) return { status, body };
  const absent = [...witness.refusals, ...Object.values(witness.whenMissing)];
  const refused = refusalsOf(dialect, absent).some(({ accepts }) => accepts.status.includes(status));
  if (refused) return justMade ? succeeds(witness) : { status };
  throw new CheckInconclusive('setup-failed', `${spec.op} was needed first and got status ${status}`);
}

/** Status and content a read answers now. @throws CheckInconclusive when the target does not answer */
export async function readNow(
  t: CheckContext,
  spec: RequestSpec,
): Promise<{ status: number; body: Uint8Array }> {
  const { response, failure } = await t.send(spec);
  if (response && !failure) return response;
  throw new CheckInconclusive('setup-failed', `${spec.op} was needed first and got no response`);
}
