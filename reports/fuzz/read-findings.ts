import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { RecordFileError } from '../record-file-error.ts';
import { standing } from './finding-grades.ts';
import { fuzzRecordProblems } from './fuzz-file.ts';
import type { FindingRecord } from './fuzz-record.ts';

/** A file of findings above this is none. */
const MAX_BYTES = 64 * 1024 * 1024;

/** A finding and the file it was read from. */
export interface StoredFinding {
  readonly file: string;
  readonly finding: FindingRecord;
}

/**
 * The findings at a path: a finding's file, the records of a campaign, or a folder of either (not of folders). Each id
 * once: of several the last, in the order of the names of the files; none that another one took the place of. The cut-off last line of a campaign that was
 * killed is left out.
 * @throws RecordFileError naming the file, the line and what is wrong; the system's error when a file cannot be read
 */
export function readFindings(path: string): StoredFinding[] {
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => /\.jsonl?$/.test(name))
        .sort()
        .map((name) => join(path, name))
    : [path];
  const found = new Map(files.flatMap(readFile).map((stored) => [stored.finding.id, stored]));
  const stands = new Set(standing([...found.values()].map(({ finding }) => finding)).map(({ id }) => id));
  return [...found.values()].filter(({ finding }) => stands.has(finding.id));
}

function readFile(file: string): StoredFinding[] {
  if (statSync(file).size > MAX_BYTES) {
    const hint = 'bucketproof fuzz writes each finding into a file of its own as well';
    throw new RecordFileError('too-long', { file }, 'is too large to hold findings', hint);
  }
  const text = readFileSync(file, 'utf8');
  if (!file.endsWith('.jsonl')) return findingsOf(parse(text, { file }), { file });
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    if (line === '') return [];
    const at = { file, line: index + 1 };
    if (index === lines.length - 1 && !isJson(line)) return [];
    return findingsOf(parse(line, at), at);
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

interface Place {
  readonly file: string;
  readonly line?: number;
}

function parse(text: string, at: Place): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RecordFileError('malformed', at, 'is no JSON', 'a campaign writes one JSON object a line');
  }
}

function findingsOf(record: unknown, at: Place): StoredFinding[] {
  const [problem] = fuzzRecordProblems(record);
  if (problem !== undefined)
    throw new RecordFileError('invalid', at, problem, 'a campaign writes such files');
  return isFinding(record) ? [{ file: at.file, finding: record }] : [];
}

function isFinding(record: unknown): record is FindingRecord {
  return typeof record === 'object' && record !== null && Reflect.get(record, 'kind') === 'finding';
}
