import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bodyRecord, WHOLE_BODY_BYTES } from './body-digest.ts';

describe('bodyRecord', () => {
  it('keeps UTF-8 as text and anything else as base64', () => {
    expect(bodyRecord(Buffer.from('<Ä/>'))).toEqual({ size: 5, text: '<Ä/>' });
    expect(bodyRecord(new Uint8Array())).toEqual({ size: 0, text: '' });
    expect(bodyRecord(Uint8Array.of(0xff, 0x00))).toEqual({ size: 2, base64: '/wA=' });
  });

  it('keeps only size and digest of a body above 4 KiB', () => {
    const body = new Uint8Array(WHOLE_BODY_BYTES + 1);
    expect(bodyRecord(body.subarray(1))).toHaveProperty('text');
    expect(bodyRecord(body)).toEqual({
      size: WHOLE_BODY_BYTES + 1,
      sha256: createHash('sha256').update(body).digest('hex'),
    });
  });

  it('redacts what it shows and leaves the size alone', () => {
    const redact = (): Uint8Array => Buffer.from('hidden');
    expect(bodyRecord(Buffer.from('secret!!'), redact)).toEqual({ size: 8, text: 'hidden' });
  });
});
