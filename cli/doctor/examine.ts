import type { Dialect } from '../../dialects/core/dialect.ts';
import { exchangeRecorder } from '../../harness/runner/exchange-record.ts';
import { countingLedger, type Ledger } from '../../harness/session/ledger.ts';
import { LoginFailed } from '../../harness/session/logins.ts';
import { openSession, type Session } from '../../harness/session/session.ts';
import type { Target } from '../../harness/target/target.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { clockSkew } from '../run/preflight.ts';
import { describeAnswer, succeeded } from './answer.ts';
import { examineBuckets } from './examine-buckets.ts';
import type { Observation } from './observation.ts';

/** What an examination needs from outside. */
export interface Examination {
  /** Where to note what is made on the target, reached in that way. */
  readonly ledgerFor: (target: Target) => { readonly ledger: Ledger; readonly runId: string };
  /** Aborted: no further step is begun; what was made is removed. */
  readonly signal: AbortSignal;
}

/** Signatures are usually refused beyond this difference of clocks, ms. */
const SKEW_LIMIT_MS = 15 * 60_000;

/**
 * Looks at a target step by step: reachability, clock, identities, addressing, then each feature with one sample request
 * in a bucket of its own, which is removed again. Later steps are left out when an earlier one makes them pointless.
 */
export async function* examine(
  dialect: Dialect,
  target: Target,
  { ledgerFor, signal }: Examination,
): AsyncGenerator<Observation> {
  const { redact } = exchangeRecorder(dialect, [target]);
  for await (const observation of steps()) {
    const { detail, advice } = observation;
    yield {
      ...observation,
      detail: redact(detail),
      ...(advice === undefined ? {} : { advice: redact(advice) }),
    };
  }

  async function* steps(): AsyncGenerator<Observation> {
    const reach = await greet(dialect, target);
    yield reach.observation;
    if (reach.skewMs === undefined || signal.aborted) return;
    yield skewObservation(reach.skewMs);
    const open = (tried: Target): Session =>
      openSession({
        dialect,
        target: tried,
        role: 'target',
        seed: 0,
        clockSkewMs: reach.skewMs ?? 0,
        ...ledgerFor(tried),
      });
    const asking = openSession({ ...quiet(dialect, target), clockSkewMs: reach.skewMs });
    try {
      const main = await identity(asking, 'main');
      yield main;
      if (main.state === 'problem') return;
      yield* others(asking);
    } finally {
      await asking.close();
    }
    if (!signal.aborted) yield* examineBuckets(open, target, signal);
  }
}

/** Settings of a session that creates nothing. */
function quiet(dialect: Dialect, target: Target) {
  const ledger = countingLedger();
  return { dialect, target, role: 'target', seed: 0, runId: 'doctor', ledger, clockSkewMs: 0 } as const;
}

/** One listing of buckets: does anything answer, and what time does it think it is? */
async function greet(
  dialect: Dialect,
  target: Target,
): Promise<{ observation: Observation; skewMs?: number }> {
  const session = openSession(quiet(dialect, target));
  try {
    const exchange = await askBuckets(session, 'main');
    const what = 'reachable';
    if (!exchange.response) {
      const detail = exchange.failure?.message ?? 'no response';
      return {
        observation: { state: 'problem', what, detail, advice: `is ${target.endpoint} the endpoint?` },
      };
    }
    const detail = `answered in ${Math.round(exchange.durationMs)} ms`;
    return { observation: { state: 'ok', what, detail }, skewMs: clockSkew(exchange) };
  } finally {
    await session.close();
  }
}

function skewObservation(skewMs: number): Observation {
  const what = 'clock';
  if (skewMs === 0) return { state: 'ok', what, detail: 'agrees with ours, or says nothing' };
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  const detail = `the target is ${seconds} s ${skewMs > 0 ? 'ahead of' : 'behind'} this machine`;
  if (Math.abs(skewMs) <= SKEW_LIMIT_MS) {
    return {
      state: 'note',
      what,
      detail,
      advice: 'runs sign by the target\u2019s clock, so this does them no harm',
    };
  }
  const advice = 'runs sign by the target\u2019s clock; other clients will be refused: set one of the clocks';
  return { state: 'problem', what, detail, advice };
}

/** Every role but `main`, one after the other. */
async function* others(session: Session): AsyncGenerator<Observation> {
  const { main, ...rest } = session.target.identities;
  for (const role of Object.keys(session.dialect.roles).filter((name) => name !== 'main')) {
    const other = rest[role];
    const what = `${role} identity`;
    if (!other) {
      const says = session.dialect.roles[role]?.says;
      const advice = `checks that need it are skipped; add identities.${role}, ${says}`;
      yield { state: 'note', what, detail: 'not configured', advice };
    } else if (role === 'second' && other.account === main.account) {
      const detail = 'of the same account as the main one';
      const advice = 'it has to be of another account, or be left out';
      yield { state: 'problem', what, detail, advice };
    } else yield await identity(session, role);
  }
}

/** The listing of buckets as a role sees it; where the role cannot even log in, the answer to that. */
async function askBuckets(session: Session, role: string): Promise<Exchange> {
  const { listBuckets, buckets } = session.dialect.housekeeping;
  try {
    return await session.send({ op: listBuckets, query: { ...buckets.query }, as: role });
  } catch (error) {
    if (error instanceof LoginFailed) return error.exchange;
    throw error;
  }
}

/** Whether an identity is one: by its login where there is one, else by a listing of its own buckets. */
async function identity(session: Session, name: string): Promise<Observation> {
  const { dialect } = session;
  const { login } = dialect;
  const { listBuckets, buckets } = dialect.housekeeping;
  const exchange = login
    ? await session.send({ op: login.operation, as: name })
    : await askBuckets(session, name);
  const what = `${name} identity`;
  const operation = session.operation(login?.operation ?? listBuckets);
  const answer = describeAnswer(dialect, exchange);
  const { status, headers = [], body = new Uint8Array() } = exchange.response ?? {};
  if (status === 401 || status === 403) {
    const advice = `check keyId, secret and sessionToken of identities.${name}`;
    return { state: 'problem', what, detail: `refused with ${answer}`, advice };
  }
  const success = succeeded(operation, exchange);
  const isAnswer = login
    ? login.grant(session.credentials(name), headers) !== undefined
    : buckets.read(body) !== undefined;
  if (success && isAnswer) return { state: 'ok', what, detail: 'accepted' };
  const lacks = success ? ` and no ${login ? 'token' : buckets.what}` : '';
  const detail = `${operation.title} was answered with ${answer}${lacks}`;
  return { state: 'problem', what, detail, advice: `is this an endpoint of the ${dialect.title}?` };
}
