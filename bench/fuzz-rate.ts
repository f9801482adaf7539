import { Pool } from 'undici';
import { type FuzzBench, openFuzzBench } from '../cli/fuzz/fuzz-bench.ts';
import type { WireRequest } from '../dialects/core/request.ts';
import { type CampaignResult, runCampaign } from '../fuzzer/campaign/campaign.ts';
import { mutationClasses } from '../fuzzer/mutations/registry.ts';
import { buildRequest } from '../harness/session/build-request.ts';
import type { Session } from '../harness/session/session.ts';
import { dialect } from './requests.ts';

const CONCURRENCY = 8;
/** Rounds of each pair; the median counts. */
const ROUNDS = 7;
const RAW_MS = 1_500;
const CAMPAIGN_MS = 6_000;
/** Before the first round, until the code of both sides is compiled. */
const WARM_UP_MS = 15_000;

/** How fast a campaign is, beside the same client sending one request over and over to the same server. */
export interface FuzzRate {
  readonly casesPerSecond: number;
  /** Requests a case, both servers together, with those that prepare, look after it and clean up. */
  readonly requestsPerCase: number;
  /** Requests a second of undici alone, to one of the two servers. */
  readonly rawPerSecond: number;
  /** Requests a second of the campaign, by those of undici alone. */
  readonly ratio: number;
  /** The same by processor time of all threads: hardly depends on what else the machine does. */
  readonly cpuRatio: number;
}

/** A campaign with the comparison on; both servers in this process, as `bucketproof fuzz` has them without a target. */
export async function fuzzRate(): Promise<FuzzRate> {
  const bench = await openFuzzBench({
    dialect,
    profile: dialect.defaultProfile,
    target: undefined,
    withReference: true,
    seed: 1,
    ledgerFile: undefined,
    profileFile: undefined,
    clockSkewMs: 0,
  });
  try {
    const { session } = bench.target;
    const request = await rawRequest(session);
    const raw = (ms: number): Promise<Measured> =>
      measured(() => undiciAlone(session.target.endpoint, request, ms));
    let cases = 0;
    const fuzz = (ms: number, seed: number): Promise<Measured> =>
      measured(async () => {
        const before = requestsOf(bench);
        ({ cases } = await campaign(bench, ms, seed));
        return requestsOf(bench) - before;
      });
    await fuzz(WARM_UP_MS, 1);
    await raw(WARM_UP_MS / 10);
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push({ raw: await raw(RAW_MS), fuzz: await fuzz(CAMPAIGN_MS, 2 + round), cases });
    }
    const middle = (of: (round: Round) => number): number => median(rounds.map(of));
    return {
      casesPerSecond: middle(({ fuzz, cases }) => (cases / fuzz.ms) * 1000),
      requestsPerCase: middle(({ fuzz, cases }) => fuzz.requests / cases),
      rawPerSecond: middle(({ raw }) => perSecond(raw)),
      ratio: middle(({ raw, fuzz }) => perSecond(fuzz) / perSecond(raw)),
      cpuRatio: middle(({ raw, fuzz }) => raw.micros / raw.requests / (fuzz.micros / fuzz.requests)),
    };
  } finally {
    await bench.close();
  }
}

interface Round {
  readonly raw: Measured;
  readonly fuzz: Measured;
  readonly cases: number;
}

function requestsOf({ target, reference }: FuzzBench): number {
  return target.session.stats().requests + (reference?.session.stats().requests ?? 0);
}

function campaign(bench: FuzzBench, ms: number, seed: number): Promise<CampaignResult> {
  const profile = dialect.defaultProfile;
  return runCampaign({
    dialect,
    profile,
    operations: dialect.operations.filter(({ profiles }) => profiles.includes(profile)),
    classes: mutationClasses.filter(({ destructive, raw }) => !destructive && !raw),
    seed,
    target: bench.target,
    reference: bench.reference,
    record: bench.record,
    budget: { ms },
    concurrency: CONCURRENCY,
    onFinding: () => undefined,
  });
}

/** Requests of some work, its time, and the processor time of all threads in microseconds. */
interface Measured {
  readonly requests: number;
  readonly ms: number;
  readonly micros: number;
}

/** @param work returns how many requests it sent */
async function measured(work: () => Promise<number>): Promise<Measured> {
  const cpu = (): number => {
    const { user, system } = process.cpuUsage();
    return user + system;
  };
  const before = { at: performance.now(), micros: cpu() };
  const requests = await work();
  return { requests, ms: performance.now() - before.at, micros: cpu() - before.micros };
}

function perSecond({ requests, ms }: Measured): number {
  return (requests / ms) * 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** A signed GET of an object that is there. */
async function rawRequest(session: Session): Promise<WireRequest> {
  const { account } = session.credentials('main');
  const bucket = session.names.bucket('bench', account);
  const { createBucket, putObject, getObject } = session.dialect.housekeeping;
  await session.send({ op: createBucket, bucket });
  await session.send({ op: putObject, bucket, key: 'object', body: 'content' });
  return buildRequest({
    dialect: session.dialect,
    operation: session.operation(getObject),
    addressing: session.addressing(),
    spec: { op: getObject, bucket, key: 'object' },
    credentials: session.credentials('main'),
    now: session.now(),
  });
}

/** One request over and over, by undici as it comes. @returns how often @throws when an answer is none */
async function undiciAlone(endpoint: string, request: WireRequest, ms: number): Promise<number> {
  const pool = new Pool(endpoint, { connections: CONCURRENCY, pipelining: 1 });
  const { target: path, headers } = request;
  const until = performance.now() + ms;
  let answered = 0;
  const work = async (): Promise<void> => {
    while (performance.now() < until) {
      const { statusCode, body } = await pool.request({ method: 'GET', path, headers: headers.flat() });
      await body.arrayBuffer();
      if (statusCode !== 200) throw new Error(`status ${statusCode}`);
      answered++;
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  await pool.close();
  return answered;
}
