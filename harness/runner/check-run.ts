import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { headerValue } from '../../dialects/core/headers.ts';
import type { Mismatch } from '../../reports/record.ts';
import { type Check, CheckInconclusive } from '../check/check.ts';
import type { CheckContext, RequestSpec } from '../check/context.ts';
import type { Expectation } from '../check/expectation.ts';
import type { Leases } from '../session/leases.ts';
import { prepare, sampleRequest } from '../session/prepare.ts';
import { seededRandom } from '../session/random.ts';
import { requireSuccess } from '../session/require-success.ts';
import type { Session } from '../session/session.ts';
import type { Exchange } from '../transport/exchange.ts';
import { readBody } from '../verify/read-body.ts';
import type { Substitutions } from '../verify/symbolise.ts';
import { verify } from '../verify/verify.ts';

/** An exchange as a check made it. */
export interface CheckExchange {
  readonly exchange: Exchange;
  readonly operation: string;
  readonly identity: string;
  readonly phase: 'setup' | 'act';
}

/** What a check did and found on one server. */
export interface CheckRun {
  readonly exchanges: readonly CheckExchange[];
  readonly mismatches: readonly Mismatch[];
  /** Set when the check could not be judged on this server. */
  readonly inconclusive?: { readonly code: string; readonly message: string };
  /** How many expectations were judged; a check that judged none proves nothing. */
  readonly judged: number;
  readonly substitutions: Substitutions;
}

/** Pause between two reads while waiting for a write to show, ms. */
const POLL_MS = 100;

/**
 * Runs a check once on one server, in its leased bucket. Never rejects: a check that throws is inconclusive, with code
 * `check-error` when the throw is not about the server.
 */
export async function runCheck(session: Session, leases: Leases, check: Check): Promise<CheckRun> {
  const exchanges: CheckExchange[] = [];
  const mismatches: Mismatch[] = [];
  const substitutions: (readonly [string, string])[] = [
    [new URL(session.target.endpoint).host, '‹endpoint›'],
  ];
  let judged = 0;
  let inconclusive: CheckRun['inconclusive'];
  try {
    const leased = await leases.take(check.lease, check.id);
    try {
      await check.run(
        contextFor(session, leases, check, leased.bucket, {
          exchanges,
          mismatches,
          judge: () => judged++,
        }),
      );
    } finally {
      await leased.release();
    }
  } catch (error) {
    inconclusive =
      error instanceof CheckInconclusive
        ? { code: error.code, message: error.message }
        : {
            code: 'check-error',
            message: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
          };
  }
  return { exchanges, mismatches, judged, substitutions, ...(inconclusive ? { inconclusive } : {}) };
}

interface Sinks {
  readonly exchanges: CheckExchange[];
  readonly mismatches: Mismatch[];
  readonly judge: () => void;
}

function contextFor(
  session: Session,
  leases: Leases,
  check: Check,
  bucket: string,
  sinks: Sinks,
): CheckContext {
  const { dialect, target } = session;
  const { exchanges, mismatches } = sinks;
  const prefix = session.names.prefix(check.id);
  const account = (): string => session.credentials('main').account;

  const exchangeOnce = async (spec: RequestSpec): Promise<Exchange> => {
    return session.send({ ...spec, bucket: spec.bucket ?? bucket });
  };
  const keep = (spec: RequestSpec, exchange: Exchange, phase: 'setup' | 'act'): Exchange => {
    exchanges.push({ exchange, operation: spec.op, identity: spec.as ?? 'main', phase });
    return exchange;
  };
  const facetsOf = (exchange: Exchange, expectation: Expectation) => {
    const kept = exchanges.find((one) => one.exchange === exchange);
    const operation = session.operation(kept?.operation ?? check.operation);
    return verify(dialect, operation, exchange, expectation);
  };
  const indexOf = (exchange: Exchange): number => exchanges.findIndex((one) => one.exchange === exchange);
  const expect = (exchange: Exchange, expectation: Expectation): boolean => {
    sinks.judge();
    const facets = facetsOf(exchange, expectation);
    mismatches.push(...facets.map((facet) => ({ exchange: indexOf(exchange), ...facet })));
    return facets.length === 0;
  };
  const setup = async (spec: RequestSpec): Promise<Exchange> =>
    requireSuccess(session, spec, keep(spec, await exchangeOnce(spec), 'setup'));
  const newBucketName = (tag: string): string => {
    const name = session.names.bucket(`${check.id} ${tag}`, account());
    leases.adopt(check.id, name);
    return name;
  };

  return {
    dialect,
    bucket,
    region: target.addressing.region,
    random: seededRandom(session.seed, check.id),
    now: session.now,
    key: (name = 'object') => prefix + name,
    newBucketName,
    identity: session.credentials,
    operation: session.operation,
    limit: (name, fallback) => target.limits[name] ?? fallback,
    send: async (spec) => keep(spec, await exchangeOnce(spec), 'act'),
    setup,
    prepare: (operation) =>
      prepare(session, setup, operation, {
        bucket,
        key: `${prefix}object`,
        sourceKey: `${prefix}source`,
        freshBucket: () => newBucketName('fresh'),
      }),
    sample: sampleRequest,
    copySource: (from, key) => dialect.copySource(from, key, target.addressing),
    host: (name = bucket) => {
      const request = dialect.address(
        session.operation(dialect.housekeeping.headBucket),
        { bucket: name },
        target.addressing,
      );
      return headerValue(request.headers, 'host') ?? '';
    },
    expect,
    eventually: async (spec, expectation) => {
      const until = Date.now() + target.consistencyMs;
      let exchange = await exchangeOnce(spec);
      while (
        Date.now() < until &&
        verify(dialect, session.operation(spec.op), exchange, expectation).length > 0
      ) {
        await sleep(POLL_MS);
        exchange = await exchangeOnce(spec);
      }
      keep(spec, exchange, 'act');
      expect(exchange, expectation);
      return exchange;
    },
    compare: (exchange, facet, expected, got) => {
      sinks.judge();
      if (isDeepStrictEqual(expected, got)) return true;
      mismatches.push({ exchange: indexOf(exchange), facet, expected: show(expected), got: show(got) });
      return false;
    },
    read: (exchange, document) =>
      exchange.response ? readBody(dialect, document, exchange.response.body).value : undefined,
    header: (exchange, name) => headerValue(exchange.response?.headers ?? [], name),
  };
}

/** Longest text of a value in a mismatch. */
const SHOWN = 400;

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}… (${text.length} characters)` : text;
}
