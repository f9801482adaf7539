import { openFuzzBench } from '../cli/fuzz/fuzz-bench.ts';
import { type CampaignResult, runCampaign } from '../fuzzer/campaign/campaign.ts';
import { mutationClasses } from '../fuzzer/mutations/registry.ts';
import { buildRequest } from '../harness/session/build-request.ts';
import type { Session } from '../harness/session/session.ts';
import { dialect } from './requests.ts';

const CONCURRENCY = 8;
const RAW_MS = 4_000;
/** Before it is measured, until the code of both sides is compiled. */
const WARM_UP_MS = 15_000;
const CAMPAIGN_MS = 20_000;
const SEED = 1;

/** How fast a campaign is, beside the same client sending one request over and over to the same server. */
export interface FuzzRate {
  /** Requests a second of undici alone, to one of the two servers. */
  readonly raw: number;
  readonly casesPerSecond: number;
  /** Requests of cases a second, both servers together; what prepares and cleans up not counted. */
  readonly requestsPerSecond: number;
  /** Processor time of one raw request and of one case, microseconds. Hardly depends on what else the machine does. */
  readonly rawMicros: number;
  readonly caseMicros: number;
}

/** Everything in this process, both servers included, as `bucketproof fuzz` has it without a target. */
export async function fuzzRate(): Promise<FuzzRate> {
  const profile = dialect.defaultProfile;
  const bench = await openFuzzBench({
    dialect,
    profile,
    target: undefined,
    withReference: true,
    seed: SEED,
    ledgerFile: undefined,
    profileFile: undefined,
    clockSkewMs: 0,
  });
  const campaign = (ms: number, seed: number): Promise<CampaignResult> =>
    runCampaign({
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
  try {
    await campaign(WARM_UP_MS, SEED);
    await undiciAlone(bench.target.session, WARM_UP_MS / 10);
    const before = cpuMicros();
    const raw = await undiciAlone(bench.target.session, RAW_MS);
    const between = cpuMicros();
    const { cases, durationMs } = await campaign(CAMPAIGN_MS, SEED + 1);
    const casesPerSecond = (cases / durationMs) * 1000;
    return {
      raw: raw.perSecond,
      casesPerSecond,
      requestsPerSecond: casesPerSecond * 2,
      rawMicros: (between - before) / raw.answered,
      caseMicros: (cpuMicros() - between) / cases,
    };
  } finally {
    await bench.close();
  }
}

/** Processor time of this process so far. */
function cpuMicros(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** One signed request over and over. */
async function undiciAlone(
  session: Session,
  ms: number,
): Promise<{ readonly answered: number; readonly perSecond: number }> {
  const { account } = session.credentials('main');
  const bucket = session.names.bucket('bench', account);
  const { createBucket, putObject, getObject } = session.dialect.housekeeping;
  await session.send({ op: createBucket, bucket });
  await session.send({ op: putObject, bucket, key: 'object', body: 'content' });
  const request = buildRequest({
    dialect: session.dialect,
    operation: session.operation(getObject),
    addressing: session.addressing(),
    spec: { op: getObject, bucket, key: 'object' },
    credentials: session.credentials('main'),
    now: session.now(),
  });
  let answered = 0;
  const started = performance.now();
  const until = started + ms;
  const work = async (): Promise<void> => {
    while (performance.now() < until) {
      const { response } = await session.transmit(request);
      if (response?.status !== 200) throw new Error(`status ${response?.status}`);
      answered++;
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return { answered, perSecond: (answered / (performance.now() - started)) * 1000 };
}
