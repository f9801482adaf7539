import type { Operation } from '../../dialects/core/operation.ts';
import { CheckInconclusive } from '../../harness/check/check.ts';
import { prepare, sampleRequest } from '../../harness/session/prepare.ts';
import { requireSuccess } from '../../harness/session/require-success.ts';
import type { Session } from '../../harness/session/session.ts';
import { describeAnswer, succeeded } from './answer.ts';
import type { Observation } from './observation.ts';

/** Tries the first operation of a feature and holds the answer against what the profile declares. */
export async function* probeFeature(
  session: Session,
  bucket: string,
  feature: string,
): AsyncGenerator<Observation> {
  const { dialect, target } = session;
  const operation = dialect.operations.find((one) => one.feature === feature);
  if (!operation?.profiles.includes(target.profile)) return;
  const fault = await tryOut(session, bucket, operation);
  const declared = target.features[feature] ?? true;
  const what = `feature ${feature}`;
  if (fault === undefined && declared) yield { state: 'ok', what, detail: 'there' };
  else if (fault === undefined) {
    const advice = `its checks are skipped; take features.${feature} out of the profile to have them run`;
    yield { state: 'note', what, detail: 'there, though declared absent', advice };
  } else if (!declared) yield { state: 'ok', what, detail: 'not there, as declared' };
  else {
    const advice = `if the target does not offer it, declare features: { ${feature}: false }`;
    yield { state: 'note', what, detail: fault, advice };
  }
}

/** Sends the operation's sample request. @returns what kept it from succeeding, or undefined */
async function tryOut(session: Session, bucket: string, operation: Operation): Promise<string | undefined> {
  const names = {
    bucket,
    key: `doctor/${operation.slug}`,
    sourceKey: 'doctor/source',
    freshBucket: () => bucket,
  };
  try {
    const fixture = await prepare(
      session,
      async (spec) =>
        requireSuccess(session, spec, await session.send({ ...spec, bucket: spec.bucket ?? bucket })),
      operation,
      names,
    );
    const exchange = await session.send(sampleRequest(operation, fixture));
    if (succeeded(operation, exchange)) return undefined;
    return `${operation.title} was answered with ${describeAnswer(session.dialect, exchange)}`;
  } catch (error) {
    if (error instanceof CheckInconclusive && error.code === 'setup-failed') return error.message;
    throw error;
  }
}
