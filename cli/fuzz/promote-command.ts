import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimById, type Dialect } from '../../dialects/core/dialect.ts';
import { dialectByName } from '../../dialects/index.ts';
import { escapeTerminal } from '../../reports/escape.ts';
import type { FindingRecord, Promotion } from '../../reports/fuzz/fuzz-record.ts';
import { CliError, EXIT, type ExitCode } from '../exit-code.ts';
import { dayOf } from '../gate/gate-flags.ts';
import { suggestion } from '../run/select-checks.ts';
import { systemFault } from '../system-fault.ts';
import { readFindings } from './read-findings.ts';

export interface PromoteFlags {
  readonly into: string;
  /** Claim that settles what the reference and the target disagree about. */
  readonly claim?: string;
}

/**
 * `bucketproof fuzz promote`: keeps findings as regression cases, without their evidence. `run` takes them as checks.
 * @throws CliError usage, before anything is written, for what is no finding or cannot be held to a claim
 */
export function promoteCommand(paths: readonly string[], { into, claim }: PromoteFlags): ExitCode {
  const findings = paths.flatMap(readFindings);
  if (findings.length === 0) {
    throw new CliError(EXIT.usage, 'there are no findings', 'bucketproof fuzz writes a folder of them');
  }
  const cases = findings.map((finding) => promoted(finding, claim));
  try {
    for (const one of cases) {
      const folder = join(into, one.dialect);
      mkdirSync(folder, { recursive: true });
      const file = join(folder, `${one.id}.json`);
      writeFileSync(file, `${JSON.stringify(one, null, 2)}\n`);
      process.stdout.write(`${escapeTerminal(file)}  ${escapeTerminal(one.title)}\n`);
    }
  } catch (error) {
    throw systemFault(error) ?? error;
  }
  const where = escapeTerminal(into);
  process.stdout.write(`They are checks now: bucketproof run --corpus ${where} --only '*/corpus/*'\n`);
  return EXIT.ok;
}

function promoted(finding: FindingRecord, claim: string | undefined): FindingRecord {
  const dialect = dialectByName(finding.dialect);
  if (!dialect)
    throw new CliError(EXIT.usage, `${finding.id} is of ${finding.dialect}, which is no API known here`);
  const promotion: Promotion = {
    since: dayOf(Date.now()),
    ...(claim === undefined ? {} : settledBy(finding, dialect, claim)),
  };
  // What a target once said is not what the case is about, and may hold anything.
  return { ...finding, evidence: { bytes: {} }, promoted: promotion };
}

function settledBy(finding: FindingRecord, dialect: Dialect, id: string): Omit<Promotion, 'since'> {
  const claim = claimById(dialect, id.toUpperCase());
  if (!claim) {
    const ids = dialect.claims.map((one) => one.id);
    throw new CliError(EXIT.usage, `no claim is called "${id}"`, suggestion(id, ids, dialect));
  }
  if (finding.oracle !== 'differential') return { claim: claim.id };
  // What the claim settles is that the reference was right; only an outcome can be asked for without the reference.
  if (!finding.path.startsWith('status:')) {
    const hint =
      'promote it without --claim: it is then compared with the reference, or write a check of its own';
    throw new CliError(
      EXIT.usage,
      `${finding.id} is no difference in the outcome but in ${finding.path}`,
      hint,
    );
  }
  return { claim: claim.id, expects: finding.says.reference };
}
