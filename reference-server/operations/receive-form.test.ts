import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore } from '../store/blob.ts';
import { createBlobStore } from '../store/blob-store.ts';
import { type FormOptions, type ReceivedForm, receiveForm } from './receive-form.ts';
import { refusalOfAsync } from './refusal.fixture.ts';

const BOUNDARY = 'abc';
const CONTENT_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

let directory: string;
let blobs: BlobStore;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'form-test-'));
  blobs = createBlobStore({ directory, memoryLimit: 1000 });
});

afterEach(async () => {
  await blobs.close();
  rmSync(directory, { recursive: true });
});

function part(disposition: string, content: string | Uint8Array, more = ''): Buffer {
  return Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\n${more}\r\n`),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]);
}

const field = (name: string, value: string): Buffer => part(`name="${name}"`, value);
const file = (content: string | Uint8Array, name = 'a.txt'): Buffer =>
  part(`name="file"; filename="${name}"`, content);
const END = Buffer.from(`--${BOUNDARY}--\r\n`);

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function receive(
  parts: readonly Uint8Array[],
  more: Partial<FormOptions> & { readonly pieces?: number } = {},
): Promise<ReceivedForm> {
  const { pieces = 64 * 1024, ...options } = more;
  return receiveForm(inPieces(Buffer.concat(parts), pieces), {
    contentType: CONTENT_TYPE,
    fileField: 'file',
    fileBytes: 1_000_000,
    fieldBytes: 10_000,
    hashes: ['md5'],
    bodyMd5: false,
    blobs,
    ...options,
  });
}

/** Files of the blob store; those of dropped blobs go a little later. */
async function leftBehind(): Promise<number> {
  const count = (): number =>
    readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  for (let i = 0; i < 200 && count() > 0; i++) await new Promise((resolve) => setTimeout(resolve, 5));
  return count();
}

describe('receiveForm', () => {
  it('gives fields by lower-case name, and the file', async () => {
    const form = await receive([field('Key', 'a/b'), field('x-Cos-meta-bb', 'ü'), file('content'), END]);
    expect([...form.fields]).toEqual([
      ['key', 'a/b'],
      ['x-cos-meta-bb', 'ü'],
    ]);
    expect(form.filename).toBe('a.txt');
    expect(Buffer.from(await form.file.readAll()).toString()).toBe('content');
    expect(form.bodyMd5).toBeUndefined();
  });

  it('takes fields behind the file', async () => {
    const form = await receive([file('x'), field('key', 'k'), END]);
    expect(form.fields.get('key')).toBe('k');
  });

  it('lets the first of two fields of a name count', async () => {
    const form = await receive([field('key', 'first'), field('KEY', 'second'), file(''), END]);
    expect(form.fields.get('key')).toBe('first');
    expect(form.file.size).toBe(0);
  });

  it('takes a file without a name, and the last segment of a path for a name', async () => {
    expect((await receive([part('name="file"', 'x'), END])).filename).toBe('');
    expect((await receive([file('x', 'C:\\fake\\photo.jpg'), END])).filename).toBe('photo.jpg');
    expect((await receive([file('x', '照片.jpg'), END])).filename).toBe('照片.jpg');
  });

  it('gives the MD5 of the whole body when asked', async () => {
    const parts = [field('key', 'k'), file('content'), END];
    const form = await receive(parts, { bodyMd5: true });
    expect(form.bodyMd5).toBe(createHash('md5').update(Buffer.concat(parts)).digest('hex'));
  });

  it('keeps a large file as it is, however the body is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 0, max: 100_000 }),
        async (pieces, size) => {
          const content = Buffer.alloc(size, `\r\n--ab ${size}`);
          const form = await receive([field('key', 'k'), file(content), field('z', '1'), END], { pieces });
          expect(Buffer.from(await form.file.readAll()).equals(content)).toBe(true);
          expect([...form.fields.keys()]).toEqual(['key', 'z']);
          form.file.release();
        },
      ),
      { numRuns: 25 },
    );
    expect(await leftBehind()).toBe(0);
  });

  it.each([
    ['no Content-Type', undefined, 'form-not-multipart'],
    ['another type', 'application/x-www-form-urlencoded', 'form-not-multipart'],
    ['a multipart type of another kind', 'multipart/mixed; boundary=abc', 'form-not-multipart'],
    ['no boundary', 'multipart/form-data', 'form-malformed'],
  ])('refuses %s', async (_, contentType, refusal) => {
    expect(await refusalOfAsync(() => receive([file('x'), END], { contentType }))).toBe(refusal);
  });

  it.each([
    ['no file', [field('key', 'k'), END]],
    ['no part at all', [END]],
    ['two files', [file('x'), file('y'), END]],
    ['a file under another name', [part('name="upload"; filename="a"', 'x'), END]],
    ['a second file under another name', [file('x'), part('name="thumb"; filename="a"', 'y'), END]],
  ])('refuses %s', async (_, parts) => {
    expect(await refusalOfAsync(() => receive(parts))).toBe('form-file-count');
    expect(await leftBehind()).toBe(0);
  });

  const whole = Buffer.concat([field('key', 'k'), file(Buffer.alloc(5000, 'x')), END]);

  it.each([
    ['an empty body', Buffer.alloc(0)],
    ['text that is no form', Buffer.from('hello')],
    ['another boundary', Buffer.from('--other\r\n\r\n\r\n--other--\r\n')],
  ])('refuses %s', async (_, body) => {
    expect(await refusalOfAsync(() => receive([body]))).toBe('form-malformed');
  });

  it('refuses a form that is broken off, wherever, and keeps nothing of it', async () => {
    // Only the line end after the last boundary may be missing.
    for (let length = 0; length < whole.length - 2; length += length > 120 && length < 5000 ? 997 : 7) {
      const cut = whole.subarray(0, length);
      expect(await refusalOfAsync(() => receive([cut], { pieces: 100 }))).toBe('form-malformed');
    }
    expect(await leftBehind()).toBe(0);
  });

  it('passes on what reading the body throws', async () => {
    const broken = (async function* () {
      yield whole.subarray(0, 3000);
      throw new TypeError('the line is dead');
    })();
    const options = { contentType: CONTENT_TYPE, fileField: 'file', fileBytes: 1e6, fieldBytes: 1e4 };
    await expect(receiveForm(broken, { ...options, hashes: ['md5'], bodyMd5: false, blobs })).rejects.toThrow(
      'the line is dead',
    );
    expect(await leftBehind()).toBe(0);
  });

  it('refuses a file that is too large, and stops reading', async () => {
    let given = 0;
    const endless = (async function* () {
      yield Buffer.concat([field('key', 'k'), file('').subarray(0, -2)]);
      for (;;) {
        given += 1000;
        yield Buffer.alloc(1000, 'x');
      }
    })();
    const options = { contentType: CONTENT_TYPE, fileField: 'file', fileBytes: 50_000, fieldBytes: 1e4 };
    const refused = await refusalOfAsync(() =>
      receiveForm(endless, { ...options, hashes: ['md5'], bodyMd5: false, blobs }),
    );
    expect(refused).toBe('entity-too-large');
    expect(given).toBeLessThan(1_000_000);
    expect(await leftBehind()).toBe(0);
  });

  it.each([
    ['a field that is too long', () => [field('a', 'x'.repeat(10_001))]],
    ['fields that are too long together', () => [field('a', 'x'.repeat(6000)), field('b', 'x'.repeat(6000))]],
    ['too many fields', () => Array.from({ length: 300 }, (_, i) => field(`f${i}`, ''))],
  ])('refuses %s', async (_, fields) => {
    expect(await refusalOfAsync(() => receive([...fields(), file('x'), END]))).toBe('form-preamble-too-long');
  });

  it.each([
    ['before the first part', Buffer.from('no boundary in here ')],
    ['a part without a disposition', Buffer.from(`--${BOUNDARY}\r\nX: y\r\n\r\n`)],
    ['a part that never ends its header', Buffer.from(`--${BOUNDARY}\r\nX: `)],
  ])('does not read on for ever: %s', async (_, start) => {
    let given = 0;
    const endless = (async function* () {
      yield start;
      for (;;) {
        given += 10_000;
        yield Buffer.alloc(10_000, 'x');
      }
    })();
    const options = { contentType: CONTENT_TYPE, fileField: 'file', fileBytes: 50_000, fieldBytes: 1e4 };
    const refused = await refusalOfAsync(() =>
      receiveForm(endless, { ...options, hashes: ['md5'], bodyMd5: false, blobs }),
    );
    expect(refused).toBe('form-preamble-too-long');
    expect(given).toBeLessThan(1_000_000);
  });
});
