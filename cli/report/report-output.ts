import { writeAtomically } from '../../reports/atomic-file.ts';
import { escapeTerminal } from '../../reports/index.ts';

/** Writes a report to a file, or to the standard output for `-`. */
export async function writeReport(
  what: string,
  to: string,
  text: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  if (to !== '-') {
    await writeAtomically(to, text);
    noteWritten(what, to);
    return;
  }
  for await (const piece of text) process.stdout.write(piece);
}

/** On the error stream: the other one may be a report. */
export function noteWritten(what: string, text: string): void {
  process.stderr.write(`${what}: ${escapeTerminal(text)}\n`);
}
