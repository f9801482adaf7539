import { painter } from '../../reports/console/painter.ts';
import {
  type CheckRecord,
  escapeTerminal,
  RecordFileError,
  type RunRecord,
  readRecords,
} from '../../reports/index.ts';
import type { Outcome } from '../../reports/record.ts';
import { exchangeText } from '../../reports/wire/exchange-text.ts';
import type { LineMark } from '../../reports/wire/line-mark.ts';
import { OUTCOME_WORDS } from '../../reports/wording.ts';
import { CliError, EXIT } from '../exit-code.ts';
import { systemFault } from '../system-fault.ts';

/**
 * Prints how one check went in a run: expected and got, then every exchange, what the target answered beside what the
 * reference did, differences marked.
 * @returns false when the file has no record of the check
 * @throws CliError usage, when the file cannot be read or is not a record file
 */
export async function showCheckRecord(
  path: string,
  id: string,
  out: { readonly write: (text: string) => unknown; readonly colour?: boolean },
): Promise<boolean> {
  try {
    let run: RunRecord | undefined;
    for await (const record of readRecords(path)) {
      if (record.kind === 'run') run = record;
      if (record.kind !== 'check' || record.id !== id) continue;
      const wire = exchangeText(record, { paint: painterFor(out.colour ?? false) }).map(
        (line) => `  ${line}`,
      );
      out.write(`\n${[...describe(record, run, path), '', ...wire].join('\n')}\n`);
      return true;
    }
    return false;
  } catch (error) {
    if (error instanceof RecordFileError) throw new CliError(EXIT.usage, error.message, error.hint);
    throw systemFault(error) ?? error;
  }
}

function describe(record: CheckRecord, run: RunRecord | undefined, path: string): string[] {
  const { label, meaning } = OUTCOME_WORDS[record.outcome];
  const lines = [`How it went: ${label} (${meaning})`];
  if (run) lines.push(`  target     ${run.target.name}  ${run.target.endpoint}  ${run.startedAt}`);
  lines.push(`  record     ${path}`);
  if (record.reason) lines.push(`  reason     ${record.reason.message} [${record.reason.code}]`);
  if (record.referenceFailed)
    lines.push('  The bundled reference fails this check too: that is a bug of ours.');
  if (record.referenceProblem !== undefined) lines.push(`  reference  ${record.referenceProblem}`);
  for (const { exchange, facet, expected, got } of record.mismatches) {
    lines.push('', `  ${place(exchange)}${facet}`, `    expected ${expected}`, `    got      ${got}`);
  }
  for (const { exchange, facet, reference, target } of record.divergences) {
    lines.push('', `  ${place(exchange)}${facet} differs from the reference`);
    lines.push(`    reference ${reference}`, `    target    ${target}`);
  }
  return lines.map(escapeTerminal);
}

function place(exchange: number): string {
  return exchange < 0 ? '' : `[${exchange + 1}] `;
}

/** The outcomes whose colours say what a line is. */
const COLOURS: Readonly<Record<LineMark, Outcome | undefined>> = {
  violates: 'fail',
  differs: 'divergent',
  'may-differ': 'skipped',
  same: undefined,
};

function painterFor(colour: boolean): (mark: LineMark, text: string) => string {
  const paint = painter(colour);
  return (mark, text) => {
    const outcome = COLOURS[mark];
    return outcome === undefined ? text : paint.outcome(outcome, text);
  };
}
