import { describe, expect, it } from 'vitest';
import { contentMd5 } from '../../../dialects/tencent-cos/sample-body.ts';
import { crc64 } from '../../store/crc64.ts';
import { live, STRANGER } from './live.fixture.ts';

const { send } = live({ limits: { uploadBytes: 100 } });

const append = (key: string, position: string, body: string, more: object = {}) =>
  send('AppendObject', {
    key,
    query: [
      ['append', null],
      ['position', position],
    ],
    body,
    ...more,
  });

describe('Append Object', () => {
  it('grows an object from nothing', async () => {
    const first = await append('log', '0', 'one ', {
      headers: [
        ['Content-Type', 'text/plain'],
        ['x-cos-meta-a', '1'],
      ],
    });
    expect(first.outcome).toBe('200');
    expect(first.header('x-cos-next-append-position')).toBe('4');
    const second = await append('log', '4', 'two', { headers: [['x-cos-meta-a', '2']] });
    expect(second.outcome).toBe('200');
    expect(second.header('x-cos-next-append-position')).toBe('7');
    expect(second.header('x-cos-hash-crc64ecma')).toBe(String(crc64(Buffer.from('one two'))));
    const read = await send('GetObject', { key: 'log' });
    expect(read.text).toBe('one two');
    expect(read.header('x-cos-object-type')).toBe('appendable');
    expect(read.header('etag')).toBe(second.header('etag'));
    expect(read.header('etag')).not.toBe(first.header('etag'));
    expect(read.header('content-type')).toBe('text/plain');
    expect(read.header('x-cos-meta-a')).toBe('1');
  });

  it('takes nothing as well', async () => {
    expect((await append('empty', '0', '')).header('x-cos-next-append-position')).toBe('0');
    expect((await append('empty', '0', 'x')).header('x-cos-next-append-position')).toBe('1');
  });

  it('refuses every other position', async () => {
    await append('at', '0', 'abc');
    for (const position of ['0', '2', '4']) {
      expect((await append('at', position, 'x')).outcome).toBe('409 AppendPositionErr');
    }
    expect((await append('new', '1', 'x')).outcome).toBe('409 AppendPositionErr');
    expect((await send('GetObject', { key: 'at' })).text).toBe('abc');
    for (const position of ['-1', 'x', '']) {
      expect((await append('at', position, 'x')).outcome).toBe('400 InvalidArgument');
    }
    const none = await send('AppendObject', { key: 'at', query: [['append', '']], body: 'x' });
    expect(none.outcome).toBe('400 InvalidArgument');
  });

  it('refuses normal objects, and a PUT makes an object normal', async () => {
    await append('turned', '0', 'abc');
    await send('PutObject', { key: 'turned', body: 'abc' });
    expect((await send('HeadObject', { key: 'turned' })).header('x-cos-object-type')).toBe('normal');
    expect((await append('turned', '3', 'x')).outcome).toBe('409 ObjectNotAppendable');
  });

  it('refuses what it cannot take', async () => {
    expect((await append('big', '0', 'x'.repeat(101))).outcome).toBe('400 EntityTooLarge');
    await append('big', '0', 'x'.repeat(60));
    expect((await append('big', '60', 'x'.repeat(41))).outcome).toBe('400 EntityTooLarge');
    expect((await append('big', '60', 'x', { headers: [['Content-MD5', contentMd5('y')]] })).outcome).toBe(
      '400 InvalidDigest',
    );
    const query = [['append', null] as const, ['position', '60'] as const];
    expect(
      (await send('AppendObject', { key: 'big', query, body: 'x' }, { framing: 'chunked' })).outcome,
    ).toBe('411 MissingContentLength');
    expect((await send('AppendObject', { key: 'big', query, body: 'x' }, { as: STRANGER })).outcome).toBe(
      '403 AccessDenied',
    );
    expect((await send('HeadObject', { key: 'big' })).header('content-length')).toBe('60');
  });

  it('lets one of two that come at once win', async () => {
    const outcomes = await Promise.all([append('race', '0', 'aaaa'), append('race', '0', 'bbbb')]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['200', '409 AppendPositionErr']);
    expect(['aaaa', 'bbbb']).toContain((await send('GetObject', { key: 'race' })).text);
  });
});
