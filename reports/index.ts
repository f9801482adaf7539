/** Records of a run, and everything made from them. */
export { defaultCommands, type ReportCommands } from './commands.ts';
export { type ConsoleOptions, consoleSummary } from './console.ts';
export { type CurlCommand, curlCommand } from './curl.ts';
export { escapeTerminal } from './escape.ts';
export { type HtmlReportOptions, writeHtmlReport } from './html/write-html-report.ts';
export { type MarkdownOptions, markdownSummary } from './markdown.ts';
export {
  openRecordWriter,
  type ReadOptions,
  RecordFileError,
  type RecordFileFault,
  type RecordWriter,
  readRecords,
} from './ndjson.ts';
export type * from './record.ts';
export { recordSchemas } from './schema/record-schemas.ts';
export { summarise } from './summarise.ts';
export type { Summary } from './summary.ts';
export { type RecordProblem, type RecordValidation, validateRecord } from './validate-record.ts';
export { type GateRule, type Verdict, type VerdictOptions, type VerdictState, verdictOf } from './verdict.ts';
