import type { Replayed } from '../../fuzzer/findings/replay.ts';
import { CheckInconclusive } from '../../harness/check/check.ts';
import { escapeTerminal } from '../../reports/escape.ts';
import { CliError, EXIT, type ExitCode } from '../exit-code.ts';
import { preflight } from '../run/preflight.ts';
import { type TargetFlags, targetFrom } from '../run/target-flags.ts';
import { openFuzzBench } from './fuzz-bench.ts';
import { readFindings } from './read-findings.ts';
import { openReplayer } from './replayer.ts';
import { assertOfTarget } from './same-target.ts';

export type ReplayFlags = TargetFlags;

/** `bucketproof replay`. @returns 0 when all are fixed, 1 when one is still there or changed, 5 when one cannot be run */
export async function replayCommand(paths: readonly string[], flags: ReplayFlags): Promise<ExitCode> {
  const findings = paths.flatMap(readFindings);
  const [first] = findings;
  if (!first)
    throw new CliError(EXIT.usage, 'there are no findings', 'bucketproof fuzz writes a folder of them');
  const { dialect, target, profile, profileFile } = targetFrom(
    // A target says itself which documents it follows.
    { dialect: first.dialect, ...(flags.target === undefined ? { profile: first.profile } : {}), ...flags },
    process.env,
  );
  assertOfTarget(findings, { dialect: dialect.name, profile });
  const ready = target && (await preflight(dialect, target));
  const bench = await openFuzzBench({
    dialect,
    profile,
    target,
    withReference: true,
    seed: Date.now() % 2 ** 32,
    ledgerFile: target ? `${paths[0]?.replace(/\/$/, '')}.replay-${Date.now()}.ledger` : undefined,
    profileFile,
    clockSkewMs: ready?.clockSkewMs ?? 0,
  });
  const states: Replayed['state'][] = [];
  try {
    const replay = openReplayer(bench, dialect);
    for (const finding of findings) {
      const { state, same, of, note } = await replay(finding);
      states.push(state);
      const times = of > 0 ? ` ${same} of ${of}` : '';
      const more = note === '' ? '' : `: ${note}`;
      process.stdout.write(
        `${finding.id}  ${`${state}${times}`.padEnd(14)} ${escapeTerminal(finding.title)}${escapeTerminal(more)}\n`,
      );
    }
  } catch (error) {
    if (!(error instanceof CheckInconclusive)) throw error;
    throw new CliError(EXIT.unreachable, bench.record.redact(error.message));
  } finally {
    await bench.close();
  }
  const count = (state: Replayed['state']): number => states.filter((one) => one === state).length;
  process.stdout.write(
    `${count('fixed')} fixed, ${count('still')} still there, ${count('changed')} changed, ${count('cannot-run')} cannot be run\n`,
  );
  if (count('still') + count('changed') > 0) return EXIT.failed;
  return count('cannot-run') > 0 ? EXIT.incomplete : EXIT.ok;
}
