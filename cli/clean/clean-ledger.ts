import { exchangeRecorder } from '../../harness/runner/exchange-record.ts';
import { removeBucket } from '../../harness/session/cleanup.ts';
import { accountsOf, appendLedger, type LedgerHead } from '../../harness/session/ledger.ts';
import type { LiveBucket } from '../../harness/session/live-buckets.ts';
import { openSession } from '../../harness/session/session.ts';
import { CliError, EXIT } from '../exit-code.ts';
import { preflight } from '../run/preflight.ts';
import { type ChosenTarget, type TargetFlags, targetFrom } from '../run/target-flags.ts';

/** What became of one bucket of a ledger. */
export interface Cleaned {
  readonly bucket: string;
  /** Why it is still there; undefined when it is gone. */
  readonly problem: string | undefined;
}

/**
 * Removes the buckets of a ledger from the target of its run, one after the other, and notes it in the ledger.
 * @throws CliError when the flags or the profile do not lead to that target, or it does not answer
 */
export async function* cleanLedger(
  file: string,
  head: LedgerHead,
  buckets: readonly LiveBucket[],
  flags: TargetFlags,
): AsyncGenerator<Cleaned> {
  const { dialect, target: chosen } = targetOf(file, head, flags);
  const target = { ...chosen, addressing: head.addressing };
  const { redact } = exchangeRecorder(dialect, [target]);
  const { clockSkewMs } = await preflight(dialect, target);
  const session = openSession({
    dialect,
    target,
    role: 'target',
    seed: 0,
    runId: head.stem.replace(/^bp-/, ''),
    ledger: appendLedger(file, redact),
    clockSkewMs,
  });
  try {
    for (const { bucket, identities } of buckets) {
      const problem = await removeBucket(session, bucket);
      const lacking = identities.find((role) => role !== 'anonymous' && !target.identities[role]);
      const advice =
        lacking === undefined
          ? ''
          : `; the run made it with a ${lacking} identity, which is not configured now`;
      yield { bucket, problem: problem === undefined ? undefined : redact(problem + advice) };
    }
  } finally {
    await session.close();
  }
}

/** The target of the ledger's run, with the identities of today. @throws CliError when it is another one */
function targetOf(file: string, head: LedgerHead, flags: TargetFlags) {
  const { target, ...chosen } = chosenFor(head, flags);
  if (!target || target.dialect !== head.dialect || target.endpoint !== head.endpoint) {
    throw new CliError(
      EXIT.usage,
      `${file} is of a run against ${head.endpoint} (${head.dialect}), not ${target?.endpoint} (${target?.dialect})`,
      `name its profile with --target, or add --endpoint ${head.endpoint}`,
    );
  }
  const now = accountsOf(target);
  for (const [name, account] of Object.entries(head.accounts)) {
    if (now[name] === undefined || now[name] === account) continue;
    throw new CliError(
      EXIT.usage,
      `${file} is of a run whose ${name} identity was of account ${account}, not ${now[name]}`,
      'only the account that made a bucket can remove it: use the identities of that run',
    );
  }
  return { ...chosen, target };
}

function chosenFor({ profileFile, endpoint, dialect }: LedgerHead, flags: TargetFlags): ChosenTarget {
  if (flags.target !== undefined || flags.endpoint !== undefined) return targetFrom(flags, process.env);
  if (profileFile === undefined) return targetFrom({ ...flags, dialect, endpoint }, process.env);
  return targetFrom({ ...flags, target: profileFile }, process.env);
}
