import { expect, it } from 'vitest';
import { createBlobStore } from '../store/blob-store.ts';
import { byteranges } from './byteranges.ts';

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString('latin1');
}

it.each([
  ['text/plain', 'Content-Type: text/plain\r\n'],
  [undefined, ''],
])('puts the ranges into parts in the order given, with Content-Type %s', async (contentType, line) => {
  const blob = createBlobStore().from(Buffer.from('0123456789'));
  const spans = [
    { start: 8, end: 9 },
    { start: 0, end: 0 },
  ];
  const { body, contentType: type } = byteranges({ blob, spans, contentType, boundary: 'B' });
  expect(type).toBe('multipart/byteranges; boundary=B');
  if (body.kind !== 'stream') throw new Error(body.kind);
  const text = await collect(body.chunks);
  expect(text).toBe(
    `--B\r\n${line}Content-Range: bytes 8-9/10\r\n\r\n89\r\n--B\r\n${line}Content-Range: bytes 0-0/10\r\n\r\n0\r\n--B--`,
  );
  expect(body.length).toBe(text.length);
});

it('holds the blob until it is released, read or not', () => {
  const blob = createBlobStore().from(Buffer.from('0123456789'));
  const { body } = byteranges({ blob, spans: [{ start: 0, end: 1 }], contentType: undefined, boundary: 'B' });
  blob.release();
  blob.retain().release();
  if (body.kind === 'stream') body.release?.();
  expect(() => blob.retain()).toThrow('gone');
});
