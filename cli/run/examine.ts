import { randomInt } from 'node:crypto';
import type { Dialect } from '../../dialects/core/dialect.ts';
import { headerValue } from '../../dialects/core/headers.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import { CheckInconclusive } from '../../harness/check/check.ts';
import { exchangeRecorder } from '../../harness/runner/exchange-record.ts';
import { removeBucket } from '../../harness/session/cleanup.ts';
import { countingLedger } from '../../harness/session/ledger.ts';
import { prepare, sampleRequest } from '../../harness/session/prepare.ts';
import { openSession, type Session } from '../../harness/session/session.ts';
import type { Target } from '../../harness/target/target.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { clockSkew } from './preflight.ts';

/** One thing that was looked at. */
export interface Observation {
  readonly state: 'ok' | 'note' | 'problem';
  readonly what: string;
  readonly detail: string;
  readonly advice?: string;
}

/** Signatures are usually refused beyond this difference of clocks, ms. */
const SKEW_LIMIT_MS = 15 * 60_000;

/**
 * Looks at a target step by step: reachability, clock, identities, addressing, then each feature with one sample request
 * in a bucket of its own, which is removed again. Later steps are left out when an earlier one makes them pointless.
 */
export async function* examine(dialect: Dialect, target: Target): AsyncGenerator<Observation> {
  const first = openSession(settings(dialect, target, 0));
  let skew: number;
  const { redact } = exchangeRecorder(dialect, [target]);
  try {
    const exchange = await first.send({ op: dialect.housekeeping.listBuckets });
    if (!exchange.response) {
      yield {
        state: 'problem',
        what: 'reachable',
        detail: redact(exchange.failure?.message ?? 'no response'),
      };
      return;
    }
    yield { state: 'ok', what: 'reachable', detail: `answered in ${Math.round(exchange.durationMs)} ms` };
    skew = clockSkew(exchange);
  } finally {
    await first.close();
  }
  yield skewObservation(skew);
  const session = openSession(settings(dialect, target, skew));
  try {
    const main = await identity(session, 'main');
    yield main;
    if (main.state === 'problem') return;
    yield target.identities.second
      ? await identity(session, 'second')
      : {
          state: 'note',
          what: 'second identity',
          detail: 'not configured',
          advice: 'checks with a second account are skipped; add identities.second, of another account',
        };
    yield* inBucket(session, redact);
  } finally {
    await session.close();
  }
}

function settings(dialect: Dialect, target: Target, clockSkewMs: number) {
  const runId = `doc${randomInt(36 ** 4).toString(36)}`;
  return { dialect, target, role: 'target', seed: 0, runId, ledger: countingLedger(), clockSkewMs } as const;
}

function skewObservation(skew: number): Observation {
  const seconds = Math.round(skew / 1000);
  if (Math.abs(skew) < 2_000) return { state: 'ok', what: 'clock', detail: 'agrees with ours' };
  return {
    state: Math.abs(skew) > SKEW_LIMIT_MS ? 'problem' : 'note',
    what: 'clock',
    detail: `the target is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} this machine`,
    advice: 'runs sign by the target\u2019s clock; other clients may be refused',
  };
}

async function identity(session: Session, name: 'main' | 'second'): Promise<Observation> {
  const { listBuckets } = session.dialect.housekeeping;
  const { response, failure } = await session.send({ op: listBuckets, as: name });
  const what = `${name} identity`;
  const expected = session.operation(listBuckets).success.flatMap(({ status }) => status);
  if (response && expected.includes(response.status)) return { state: 'ok', what, detail: 'accepted' };
  return {
    state: 'problem',
    what,
    detail: response ? `refused with status ${response.status}` : (failure?.message ?? 'no response'),
    advice: `check keyId and secret of identities.${name}`,
  };
}

async function* inBucket(session: Session, redact: (text: string) => string): AsyncGenerator<Observation> {
  const { dialect, target } = session;
  const bucket = session.names.bucket('doctor', session.credentials('main').account);
  const { createBucket, headBucket } = dialect.housekeeping;
  const created = await session.send({ op: createBucket, bucket });
  if (!succeeded(session.operation(createBucket), created)) {
    yield {
      state: 'problem',
      what: 'buckets',
      detail: redact(`${bucket} could not be created: ${outcome(created)}`),
    };
    return;
  }
  try {
    const head = await session.send({ op: headBucket, bucket });
    const { style, hostSuffix } = target.addressing;
    yield succeeded(session.operation(headBucket), head)
      ? {
          state: 'ok',
          what: 'addressing',
          detail: `${style}, as ${headerValue(head.request.headers, 'host')}`,
        }
      : {
          state: 'problem',
          what: 'addressing',
          detail: redact(`a bucket that was created does not answer (${outcome(head)})`),
          advice: `is ${style} right, and the host suffix ${hostSuffix}?`,
        };
    for (const feature of Object.keys(dialect.features)) yield* probe(session, bucket, feature);
  } finally {
    const problem = await removeBucket(session, bucket);
    if (problem !== undefined) yield { state: 'problem', what: 'clean-up', detail: redact(problem) };
  }
}

/** Tries the first operation of a feature and holds the answer against what the profile declares. */
async function* probe(session: Session, bucket: string, feature: string): AsyncGenerator<Observation> {
  const { dialect, target } = session;
  const operation = dialect.operations.find((one) => one.feature === feature);
  if (!operation?.profiles.includes(target.profile)) return;
  const works = await tries(session, bucket, operation);
  const declared = target.features[feature] ?? true;
  const what = `feature ${feature}`;
  if (works === declared) yield { state: 'ok', what, detail: works ? 'there' : 'not there, as declared' };
  else if (works) yield { state: 'note', what, detail: 'there, though declared absent' };
  else {
    const advice = `if the target does not offer it, declare features: { ${feature}: false }`;
    yield { state: 'note', what, detail: `${operation.title} did not succeed`, advice };
  }
}

async function tries(session: Session, bucket: string, operation: Operation): Promise<boolean> {
  const names = {
    bucket,
    key: `doctor/${operation.slug}`,
    sourceKey: 'doctor/source',
    freshBucket: () => bucket,
  };
  const setup = async (spec: Parameters<Session['send']>[0]): Promise<Exchange> => {
    const exchange = await session.send({ ...spec, bucket: spec.bucket ?? bucket });
    if (succeeded(session.operation(spec.op), exchange)) return exchange;
    throw new CheckInconclusive('setup-failed', outcome(exchange));
  };
  try {
    const fixture = await prepare(session, setup, operation, names);
    return succeeded(operation, await session.send(sampleRequest(operation, fixture)));
  } catch (error) {
    if (error instanceof CheckInconclusive) return false;
    throw error;
  }
}

function succeeded(operation: Operation, { response }: Exchange): boolean {
  return response !== undefined && operation.success.some(({ status }) => status.includes(response.status));
}

function outcome({ response, failure }: Exchange): string {
  return response ? `status ${response.status}` : (failure?.message ?? 'no response');
}
