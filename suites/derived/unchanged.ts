import { type Dialect, operationById } from '../../dialects/core/dialect.ts';
import type { Fixture, Operation } from '../../dialects/core/operation.ts';
import { CheckInconclusive } from '../../harness/check/check.ts';
import type { CheckContext, RequestSpec } from '../../harness/check/context.ts';
import type { Expectation } from '../../harness/check/expectation.ts';
import { refusalsOf } from '../../harness/verify/statuses.ts';
import { sampleOf } from './sample.ts';
import { succeeds } from './succeeds.ts';
import { sameNames, witnessesOf } from './witness.ts';

/** Judges that what was there before a refused request is there after it, and nothing else. */
export type ExpectUnchanged = () => Promise<void>;

/**
 * Looks at what `operation` would change. A setting that the operation's own preparation has made is only expected to be
 * there still, because a target may show it late; everything else has to answer as it did before.
 * @throws CheckInconclusive when the target does not answer
 */
export async function watchState(
  t: CheckContext,
  dialect: Dialect,
  operation: Operation,
  fixture: Fixture,
): Promise<ExpectUnchanged> {
  const watched: { readonly spec: RequestSpec; readonly expectation: Expectation }[] = [];
  for (const witness of witnessesOf(dialect, operation)) {
    const spec = sampleOf(t, witness, fixture);
    const prepared = isPrepared(dialect, operation, witness);
    watched.push({
      spec,
      expectation: prepared ? succeeds(witness) : await answerNow(t, dialect, witness, spec),
    });
  }
  return async () => {
    for (const { spec, expectation } of watched) await t.eventually(spec, expectation);
  };
}

function isPrepared(dialect: Dialect, { prepare = [] }: Operation, witness: Operation): boolean {
  return prepare.some((id) => {
    const { resource, subresources } = operationById(dialect, id);
    return resource === witness.resource && sameNames(subresources, witness.subresources);
  });
}

/**
 * What a read answers now, as an expectation: the status, and the content when it succeeds.
 * @throws CheckInconclusive when it is neither a success nor one of the refusals the read documents
 */
async function answerNow(
  t: CheckContext,
  dialect: Dialect,
  witness: Operation,
  spec: RequestSpec,
): Promise<Expectation> {
  const { status, body } = await readNow(t, spec);
  const succeeded = witness.success.some((response) => response.status.includes(status));
  const absent = [...witness.refusals, ...Object.values(witness.whenMissing)];
  const refused = refusalsOf(dialect, absent).some(({ accepts }) => accepts.status.includes(status));
  if (succeeded) return { status, body };
  if (refused) return { status };
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
