import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { headerValue } from '../../dialects/core/headers.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import { CHECK_ERROR } from '../../reports/record.ts';
import { type Check, CheckInconclusive } from '../check/check.ts';
import type { CheckContext, RequestSpec } from '../check/context.ts';
import type { Expectation } from '../check/expectation.ts';
import type { Leases } from '../session/leases.ts';
import { prepare, sampleRequest } from '../session/prepare.ts';
import { seededRandom } from '../session/random.ts';
import { requireSuccess } from '../session/require-success.ts';
import type { Session } from '../session/session.ts';
import type { Exchange, FailureKind } from '../transport/exchange.ts';
import { readBody } from '../verify/read-body.ts';
import { verify } from '../verify/verify.ts';
import type { CheckPhase, TranscriptWriter } from './transcript.ts';

/** What a context is made of. */
export interface ContextParts {
  readonly session: Session;
  readonly leases: Leases;
  readonly check: Check;
  /** Name of the leased bucket. */
  readonly bucket: string;
  readonly transcript: TranscriptWriter;
  /** Told of every judgement; of the expectation, where there is one. */
  readonly judge: (operation: Operation, expectation?: Expectation) => void;
}

/** Pause between two reads while waiting for a write to show, ms. */
const POLL_MS = 100;

/** What one check works with on one server. */
export function checkContext({
  session,
  leases,
  check,
  bucket,
  transcript,
  judge,
}: ContextParts): CheckContext {
  const { dialect, target } = session;
  const prefix = session.names.prefix(check.id);
  const operationOf = (exchange: Exchange): Operation =>
    session.operation(transcript.operationOf(exchange) ?? check.operation);

  const exchangeOnce = async (spec: RequestSpec): Promise<Exchange> => {
    const addressed = { ...spec, bucket: spec.bucket ?? bucket };
    if (session.operation(spec.op).effect === 'creates-bucket') {
      await leases.beforeCreating(check.id);
    }
    return session.send(addressed);
  };
  const transmit = async (spec: RequestSpec, phase: CheckPhase): Promise<Exchange> => {
    const keep = transcript.open(spec, phase);
    const exchange = await exchangeOnce(spec);
    keep(exchange);
    return reached(exchange);
  };
  const expect = (exchange: Exchange, expectation: Expectation): boolean => {
    const operation = operationOf(exchange);
    judge(operation, expectation);
    const facets = verify(dialect, operation, exchange, expectation);
    transcript.note(exchange, facets);
    return facets.length === 0;
  };
  const setup = async (spec: RequestSpec): Promise<Exchange> =>
    requireSuccess(session, spec, await transmit(spec, 'setup'));
  const newBucketName = (tag: string): string => {
    const name = session.names.bucket(`${check.id} ${tag}`, session.credentials('main').account);
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
    consistencyMs: target.consistencyMs,
    identity: session.credentials,
    operation: session.operation,
    limit: (name, fallback) => target.limits[name] ?? fallback,
    send: (spec) => transmit(spec, 'act'),
    setup,
    prepare: (operation) =>
      prepare(session, setup, operation, {
        bucket,
        key: `${prefix}object`,
        sourceKey: `${prefix}source`,
        freshBucket: () => newBucketName('fresh'),
      }),
    sample: sampleRequest,
    copySource: (from, key) => dialect.copySource(from, key, session.addressing()),
    addressing: session.addressing,
    host: (name = bucket) => {
      const request = dialect.address(
        session.operation(dialect.housekeeping.headBucket),
        { bucket: name },
        session.addressing(),
      );
      return headerValue(request.headers, 'host') ?? '';
    },
    expect,
    eventually: async (spec, expectation) => {
      const keep = transcript.open(spec, 'act');
      const operation = session.operation(spec.op);
      const until = Date.now() + target.consistencyMs;
      let exchange = await exchangeOnce(spec);
      while (Date.now() < until && verify(dialect, operation, exchange, expectation).length > 0) {
        await sleep(POLL_MS);
        exchange = await exchangeOnce(spec);
      }
      keep(exchange);
      expect(reached(exchange), expectation);
      return exchange;
    },
    compare: (exchange, facet, expected, got) => {
      judge(operationOf(exchange));
      if (isDeepStrictEqual(expected, got)) return true;
      transcript.note(exchange, [{ facet, expected: show(expected), got: show(got) }]);
      return false;
    },
    read: (exchange, document) =>
      exchange.response ? readBody(dialect, document, exchange.response.body).value : undefined,
    header: (exchange, name) => headerValue(exchange.response?.headers ?? [], name),
  };
}

/** Without a connection the server never saw the request: that says nothing about what it does with one. */
const UNREACHED: ReadonlySet<FailureKind> = new Set(['connect-refused', 'dns', 'tls', 'connect-timeout']);

/** Passes on an exchange the server took part in. @throws CheckInconclusive for any other */
function reached(exchange: Exchange): Exchange {
  const { response, failure } = exchange;
  if (response || !failure) return exchange;
  if (UNREACHED.has(failure.kind)) throw new CheckInconclusive('target-unreachable', failure.message);
  if (failure.kind !== 'not-delivered') return exchange;
  // An error of the system is nobody's bug; a request our own client refuses is one of the check.
  const isSystemError = /^E[A-Z]+$/.test(failure.detail ?? '');
  throw new CheckInconclusive(isSystemError ? 'not-delivered' : CHECK_ERROR, failure.message);
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}
