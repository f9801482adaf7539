import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapeTerminal } from '../../reports/escape.ts';
import { CliError, EXIT, type ExitCode } from '../exit-code.ts';
import { readFindings } from './read-findings.ts';

export interface PromoteFlags {
  readonly corpora: string;
}

/**
 * `bucketproof fuzz promote`: keeps findings as regression cases, without their evidence, so that `replay` can send them
 * again for as long as there is the project.
 */
export function promoteCommand(paths: readonly string[], { corpora }: PromoteFlags): ExitCode {
  const findings = paths.flatMap(readFindings);
  if (findings.length === 0) {
    throw new CliError(EXIT.usage, 'there are no findings', 'bucketproof fuzz writes a folder of them');
  }
  for (const finding of findings) {
    const folder = join(corpora, finding.dialect);
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${finding.id}.json`);
    // What a target once said is not what the case is about, and may hold anything.
    const kept = { ...finding, evidence: { bytes: {} } };
    writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`);
    process.stdout.write(`${escapeTerminal(file)}  ${escapeTerminal(finding.title)}\n`);
  }
  process.stdout.write(
    `Send them again with: bucketproof replay ${escapeTerminal(join(corpora, findings[0]?.dialect ?? ''))}\n`,
  );
  return EXIT.ok;
}
