/** Records of a run, and everything made from them. */
export { type Badge, badgeOf } from './badge.ts';
export { type Baseline, type BaselineEntry, REASON_PLACEHOLDER } from './baseline/baseline.ts';
export { BaselineError } from './baseline/baseline-error.ts';
export { baselineSchema } from './baseline/baseline-schema.ts';
export { parseBaseline } from './baseline/parse-baseline.ts';
export { BaselineUpdate, type BaselineUpdateResult } from './baseline/update-baseline.ts';
export { defaultCommands, type ReportCommands } from './commands.ts';
export { gateText } from './console/gate-text.ts';
export { type ConsoleOptions, consoleSummary } from './console.ts';
export { type CurlCommand, curlCommand } from './curl.ts';
export { diffRuns, gotWorse, type RunDifference } from './diff/diff-runs.ts';
export { differenceText } from './diff/difference-text.ts';
export { indexRun, type RunIndex } from './diff/run-index.ts';
export { escapeTerminal } from './escape.ts';
export { githubAnnotations } from './github-annotations.ts';
export { type HtmlReportOptions, writeHtmlReport } from './html/write-html-report.ts';
export { writeMatrixReport } from './html/write-matrix-report.ts';
export { type JunitOptions, junitReport } from './junit/junit-report.ts';
export { type MarkdownOptions, markdownSummary } from './markdown.ts';
export { type Matrix, matrixOf } from './matrix/matrix.ts';
export { matrixMarkdown } from './matrix/matrix-markdown.ts';
export { type MatrixColumn, readColumn } from './matrix/read-column.ts';
export { MergeError } from './merge/merge-error.ts';
export { mergeRuns } from './merge/merge-runs.ts';
export {
  openRecordWriter,
  type ReadOptions,
  RecordFileError,
  type RecordFileFault,
  type RecordWriter,
  readRecords,
} from './ndjson.ts';
export type * from './record.ts';
export { type SarifOptions, sarifReport } from './sarif/sarif-report.ts';
export { recordSchemas } from './schema/record-schemas.ts';
export { type SummariseOptions, summarise } from './summarise.ts';
export type { Summary } from './summary.ts';
export { type RecordProblem, type RecordValidation, validateRecord } from './validate-record.ts';
export { type GateRule, type Verdict, type VerdictOptions, type VerdictState, verdictOf } from './verdict.ts';
