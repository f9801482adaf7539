import { randomInt } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runCampaign } from '../../fuzzer/campaign/campaign.ts';
import { chooseClasses, mutationGroups } from '../../fuzzer/mutations/registry.ts';
import { globPattern } from '../../harness/runner/plan.ts';
import { escapeTerminal } from '../../reports/escape.ts';
import { standing } from '../../reports/fuzz/finding-grades.ts';
import { openFuzzWriter } from '../../reports/fuzz/fuzz-file.ts';
import type { FindingRecord, FuzzEndRecord, FuzzRecord } from '../../reports/fuzz/fuzz-record.ts';
import { replayAllLine } from '../../reports/fuzz/replay-line.ts';
import { count } from '../../reports/wording.ts';
import { CliError, EXIT, type ExitCode } from '../exit-code.ts';
import { gateCampaign } from '../gate/gate-command.ts';
import { assertSameDialect, type GateFlags, heldAgainst } from '../gate/gate-flags.ts';
import { version } from '../package-root.ts';
import { commandLine } from '../run/command-line.ts';
import { openInterrupts } from '../run/interrupts.ts';
import { makeOutputFolder } from '../run/output-folder.ts';
import { preflight } from '../run/preflight.ts';
import { type TargetFlags, targetFrom } from '../run/target-flags.ts';
import { openFuzzBench } from './fuzz-bench.ts';
import { openFuzzProgress } from './fuzz-progress.ts';
import { knownFindings, replayKnown } from './known-findings.ts';
import { isLoopback } from './loopback.ts';

export interface FuzzFlags extends TargetFlags, GateFlags {
  readonly time: number;
  readonly cases?: number;
  readonly maxRequests?: number;
  readonly maxRps?: number;
  readonly seed?: number;
  readonly classes?: string[];
  readonly only?: string[];
  readonly out: string;
  readonly reference: boolean;
  readonly stateful?: boolean;
  readonly destructive?: boolean;
  /** Folder with the cases of the baseline's findings; beside the baseline when absent. */
  readonly known?: string;
  /** False: the exit code says whether the campaign is complete, not what it came to. */
  readonly gate: boolean;
}

/** What an address that is not loopback is spared unless its owner says otherwise. */
const REMOTE = { perSecond: 20, requests: 20_000 } as const;
/** Cases at the same time when neither the profile nor a flag says so. */
const CONCURRENCY = 8;
/** Flaky suspicions that are told of; all are in the records. */
const MOST_FLAKES = 5;

/** `bucketproof fuzz`. @returns as the gate, 3 when the target went away, 5 when it was interrupted or something is left */
export async function fuzzCommand(flags: FuzzFlags): Promise<ExitCode> {
  const { dialect, target, profile, profileFile } = targetFrom(flags, process.env);
  const { classes, unknown } = chooseClasses((flags.classes ?? []).flatMap((words) => words.split(',')));
  if (unknown.length > 0) {
    const hint = `groups are ${mutationGroups.join(', ')}; a slug, or the beginning of one and *, does as well`;
    throw new CliError(EXIT.usage, `no class is called ${unknown.join(', ')}`, hint);
  }
  const patterns = (flags.only ?? []).map(globPattern);
  const operations = dialect.operations
    .filter(
      ({ profiles, feature }) =>
        profiles.includes(profile) && !(feature && target?.features[feature] === false),
    )
    .filter(({ id }) => patterns.length === 0 || patterns.some((pattern) => pattern.test(id)))
    // What changes an account reaches beyond the campaign's own buckets.
    .filter(
      ({ effect }) => effect !== 'changes-service' || target === undefined || flags.destructive === true,
    );
  if (operations.length === 0)
    throw new CliError(EXIT.usage, 'no operation is called so', 'bucketproof list operations');
  const against = await heldAgainst(flags, Date.now());
  assertSameDialect(against, dialect.name);
  const baseline = against.expectations?.baseline;
  if (flags.known !== undefined && baseline === undefined) {
    throw new CliError(EXIT.usage, '--known needs --baseline', 'the baseline says which findings are known');
  }
  const known = knownFindings(baseline, flags.known, { dialect: dialect.name, profile });
  makeOutputFolder(flags.out);
  const ready = target && (await preflight(dialect, target));
  for (const warning of ready?.warnings ?? []) process.stderr.write(`warning: ${escapeTerminal(warning)}\n`);

  const seed = flags.seed ?? randomInt(2 ** 32);
  const base = join(flags.out, `${dialect.name}-${new Date().toISOString().replace(/[:.]/g, '-')}.fuzz`);
  const files = {
    records: `${base}.jsonl`,
    report: `${base}.html`,
    findings: `${base}.findings`,
    ledger: target ? `${base}.ledger` : undefined,
  };
  const isRemote = target !== undefined && !isLoopback(target.endpoint);
  const perSecond = flags.maxRps ?? target?.perSecond ?? (isRemote ? REMOTE.perSecond : undefined);
  const requests = flags.maxRequests ?? (isRemote ? REMOTE.requests : undefined);
  const interrupts = openInterrupts({
    first: 'Stopping: what the campaign made is removed. Again: stop at once.',
    again: () =>
      files.ledger === undefined
        ? 'Stopped.'
        : `Stopped at once. What was made may still be there; remove it with: bucketproof clean ${escapeTerminal(files.ledger)}`,
  });
  const bench = await openFuzzBench({
    dialect,
    profile,
    target,
    withReference: flags.reference,
    seed,
    ledgerFile: files.ledger,
    profileFile: profileFile === undefined ? undefined : resolve(profileFile),
    clockSkewMs: ready?.clockSkewMs ?? 0,
    perSecond,
  });
  const chosen = classes.filter(({ destructive }) => !destructive || flags.destructive === true);
  const writer = openFuzzWriter(files.records);
  const typed = commandLine(process.argv);
  const fuzz: FuzzRecord = {
    kind: 'fuzz',
    schema: 1,
    tool: { name: 'bucketproof', version },
    dialect: dialect.name,
    profile,
    target: {
      name: bench.target.session.target.name,
      endpoint: bench.target.session.target.endpoint,
      embedded: target === undefined,
    },
    seed,
    runId: bench.runId,
    startedAt: new Date().toISOString(),
    command: flags.seed === undefined ? `${typed} --seed ${seed}` : typed,
    classes: chosen.map(({ slug }) => slug),
    operations: operations.length,
  };
  writer.write(fuzz);
  const progress = openFuzzProgress(process.stdout);
  const found: FindingRecord[] = [];
  let end: FuzzEndRecord;
  try {
    const result = await runCampaign({
      dialect,
      profile,
      operations,
      classes: chosen,
      seed,
      target: bench.target,
      reference: bench.reference,
      record: bench.record,
      stateful: flags.stateful,
      budget: { ms: flags.time, cases: flags.cases, requests },
      concurrency: flags.concurrency ?? Math.min(target?.concurrency ?? CONCURRENCY, CONCURRENCY),
      onFinding: (finding) => {
        writer.write(finding);
        mkdirSync(files.findings, { recursive: true });
        writeFileSync(join(files.findings, `${finding.id}.json`), `${JSON.stringify(finding, null, 2)}\n`);
        for (const id of finding.supersedes ?? [])
          rmSync(join(files.findings, `${id}.json`), { force: true });
        found.push(finding);
        progress.finding(finding);
      },
      onProgress: progress.update,
      signal: interrupts.signal,
    });
    if (!result.aborted) {
      const met = new Set(found.map(({ id }) => id));
      const stopped = (): boolean => interrupts.signal.aborted;
      for (const one of await replayKnown(known, met, { bench, dialect }, stopped)) writer.write(one);
    }
    const asked = {
      target: bench.target.session.stats().requests,
      reference: bench.reference?.session.stats().requests ?? 0,
    };
    const left = await bench.close();
    end = {
      kind: 'fuzz-end',
      finishedAt: new Date().toISOString(),
      ...result,
      requests: asked,
      leftBehind: left,
    };
    writer.write(end);
  } finally {
    progress.close();
    writer.close();
    interrupts.close();
  }
  summarise(end, standing(found), files, fuzz);
  const gated = await gateCampaign(files.records, flags, against, files.report);
  if (end.aborted) return end.aborted.code === 'target-unreachable' ? EXIT.unreachable : EXIT.incomplete;
  if (end.leftBehind.length > 0) return EXIT.incomplete;
  return flags.gate ? gated : EXIT.ok;
}

function summarise(
  end: FuzzEndRecord,
  found: readonly FindingRecord[],
  files: {
    readonly records: string;
    readonly report: string;
    readonly findings: string;
    readonly ledger: string | undefined;
  },
  fuzz: FuzzRecord,
): void {
  const print = (text: string): boolean => process.stdout.write(`${text}\n`);
  const seconds = end.durationMs / 1000;
  const of = (grade: FindingRecord['grade']): number => found.filter((one) => one.grade === grade).length;
  const again = Object.values(end.duplicates).reduce((sum, count) => sum + count, 0);
  print('');
  if (end.aborted) print(`Ended early: ${escapeTerminal(end.aborted.message)}`);
  print(
    `${end.cases} cases in ${seconds.toFixed(1)} s (${(end.cases / Math.max(seconds, 0.001)).toFixed(0)} a second), ${end.requests.target} requests to the target, ${end.novelty} different outcomes`,
  );
  print(
    `${count(found.length, 'finding')}: ${of('fail')} fail, ${of('divergent')} only differ from the reference, ${of('non-strict')} non-strict, ${of('informational')} informational; seen again ${again} times, ${end.flaky} flaky`,
  );
  for (const { operation, mutations, path, times } of end.flakes.slice(0, MOST_FLAKES)) {
    print(
      `  flaky      ${escapeTerminal([operation, ...mutations].join(' '))}: ${escapeTerminal(path)}, ${times} times`,
    );
  }
  print(
    `  memory     ${end.memory.map((bytes) => `${Math.round(bytes / 2 ** 20)} MiB`).join(', ')}: at the start, in the middle, at the end`,
  );
  print(`  report     ${escapeTerminal(files.report)}`);
  print(`  records    ${escapeTerminal(files.records)}`);
  if (found.length > 0) {
    print(`  findings   ${escapeTerminal(files.findings)}`);
    print(`Send them again with: ${escapeTerminal(replayAllLine({ path: files.records, fuzz }))}`);
  }
  if (end.leftBehind.length > 0 && files.ledger !== undefined) {
    print('\nLeft on the target:');
    for (const what of end.leftBehind.slice(0, 10)) print(`  ${escapeTerminal(what)}`);
    print(`Try again with: bucketproof clean ${escapeTerminal(files.ledger)}`);
  }
}
