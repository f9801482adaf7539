import { beforeEach, describe, expect, it } from 'vitest';
import type { RenderValue } from '../../../dialects/core/document-render.ts';
import { tencentCos } from '../../../dialects/tencent-cos/index.ts';
import { xmlSample } from '../../../dialects/tencent-cos/sample-body.ts';
import { ADDRESSING, BUCKET, live, STRANGER } from './live.fixture.ts';

const { send, clock } = live();

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const KEY = 'archived';

const restore = (value: RenderValue, key = KEY) =>
  send('PostObjectRestore', { key, query: [['restore', null]], ...xmlSample('RestoreRequest', value) });
const days = (count: number, tier = 'Standard'): RenderValue => ({
  Days: count,
  CASJobParameters: { Tier: tier },
});
const read = () => send('GetObject', { key: KEY });
const state = async () => (await send('HeadObject', { key: KEY })).header('x-cos-restore');

beforeEach(async () => {
  await send('PutObject', { key: KEY, headers: [['x-cos-storage-class', 'ARCHIVE']], body: 'old' });
});

describe('archived objects', () => {
  it('show what is known of them but not their content', async () => {
    expect((await read()).outcome).toBe('403 InvalidObjectState');
    const head = await send('HeadObject', { key: KEY });
    expect(head.outcome).toBe('200');
    expect(head.header('x-cos-storage-class')).toBe('ARCHIVE');
    expect(head.header('content-length')).toBe('3');
    expect(head.header('x-cos-restore')).toBeUndefined();
    const copySource = tencentCos.copySource(BUCKET, KEY, ADDRESSING);
    const copy = await send('PutObjectCopy', { key: 'copy', headers: [['x-cos-copy-source', copySource]] });
    expect(copy.outcome).toBe('403 InvalidObjectState');
  });

  it('can be read for the time asked for', async () => {
    const accepted = await restore(days(2));
    expect(accepted.outcome).toBe('202');
    expect(accepted.body).toHaveLength(0);
    expect((await read()).outcome).toBe('403 InvalidObjectState');
    expect(await state()).toBe('ongoing-request="true"');
    expect((await restore(days(2))).outcome).toBe('409 RestoreAlreadyInProgress');
    clock.advance(5 * HOUR);
    expect((await read()).text).toBe('old');
    expect(await state()).toMatch(/^ongoing-request="false", expiry-date="\w{3}, .* GMT"$/);
    clock.advance(2 * DAY - 1);
    expect((await read()).text).toBe('old');
    clock.advance(1);
    expect((await read()).outcome).toBe('403 InvalidObjectState');
    expect(await state()).toBeUndefined();
    expect((await send('HeadObject', { key: KEY })).header('x-cos-storage-class')).toBe('ARCHIVE');
  });

  it('can be read longer when asked again', async () => {
    await restore(days(1, 'Expedited'));
    clock.advance(2000);
    expect((await read()).status).toBe(200);
    expect((await restore(days(3))).outcome).toBe('202');
    expect((await read()).status).toBe(200);
    clock.advance(2 * DAY);
    expect((await read()).status).toBe(200);
    clock.advance(DAY);
    expect((await read()).status).toBe(403);
  });

  it('are back after the time of their tier', async () => {
    for (const [tier, time] of [
      ['Expedited', 2000],
      ['Standard', 5 * HOUR],
      ['Bulk', 12 * HOUR],
    ] as const) {
      await send('PutObject', { key: KEY, headers: [['x-cos-storage-class', 'ARCHIVE']], body: 'old' });
      await restore(days(1, tier));
      clock.advance(time - 1);
      expect((await read()).status).toBe(403);
      clock.advance(1);
      expect((await read()).status).toBe(200);
    }
  });
});

describe('POST Object restore', () => {
  it('takes a request without tier', async () => {
    expect((await restore({ Days: 1 })).outcome).toBe('202');
  });

  it('refuses objects that are not there or not archived', async () => {
    await send('PutObject', { key: 'warm', body: 'x' });
    expect((await restore(days(1), 'missing')).outcome).toBe('404 NoSuchKey');
    expect((await restore(days(1), 'warm')).outcome).toBe('405 RestoreNonArchiveObject');
  });

  it.each([
    ['no days', { CASJobParameters: { Tier: 'Bulk' } }],
    ['days that are no number', { Days: 'x' }],
    ['no whole day', { Days: 0 }],
    ['more days than there are in a year', { Days: 366 }],
    ['days beyond all numbers', { Days: '9'.repeat(40) }],
    ['an unknown tier', { Days: 1, CASJobParameters: { Tier: 'Soon' } }],
  ])('refuses %s', async (_, value) => {
    expect((await restore(value)).outcome).toBe('400 MalformedXML');
  });

  it('refuses bodies that are no XML, none, and who may not write', async () => {
    const query = [['restore', null]] as const;
    expect((await send('PostObjectRestore', { key: KEY, query, body: '<a' })).outcome).toBe(
      '400 MalformedXML',
    );
    expect((await send('PostObjectRestore', { key: KEY, query })).outcome).toBe(
      '400 MissingRequestBodyError',
    );
    const valid = { key: KEY, query, ...xmlSample('RestoreRequest', days(1)) };
    expect((await send('PostObjectRestore', valid, { as: STRANGER })).outcome).toBe('403 AccessDenied');
    expect((await send('PostObjectRestore', valid, { as: undefined })).outcome).toBe('403 AccessDenied');
  });
});
