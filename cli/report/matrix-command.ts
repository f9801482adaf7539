import {
  type Baseline,
  type MatrixColumn,
  matrixMarkdown,
  matrixOf,
  type RunRecord,
  readColumn,
  writeMatrixReport,
} from '../../reports/index.ts';
import { CliError, EXIT, type ExitCode } from '../exit-code.ts';
import { readBaseline } from '../gate/gate-flags.ts';
import { withRecords } from '../gate/record-file.ts';
import type { ReportFlags } from './report-flags.ts';
import { noteWritten, writeReport } from './report-output.ts';

/** Flags that make reports of one run. */
const OF_ONE_RUN = ['junit', 'sarif', 'badge', 'github', 'baseline', 'against'] as const;

/**
 * Puts runs side by side. @returns 5 when one of them is not whole
 * @throws CliError usage: runs of two APIs, a baseline for none of the runs, a report that is of one run
 */
export async function matrixCommand(files: readonly string[], flags: ReportFlags): Promise<ExitCode> {
  const { html, markdown, baselines = [] } = flags;
  const other = OF_ONE_RUN.find((name) => flags[name] !== undefined);
  if (other !== undefined) {
    const hint =
      other === 'baseline' ? 'name them with --baselines' : 'a matrix is made as --html or --markdown';
    throw new CliError(EXIT.usage, `--${other} does not go with --matrix`, hint);
  }
  if (html === undefined && markdown === undefined) {
    throw new CliError(EXIT.usage, 'which report?', '--html, --markdown, or both');
  }
  return withRecords(async () => {
    const known = await Promise.all(baselines.map(readBaseline));
    const columns: MatrixColumn[] = [];
    for (const file of files) columns.push(await readColumn(file, (run) => baselineFor(run, known)));
    assertOneDialect(columns);
    assertAllUsed(known, columns);
    const matrix = matrixOf(columns);
    if (html !== undefined) {
      await writeMatrixReport(matrix, html);
      noteWritten('HTML', html);
    }
    if (markdown !== undefined) await writeReport('Markdown', markdown, [matrixMarkdown(matrix)]);
    for (const { path, incomplete } of columns) {
      for (const reason of incomplete) noteWritten('not whole', `${path}: ${reason}`);
    }
    return columns.some(({ incomplete }) => incomplete.length > 0) ? EXIT.incomplete : EXIT.ok;
  });
}

/** The baseline that names the target of a run. */
function baselineFor(run: RunRecord, baselines: readonly Baseline[]): Baseline | undefined {
  return baselines.find(
    ({ target, dialect }) => target === run.target.name && (dialect ?? run.dialect) === run.dialect,
  );
}

function assertOneDialect(columns: readonly MatrixColumn[]): void {
  const [first] = columns;
  const other = columns.find(({ run }) => run.dialect !== first?.run.dialect);
  if (first === undefined || other === undefined) return;
  throw new CliError(
    EXIT.usage,
    `${first.path} is a run of ${first.run.dialect}, ${other.path} one of ${other.run.dialect}`,
    'make one matrix for each API',
  );
}

function assertAllUsed(baselines: readonly Baseline[], columns: readonly MatrixColumn[]): void {
  const idle = baselines.find((baseline) => columns.every((column) => column.baseline !== baseline));
  if (idle === undefined) return;
  const names = columns.map(({ run }) => run.target.name).join(', ');
  throw new CliError(
    EXIT.usage,
    idle.target === undefined
      ? `${idle.file} does not say of which target it is`
      : `${idle.file} is of ${idle.dialect ?? 'target'} ${idle.target}, which is none of the runs`,
    `write target: and one of: ${names}`,
  );
}
