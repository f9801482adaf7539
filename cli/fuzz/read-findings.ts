import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fuzzRecordProblems } from '../../reports/fuzz/fuzz-file.ts';
import type { FindingRecord } from '../../reports/fuzz/fuzz-record.ts';
import { CliError, EXIT } from '../exit-code.ts';
import { systemFault } from '../system-fault.ts';

/** A file of findings above this is none. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * The findings at a path: a finding's file, the records of a campaign, or a folder of either. Each once.
 * @throws CliError usage, naming the file and what is wrong with it
 */
export function readFindings(path: string): FindingRecord[] {
  try {
    const files = statSync(path).isDirectory()
      ? readdirSync(path)
          .filter((name) => /\.jsonl?$/.test(name))
          .sort()
          .map((name) => join(path, name))
      : [path];
    const found = new Map(files.flatMap(readFile).map((finding) => [finding.id, finding]));
    return [...found.values()];
  } catch (error) {
    throw systemFault(error) ?? error;
  }
}

function readFile(file: string): FindingRecord[] {
  if (statSync(file).size > MAX_BYTES)
    throw new CliError(EXIT.usage, `${file} is too large to hold findings`);
  const text = readFileSync(file, 'utf8');
  const lines = file.endsWith('.jsonl') ? text.split('\n').filter((line) => line !== '') : [text];
  return lines.flatMap((line, index) => {
    const record = parse(line, `${file}, line ${index + 1}`);
    return isFinding(record) ? [record] : [];
  });
}

function parse(line: string, where: string): unknown {
  let record: unknown;
  try {
    record = JSON.parse(line);
  } catch {
    throw new CliError(EXIT.usage, `${where}: is no JSON`);
  }
  const [problem] = fuzzRecordProblems(record);
  if (problem !== undefined)
    throw new CliError(EXIT.usage, `${where}: ${problem}`, 'a campaign writes such files');
  return record;
}

function isFinding(record: unknown): record is FindingRecord {
  return typeof record === 'object' && record !== null && Reflect.get(record, 'kind') === 'finding';
}
