import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendLedger, type LedgerAbout, openLedger } from './ledger.ts';
import { LedgerError, readLedger } from './read-ledger.ts';

const ABOUT: LedgerAbout = {
  dialect: 'tencent-cos',
  endpoint: 'http://127.0.0.1:9000',
  addressing: { style: 'path', hostSuffix: 'h', serviceHost: 's', region: 'r' },
  accounts: { main: '1250000000' },
  targetName: 'target',
  stem: 'bp-run0000',
  startedAt: '2026-01-01T00:00:00.000Z',
};

const bucket = (name: string) => ({ kind: 'bucket', bucket: name, identity: 'main' }) as const;

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bucketproof-ledger-'));
  file = join(folder, 'new', 'run.ledger');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const names = (): string[] => readLedger(file).buckets.map((one) => one.bucket);

describe('a ledger on disk', () => {
  it('tells what is left, of which run', () => {
    const ledger = openLedger(file, ABOUT);
    ledger.note('intended', bucket('a'));
    ledger.note('created', bucket('a'));
    ledger.note('intended', bucket('b'));
    ledger.note('removed', bucket('a'));
    expect(readLedger(file)).toMatchObject({
      head: { ...ABOUT, process: { id: process.pid } },
      buckets: [{ bucket: 'b', created: false }],
      truncated: false,
    });
    expect(ledger.live()).toEqual(readLedger(file).buckets);
    expect(ledger.counts()).toEqual({ created: 1, removed: 1 });
  });

  it('tells what was put into a bucket, each thing once', () => {
    const ledger = openLedger(file, ABOUT);
    const object = { kind: 'object', bucket: 'a', key: 'k\u0001\n', identity: 'main' } as const;
    ledger.note('intended', object);
    ledger.note('created', object);
    ledger.note('created', { ...object, kind: 'upload', uploadId: 'u' });
    ledger.note('created', { ...object, bucket: 'other' });
    expect(ledger.contents('a')).toEqual([object, { ...object, kind: 'upload', uploadId: 'u' }]);
  });

  it('may end anywhere: every cut is read, and nothing that was intended before it is lost', () => {
    const ledger = openLedger(file, ABOUT);
    for (const name of ['a', 'b']) {
      ledger.note('intended', bucket(name));
      ledger.note('created', bucket(name));
    }
    const whole = readFileSync(file);
    const lineOf = (text: string): number => whole.indexOf('\n', whole.indexOf(text)) + 1;
    for (let size = 0; size < whole.length; size++) {
      writeFileSync(file, whole.subarray(0, size));
      const found = names();
      if (size >= lineOf('"intended"')) expect(found).toContain('a');
      expect(readLedger(file).head === undefined).toBe(size < whole.indexOf('\n') + 1);
    }
  });

  it('is gone on with after a cut, without the piece that was cut off', () => {
    const ledger = openLedger(file, ABOUT);
    ledger.note('intended', bucket('a'));
    ledger.note('intended', bucket('b'));
    truncateSync(file, statSync(file).size - 5);
    expect(readLedger(file).truncated).toBe(true);
    const again = appendLedger(file);
    expect(again.live().map((one) => one.bucket)).toEqual(['a']);
    again.note('removed', bucket('a'));
    expect(readLedger(file)).toMatchObject({ buckets: [], truncated: false });
  });

  it('holds lines longer than any buffer', () => {
    const ledger = openLedger(file, ABOUT);
    const key = '\u2603'.repeat(100_000);
    ledger.note('created', { kind: 'object', bucket: 'a', key, identity: 'main' });
    ledger.note('intended', bucket('a'));
    expect(names()).toEqual(['a']);
    expect(appendLedger(file).contents('a')[0]?.key).toBe(key);
  });
});

describe('what is no ledger', () => {
  it.each<[string, string, string]>([
    ['another file', 'hello\n', ':1: not JSON'],
    ['a record file', '{"kind":"run"}\n', ':1: not the ledger of a run'],
    ['a line of something else without its end', 'hello', ':1: not the ledger of a run'],
    [
      'a head with another stem',
      `${JSON.stringify({ kind: 'ledger', schema: 1, ...ABOUT, stem: '' })}\n`,
      ':1: not the ledger of a run',
    ],
  ])('is refused: %s', (_what, text, message) => {
    const path = join(folder, 'x');
    writeFileSync(path, text);
    expect(() => readLedger(path)).toThrow(new LedgerError(`${path}${message}`));
  });

  it('is refused with its line when a line in the middle is damaged', () => {
    openLedger(file, ABOUT);
    appendFileSync(file, '{"state":"intended"}\n');
    expect(() => readLedger(file)).toThrow(/run\.ledger:2: not an entry of a ledger$/);
  });

  it('is refused when it is not there, or a folder', () => {
    expect(() => readLedger(file)).toThrow(/run\.ledger: no such file$/);
    expect(() => readLedger(folder)).toThrow(/: is a folder$/);
  });
});
