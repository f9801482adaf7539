import { beforeEach, describe, expect, it } from 'vitest';
import { textsAt } from '../../../dialects/core/document-access.ts';
import { xmlSample } from '../../../dialects/tencent-cos/sample-body.ts';
import { live, STRANGER } from './live.fixture.ts';

const { send } = live();

const query = [['tagging', null]] as const;
const document = (tags: readonly (readonly [string, string])[]) =>
  xmlSample('Tagging', { TagSet: { Tag: tags.map(([Key, Value]) => ({ Key, Value })) } });
const putTags = (tags: readonly (readonly [string, string])[], key = 'k') =>
  send('PutObjectTagging', { key, query, ...document(tags) });
const tags = async (): Promise<string[]> => {
  const reply = await send('GetObjectTagging', { query });
  expect(reply.outcome).toBe('200');
  const tagging = reply.document('Tagging');
  const values = textsAt(tagging, 'TagSet.Tag.Value');
  return textsAt(tagging, 'TagSet.Tag.Key').map((key, i) => `${key}=${values[i]}`);
};

beforeEach(async () => {
  await send('PutObject', { body: 'x' });
});

describe('object tagging', () => {
  it('puts, gets and deletes', async () => {
    expect(await tags()).toEqual([]);
    expect(
      (
        await putTags([
          ['age', '18'],
          ['naïve', ''],
        ])
      ).outcome,
    ).toBe('200');
    expect(await tags()).toEqual(['age=18', 'naïve=']);
    await putTags([['b', '2']]);
    expect(await tags()).toEqual(['b=2']);
    expect((await send('DeleteObjectTagging', { query })).outcome).toBe('204');
    expect(await tags()).toEqual([]);
  });

  it('comes with an upload, and goes with the next one', async () => {
    await send('PutObject', { headers: [['x-cos-tagging', 'a=1&b%20c=d%3Ae']], body: 'x' });
    expect(await tags()).toEqual(['a=1', 'b c=d:e']);
    await send('PutObject', { body: 'x' });
    expect(await tags()).toEqual([]);
  });

  it('allows ten tags of documented characters and lengths', async () => {
    const ten = Array.from({ length: 10 }, (_, i) => [`k${i}`, 'v'] as const);
    expect((await putTags(ten)).outcome).toBe('200');
    expect((await putTags([...ten, ['k10', 'v']])).outcome).toBe('400 BadRequest');
    expect((await putTags([['k'.repeat(128), 'v'.repeat(256)]])).outcome).toBe('200');
    for (const tag of [
      ['k'.repeat(129), 'v'],
      ['k', 'v'.repeat(257)],
      ['cos:k', 'v'],
      ['k!', 'v'],
      ['', 'v'],
    ] as const) {
      expect((await putTags([tag])).outcome).toBe('400 InvalidTag');
    }
  });

  it('needs an object, a right and a document', async () => {
    expect((await putTags([['a', '1']], 'missing')).outcome).toBe('404 NoSuchKey');
    expect((await send('GetObjectTagging', { key: 'missing', query })).outcome).toBe('404 NoSuchKey');
    expect((await send('DeleteObjectTagging', { key: 'missing', query })).outcome).toBe('404 NoSuchKey');
    const parts = { query, ...document([['a', '1']]) };
    expect((await send('PutObjectTagging', parts, { as: STRANGER })).outcome).toBe('403 AccessDenied');
    expect((await send('PutObjectTagging', { query, body: '<Tagging>' })).outcome).toBe('400 MalformedXML');
  });
});
