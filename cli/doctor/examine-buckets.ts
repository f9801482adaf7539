import type { Addressing } from '../../dialects/core/dialect.ts';
import { headerValue } from '../../dialects/core/headers.ts';
import { CheckInconclusive } from '../../harness/check/check.ts';
import { removeBucket } from '../../harness/session/cleanup.ts';
import type { Session } from '../../harness/session/session.ts';
import type { Target } from '../../harness/target/target.ts';
import { describeAnswer, succeeded } from './answer.ts';
import type { Observation } from './observation.ts';
import { probeFeature } from './probe-feature.ts';

/** Makes a bucket, looks whether it is where the profile says, tries each feature in it and removes it again. */
export async function* examineBuckets(
  open: (target: Target) => Session,
  target: Target,
  signal: AbortSignal,
): AsyncGenerator<Observation> {
  const fault = yield* withBucket(open(target), async function* (session, bucket) {
    const reached = await reach(session, bucket);
    if (reached !== undefined) return reached;
    const { style } = target.addressing;
    yield { state: 'ok', what: 'addressing', detail: `${style}, as ${placeOf(session, bucket)}` };
    for (const feature of Object.keys(session.dialect.features)) {
      if (signal.aborted) return undefined;
      yield* probeFeature(session, bucket, feature);
    }
    return undefined;
  });
  if (fault === undefined) return;
  yield { state: 'problem', what: 'addressing', detail: fault, advice: adviceFor(target) };
  if (signal.aborted) return;
  const addressing = otherAddressing(target);
  yield* withBucket(open({ ...target, addressing }), async function* (session, bucket) {
    const otherFault = await reach(session, bucket);
    const what = `${addressing.style} style`;
    if (otherFault !== undefined)
      yield { state: 'note', what, detail: `does not work either: ${otherFault}` };
    else yield { state: 'note', what, detail: 'works', advice: `write addressing: ${addressing.style}` };
    return undefined;
  });
}

type Looking = AsyncGenerator<Observation, string | undefined>;

/** Lends a bucket name of the session to `look`, then removes what came about and closes the session. */
async function* withBucket(session: Session, look: (session: Session, bucket: string) => Looking): Looking {
  try {
    return yield* look(session, session.names.bucket('doctor', session.credentials('main').account));
  } catch (error) {
    if (!(error instanceof CheckInconclusive)) throw error;
    return error.message;
  } finally {
    for (const { bucket } of session.ledger.live()) {
      const problem = await removeBucket(session, bucket);
      if (problem !== undefined) {
        yield { state: 'left', what: 'clean-up', detail: problem, advice: 'bucketproof clean tries again' };
      }
    }
    await session.close();
  }
}

/** Creates a bucket and asks for it. @returns what went wrong, or undefined */
async function reach(session: Session, bucket: string): Promise<string | undefined> {
  const { dialect } = session;
  const { createBucket, headBucket } = dialect.housekeeping;
  const created = await session.send({ op: createBucket, bucket });
  if (!succeeded(session.operation(createBucket), created)) {
    return `${bucket} could not be created: ${describeAnswer(dialect, created)}`;
  }
  const head = await session.send({ op: headBucket, bucket });
  if (succeeded(session.operation(headBucket), head)) return undefined;
  return `a bucket that was created is not there: ${describeAnswer(dialect, head)}`;
}

/** The other style, with the endpoint itself as host where the bucket is in the path. */
function otherAddressing({ addressing, endpoint }: Target): Addressing {
  const { host } = new URL(endpoint);
  return addressing.style === 'path'
    ? { ...addressing, style: 'virtual-host' }
    : { ...addressing, style: 'path', hostSuffix: host, serviceHost: host };
}

function adviceFor({ addressing: { style, hostSuffix } }: Target): string {
  const host = style === 'path' ? `the Host header ${hostSuffix}` : `the host suffix ${hostSuffix}`;
  return `may main create buckets, and is ${host} right? (addressing and hostSuffix in the profile)`;
}

/** Where requests to a bucket go: the Host header, then the path unless it is the root. */
function placeOf(session: Session, bucket: string): string {
  const { dialect } = session;
  const request = dialect.address(
    session.operation(dialect.housekeeping.headBucket),
    { bucket },
    session.addressing(),
  );
  return `${headerValue(request.headers, 'host')}${request.target === '/' ? '' : request.target}`;
}
