import { type FuzzBench, openFuzzBench } from '../../cli/fuzz/fuzz-bench.ts';
import type { Dialect } from '../../dialects/core/dialect.ts';
import { type CampaignResult, runCampaign } from '../../fuzzer/campaign/campaign.ts';
import { mutationClasses } from '../../fuzzer/mutations/registry.ts';
import type { Fault } from '../../reference-server/faults/fault.ts';
import { standing } from '../../reports/fuzz/finding-grades.ts';
import type { FindingRecord } from '../../reports/fuzz/fuzz-record.ts';

/** What a campaign against one fault came to. */
export interface Hunt {
  /** Undefined for a server without a fault. */
  readonly fault: string | undefined;
  readonly says: string;
  readonly seed: number;
  /** From the start of the campaign to the first finding, ms; undefined when there was none. */
  readonly firstMs: number | undefined;
  readonly firstCases: number | undefined;
  /** Processor time of the thread up to the first finding, both servers' share included, ms. */
  readonly firstProcessorMs: number | undefined;
  readonly cases: number;
  readonly durationMs: number;
  readonly flaky: number;
  /** What did not repeat itself, the most frequent first. */
  readonly flakes: CampaignResult['flakes'];
  /** How often findings turned up again. */
  readonly duplicates: number;
  readonly findings: readonly Pick<
    FindingRecord,
    'id' | 'title' | 'grade' | 'oracle' | 'path' | 'mutations' | 'operation' | 'says'
  >[];
}

/** How a campaign is run. */
export interface HuntSettings {
  readonly dialect: Dialect;
  readonly seed: number;
  /** Longest time, ms. */
  readonly ms: number;
  /** How long the campaign goes on behind its first finding, ms: what is one bug should stay one finding. */
  readonly beyondMs: number;
  /** Count both in processor time of the thread: on a machine with other work, time on the wall says little. */
  readonly inProcessorTime: boolean;
  /** Told of every finding that is a sign of the fault. */
  readonly onFinding?: (finding: FindingRecord) => void;
  /** Instead of everything: operations and classes by their ids, and how many cases. */
  readonly only?: {
    readonly operations: RegExp;
    readonly classes: RegExp;
    readonly cases: number;
    /** Sequences, too. */
    readonly stateful?: boolean;
  };
}

/** Processor time of this thread, ms. */
function processorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** However little of the processor there is, a campaign ends at this many times its length. */
const SLOWEST = 10;

const CONCURRENCY = 8;

/** The profile with the most in it. */
function profileOf({ profiles, defaultProfile }: Dialect): string {
  return profiles.at(-1) ?? defaultProfile;
}

/** A reference server with faults, and one without to hold it against. */
export function openFaultyBench(
  faults: readonly Fault[],
  { dialect, seed }: Pick<HuntSettings, 'dialect' | 'seed'>,
): Promise<FuzzBench> {
  return openFuzzBench({
    dialect,
    profile: profileOf(dialect),
    target: undefined,
    withReference: true,
    seed,
    ledgerFile: undefined,
    profileFile: undefined,
    clockSkewMs: 0,
    fault: faults,
  });
}

/** A campaign against a reference server with a fault, or several, held against one without. */
export async function hunt(
  faults: Fault | readonly Fault[] | undefined,
  settings: HuntSettings,
): Promise<Hunt> {
  const { dialect, seed, ms, beyondMs, inProcessorTime, only, onFinding } = settings;
  const all = faults === undefined ? [] : 'id' in faults ? [faults] : faults;
  const profile = profileOf(dialect);
  const bench = await openFaultyBench(all, { dialect, seed });
  const started = performance.now();
  const startedProcessor = processorMs();
  const spent = (): number =>
    inProcessorTime ? processorMs() - startedProcessor : performance.now() - started;
  const findings: FindingRecord[] = [];
  let first: { readonly ms: number; readonly processorMs: number; readonly spent: number } | undefined;
  try {
    const result = await runCampaign({
      dialect,
      profile,
      operations: dialect.operations.filter(
        ({ id, profiles }) => profiles.includes(profile) && only?.operations.test(id) !== false,
      ),
      classes: mutationClasses.filter(
        ({ slug, destructive }) => !destructive && only?.classes.test(slug) !== false,
      ),
      seed,
      target: bench.target,
      reference: bench.reference,
      record: bench.record,
      stateful: only === undefined || only.stateful === true,
      budget: { ms: inProcessorTime ? ms * SLOWEST : ms, cases: only?.cases },
      concurrency: CONCURRENCY,
      onFinding: (finding) => {
        // What the server without the fault has as well is no sign of the fault.
        if (all.length > 0 && finding.referenceToo) return;
        first ??= {
          ms: Math.round(performance.now() - started),
          processorMs: Math.round(processorMs() - startedProcessor),
          spent: spent(),
        };
        findings.push(finding);
        onFinding?.(finding);
      },
      enough: () => spent() >= ms || (first !== undefined && spent() - first.spent > beyondMs),
    });
    return {
      fault: all.length === 0 ? undefined : all.map(({ id }) => id).join(' and '),
      says: all.length === 0 ? 'nothing is wrong' : all.map(({ says }) => says).join(' '),
      seed,
      firstMs: first?.ms,
      firstProcessorMs: first?.processorMs,
      firstCases: findings[0]?.found.cases,
      cases: result.cases,
      durationMs: result.durationMs,
      flaky: result.flaky,
      flakes: result.flakes,
      duplicates: Object.values(result.duplicates).reduce((sum, count) => sum + count, 0),
      findings: standing(findings).map(({ id, title, grade, oracle, path, mutations, operation, says }) => {
        return { id, title, grade, oracle, path, mutations, operation, says };
      }),
    };
  } finally {
    await bench.close();
  }
}
