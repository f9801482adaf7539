/** Record files: writing and reading them. What the rest of the project needs, without the report writers. */
export { RecordFileError, type RecordFileFault } from './record-file-error.ts';
export { type ReadOptions, readRecords } from './record-reader.ts';
export { openRecordWriter, type RecordWriter } from './record-writer.ts';
