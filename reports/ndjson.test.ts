import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecordWriter, RecordFileError, readRecords } from './ndjson.ts';
import type { RunFileRecord } from './record.ts';
import { recordLines } from './record-lines.ts';
import { end, wholeRun } from './testing/record-arbitraries.ts';
import { sampleRun } from './testing/sample-run.ts';

let folder = '';
const fileIn = (name: string): string => path.join(folder, name);
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bucketproof-records-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const records = sampleRun({ checks: 20 });
const line = (record: unknown): string => `${JSON.stringify(record)}\n`;

async function write(...lines: string[]): Promise<string> {
  const file = fileIn('run.ndjson');
  await writeFile(file, lines.join(''));
  return file;
}

async function read(file: string): Promise<{ records: RunFileRecord[]; truncated: number[] }> {
  const truncated: number[] = [];
  const found = await collect(readRecords(file, { onTruncated: (at) => truncated.push(at.line) }));
  return { records: found, truncated };
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function fault(file: string): Promise<RecordFileError> {
  const error: unknown = await read(file).catch((caught: unknown) => caught);
  if (error instanceof RecordFileError) return error;
  throw new Error(`not refused: ${String(error)}`);
}

describe('openRecordWriter', () => {
  it('has every record in the file when write returns, one a line', async () => {
    const writer = openRecordWriter(fileIn('deep/er/run.ndjson'));
    for (const [index, record] of records.entries()) {
      writer.write(record);
      const text = await readFile(writer.path, 'utf8');
      expect(text.split('\n')).toHaveLength(index + 2);
    }
    writer.close();
    writer.close();
    expect(await read(writer.path)).toEqual({ records, truncated: [] });
  });

  it('does not touch a file that is there, unless told to', async () => {
    const file = await write('precious');
    expect(() => openRecordWriter(file)).toThrow(expect.objectContaining({ code: 'exists' }));
    expect(await readFile(file, 'utf8')).toBe('precious');
    openRecordWriter(file, { replace: true }).close();
    expect(await readFile(file, 'utf8')).toBe('');
  });

  it('refuses what would make the file unreadable', () => {
    const writer = openRecordWriter(fileIn('run.ndjson'));
    const [run, check, other] = records;
    if (run?.kind !== 'run' || check?.kind !== 'check' || other === undefined) throw new Error('odd sample');
    expect(() => writer.write(check)).toThrow(expect.objectContaining({ code: 'order' }));
    writer.write(run);
    expect(() => writer.write({ ...check, id: 'Not A Slug' })).toThrow(/pattern/);
    writer.write(check);
    expect(() => writer.write(check)).toThrow(expect.objectContaining({ code: 'duplicate' }));
    writer.close();
    expect(() => writer.write(other)).toThrow('closed');
  });

  it('gives back any run as it was written', async () => {
    let n = 0;
    await fc.assert(
      fc.asyncProperty(wholeRun, end, async ({ run, checks }, last) => {
        n += 1;
        const written = [run, ...checks, last];
        const writer = openRecordWriter(fileIn(`${n}.ndjson`));
        for (const record of written) writer.write(record);
        writer.close();
        const asJson: unknown = JSON.parse(JSON.stringify(written));
        expect((await read(writer.path)).records).toEqual(asJson);
      }),
      { numRuns: 30 },
    );
  });
});

describe('readRecords', () => {
  it('reports a cut-off last line and yields all before it, wherever it was cut', async () => {
    const file = await write(...records.slice(0, 4).map(line));
    const whole = await readFile(file);
    const lastStart = whole.lastIndexOf('\n', whole.length - 2) + 1;
    for (const cut of [lastStart + 1, lastStart + 700, whole.length - 2]) {
      await writeFile(file, whole);
      await truncate(file, cut);
      expect(await read(file)).toEqual({ records: records.slice(0, 3), truncated: [4] });
    }
    await writeFile(file, whole);
    await truncate(file, whole.length - 1);
    expect(await read(file)).toEqual({ records: records.slice(0, 4), truncated: [] });
  });

  it('names file, line, pointer and what to do for a record that does not fit', async () => {
    const file = await write(line(records[0]), line({ ...records[1], level: 'perhaps' }));
    const error = await fault(file);
    expect(error).toMatchObject({ code: 'invalid', line: 2, hint: 'use one of "must", "should", "may"' });
    expect(error.message).toBe(`${file}:2: /level is "perhaps"`);
  });

  it.each([
    ['malformed', 2, () => [line(records[0]), 'no json\n', line(records[1])]],
    ['malformed', 1, () => ['\n', line(records[0])]],
    ['invalid', 2, () => [line(records[0]), line({ kind: 'vibe' })]],
    ['invalid', 1, () => [line({ ...records[0], schema: 2 })]],
    ['order', 1, () => [line(records[1])]],
    ['order', 2, () => [line(records[0]), line(records[0])]],
    ['order', 3, () => [line(records[0]), line(records.at(-1)), line(records[1])]],
    ['duplicate', 3, () => [line(records[0]), line(records[1]), line(records[1])]],
    ['empty', undefined, () => []],
  ] as const)('refuses a file as %s at line %s', async (code, at, lines) => {
    const error = await fault(await write(...lines()));
    expect([error.code, error.line]).toEqual([code, at]);
    expect(error.hint).not.toBe('');
  });

  it('does not let a file speak to the terminal through its errors', async () => {
    const error = await fault(await write(line({ kind: '\u009b2J\u202e' })));
    expect(error.message).not.toMatch(/\p{Cc}|\p{Cf}/u);
  });

  it('says that a file is not there as the system says it', async () => {
    await expect(read(fileIn('absent'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('recordLines', () => {
  it('splits at line feeds and gives places that lead back to the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 50 })), async (parts) => {
        const bytes = Buffer.concat(parts.flatMap((part) => [part, Buffer.from('\n')]));
        const file = fileIn('lines');
        await writeFile(file, bytes);
        const lines = await collect(recordLines(file));
        expect(Buffer.concat(lines.flatMap((one) => [one.bytes, Buffer.from('\n')]))).toEqual(bytes);
        for (const one of lines) {
          expect(bytes.subarray(one.offset, one.offset + one.bytes.length)).toEqual(one.bytes);
        }
        expect(lines.map((one) => one.number)).toEqual(lines.map((_, index) => index + 1));
      }),
      { numRuns: 50 },
    );
  });

  it('joins a line from many pieces of the file', async () => {
    const long = 'x'.repeat(700_000);
    const lines = await collect(recordLines(await write(long, '\n', long)));
    expect(lines.map((one) => [one.bytes.length, one.complete])).toEqual([
      [700_000, true],
      [700_000, false],
    ]);
  });

  it('stops at a line no run writes', async () => {
    const file = await write('short\n', 'x'.repeat(2000));
    await appendFile(file, '\n');
    await expect(collect(recordLines(file, 1000))).rejects.toMatchObject({
      code: 'too-long',
      line: 2,
    });
  });
});
