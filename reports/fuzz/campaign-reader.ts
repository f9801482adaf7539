import { RecordFileError } from '../record-file-error.ts';
import { recordLines } from '../record-lines.ts';
import { fuzzRecordProblems } from './fuzz-file.ts';
import type { FuzzFileRecord } from './fuzz-record.ts';

/** A record of a campaign and the line it stands on. */
export interface PlacedFuzzRecord {
  readonly record: FuzzFileRecord;
  /** 1-based. */
  readonly line: number;
}

export interface ReadCampaignOptions {
  /** Called once when the last line is cut off, as a killed campaign leaves it. */
  readonly onTruncated?: (at: { readonly line: number }) => void;
}

/**
 * Streams the records of a campaign in order, each checked against its schema.
 * @throws RecordFileError with file, line and what to do, when a line is no such record or out of order; the system's
 *   error when the file cannot be read
 */
export async function* readCampaign(
  file: string,
  { onTruncated }: ReadCampaignOptions = {},
): AsyncGenerator<PlacedFuzzRecord> {
  let last: FuzzFileRecord['kind'] | undefined;
  for await (const { number: line, bytes, complete } of recordLines(file)) {
    const at = { file, line };
    let value: unknown;
    try {
      value = JSON.parse(bytes.toString('utf8'));
    } catch {
      if (!complete) {
        onTruncated?.({ line });
        break;
      }
      const hint = 'each line is one JSON object; restore the line, or fuzz again with the same seed';
      throw new RecordFileError('malformed', at, 'is not JSON', hint);
    }
    const [problem] = fuzzRecordProblems(value);
    if (problem !== undefined) {
      const hint = 'read it with the version that wrote it, or fuzz again with the same seed';
      throw new RecordFileError('invalid', at, problem, hint);
    }
    // What has no problem is a record.
    const record = value as FuzzFileRecord;
    if ((last === undefined) !== (record.kind === 'fuzz')) {
      const hint = 'one file holds one campaign, and starts with its fuzz record';
      throw new RecordFileError('order', at, `a ${record.kind} record here`, hint);
    }
    if (last === 'fuzz-end') {
      throw new RecordFileError(
        'order',
        at,
        `a ${record.kind} record after the end`,
        'one file holds one campaign',
      );
    }
    last = record.kind;
    yield { record, line };
  }
  if (last === undefined) {
    throw new RecordFileError('empty', { file }, 'holds no record', 'name the file that a campaign wrote');
  }
}

/**
 * What kind of records a file holds, by its first line.
 * @returns `run` for everything that is not clearly of a campaign: its reader says what is wrong
 */
export async function recordsOf(file: string): Promise<'run' | 'campaign'> {
  for await (const { bytes } of recordLines(file)) {
    const start = bytes.subarray(0, 200).toString('utf8');
    return /^\s*\{\s*"kind"\s*:\s*"(?:fuzz|fuzz-end|finding|replayed)"/.test(start) ? 'campaign' : 'run';
  }
  return 'run';
}
