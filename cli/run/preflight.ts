import { type Dialect, operationById } from '../../dialects/core/dialect.ts';
import { headerValue } from '../../dialects/core/headers.ts';
import { exchangeRecorder } from '../../harness/runner/exchange-record.ts';
import { countingLedger } from '../../harness/session/ledger.ts';
import { LoginFailed } from '../../harness/session/logins.ts';
import { openSession } from '../../harness/session/session.ts';
import type { Target } from '../../harness/target/target.ts';
import type { Exchange, ReceivedResponse } from '../../harness/transport/exchange.ts';
import { CliError, EXIT } from '../exit-code.ts';

/** What is known of a target before the first check. */
export interface Preflight {
  /** How far the target's clock is ahead of ours, ms; 0 when it says nothing. */
  readonly clockSkewMs: number;
  /** What does not look like the dialect, for people; the run goes on. */
  readonly warnings: readonly string[];
}

/** `Date` has whole seconds, so less than this says nothing. */
const SKEW_NOISE_MS = 2_000;

/**
 * Makes sure that the target answers and takes the main identity, with one signed listing of buckets.
 * @throws CliError unreachable, when it does not
 */
export async function preflight(dialect: Dialect, target: Target): Promise<Preflight> {
  const { redact } = exchangeRecorder(dialect, [target]);
  let exchange = await listBuckets(dialect, target, 0);
  const clockSkewMs = clockSkew(exchange);
  // Signed by a clock the target does not share, the request may have been refused for that alone.
  if (clockSkewMs !== 0) exchange = await listBuckets(dialect, target, clockSkewMs);
  const { response, failure } = exchange;
  if (!response || failure) {
    throw new CliError(
      EXIT.unreachable,
      redact(`${target.endpoint} does not answer: ${failure?.message ?? 'no response'}`),
      'bucketproof doctor looks closer',
    );
  }
  if (response.status === 401 || response.status === 403) {
    throw new CliError(
      EXIT.unreachable,
      redact(`${target.endpoint} refuses the main identity: status ${response.status}`),
      'check keyId and secret of identities.main; bucketproof doctor looks closer',
    );
  }
  return { clockSkewMs, warnings: strangeness(dialect, response).map((text) => redact(text)) };
}

async function listBuckets(dialect: Dialect, target: Target, clockSkewMs: number): Promise<Exchange> {
  const ledger = countingLedger();
  const session = openSession({
    dialect,
    target,
    role: 'target',
    seed: 0,
    runId: 'preflight',
    ledger,
    clockSkewMs,
  });
  try {
    const { listBuckets, buckets } = dialect.housekeeping;
    return await session.send({ op: listBuckets, query: { ...buckets.query } });
  } catch (error) {
    // A login that gives nothing is an answer as well.
    if (error instanceof LoginFailed) return error.exchange;
    throw error;
  } finally {
    await session.close();
  }
}

function strangeness(dialect: Dialect, response: ReceivedResponse): string[] {
  const operation = operationById(dialect, dialect.housekeeping.listBuckets);
  const { read, what } = dialect.housekeeping.buckets;
  const expected = operation.success.flatMap(({ status }) => status);
  const isListing = read(response.body) !== undefined;
  if (expected.includes(response.status) && isListing) return [];
  const body = isListing ? '' : ` and no ${what}`;
  return [
    `${operation.title} answered ${response.status}${body}: is this an endpoint of the ${dialect.title}?`,
  ];
}

/** How far the target's clock is ahead of ours, ms, by the Date of an answer; 0 when it says nothing. */
export function clockSkew({ response, startedAt, durationMs }: Exchange): number {
  const date = Date.parse(headerValue(response?.headers ?? [], 'date') ?? '');
  if (Number.isNaN(date)) return 0;
  const skew = Math.round(date - (startedAt + durationMs / 2));
  return Math.abs(skew) < SKEW_NOISE_MS ? 0 : skew;
}
