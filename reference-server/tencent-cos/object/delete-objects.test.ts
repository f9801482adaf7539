import { describe, expect, it } from 'vitest';
import { textsAt, valuesAt } from '../../../dialects/core/document-access.ts';
import type { RenderValue } from '../../../dialects/core/document-render.ts';
import { xmlSample } from '../../../dialects/tencent-cos/sample-body.ts';
import { live, STRANGER } from './live.fixture.ts';

const { send } = live();

const put = (...keys: string[]) => Promise.all(keys.map((key) => send('PutObject', { key, body: key })));
const exists = async (key: string): Promise<boolean> => (await send('HeadObject', { key })).status === 200;

describe('DELETE Object', () => {
  it('deletes the object and no other', async () => {
    await put('a', 'a/', 'b');
    const gone = await send('DeleteObject', { key: 'a' });
    expect(gone.outcome).toBe('204');
    expect(gone.body).toHaveLength(0);
    expect(gone.header('x-cos-version-id')).toBeUndefined();
    expect((await send('GetObject', { key: 'a' })).outcome).toBe('404 NoSuchKey');
    expect([await exists('a/'), await exists('b')]).toEqual([true, true]);
  });

  it('is content when there is nothing to delete', async () => {
    expect((await send('DeleteObject', { key: 'never' })).outcome).toBe('204');
  });

  it('refuses who may not write, missing buckets and unknown versions', async () => {
    await put('kept');
    expect((await send('DeleteObject', { key: 'kept' }, { as: STRANGER })).outcome).toBe('403 AccessDenied');
    expect((await send('DeleteObject', { key: 'kept' }, { as: undefined })).outcome).toBe('403 AccessDenied');
    expect((await send('DeleteObject', { bucket: 'none-1250000000' })).outcome).toBe('404 NoSuchBucket');
    const version = await send('DeleteObject', { key: 'kept', query: [['versionId', 'nope']] });
    expect(version.outcome).toBe('404 NoSuchVersion');
    expect(await exists('kept')).toBe(true);
  });

  it('keeps what the client wants unchanged', async () => {
    await put('conditional');
    const refused = await send('DeleteObject', { key: 'conditional', headers: [['If-Match', '"x"']] });
    expect(refused.outcome).toBe('412 PreconditionFailed');
    expect(await exists('conditional')).toBe(true);
  });
});

describe('DELETE Multiple Objects', () => {
  const remove = (value: RenderValue) =>
    send('DeleteMultipleObjects', { query: [['delete', null]], ...xmlSample('Delete', value) });
  const objects = (...keys: string[]) => keys.map((key) => ({ Key: key }));

  it('tells of every key, also of those that are not there and those named twice', async () => {
    await put('m1', 'm2');
    const reply = await remove({ Object: objects('m1', 'm2', 'm1', 'never') });
    expect(reply.outcome).toBe('200');
    const result = reply.document('DeleteResult');
    expect(textsAt(result, 'Deleted.Key')).toEqual(['m1', 'm2', 'm1', 'never']);
    expect(valuesAt(result, 'Error')).toEqual([]);
    expect([await exists('m1'), await exists('m2')]).toEqual([false, false]);
  });

  it('says nothing of success when quiet', async () => {
    await put('q1');
    for (const quiet of ['true', 'True']) {
      const reply = await remove({ Object: objects('q1'), Quiet: quiet });
      expect(reply.text.replace(/^<\?xml[^>]*>\s*/, '')).toBe('<DeleteResult/>');
    }
    expect(await exists('q1')).toBe(false);
    const verbose = await remove({ Quiet: false, Object: objects('q1') });
    expect(textsAt(verbose.document('DeleteResult'), 'Deleted.Key')).toEqual(['q1']);
  });

  it('reports what it cannot delete and deletes the rest', async () => {
    await put('e1', 'e2');
    const long = 'x'.repeat(851);
    for (const quiet of [false, true]) {
      const reply = await remove({
        Quiet: quiet,
        Object: [...objects('e1', long), { Key: 'e2', VersionId: 'nope' }],
      });
      const result = reply.document('DeleteResult');
      expect(textsAt(result, 'Deleted.Key')).toEqual(quiet ? [] : ['e1']);
      expect(textsAt(result, 'Error.Key')).toEqual([long, 'e2']);
      expect(textsAt(result, 'Error.Code')).toEqual(['InvalidURI', 'NoSuchVersion']);
      expect(textsAt(result, 'Error.Message').every((message) => message !== '')).toBe(true);
    }
    expect([await exists('e1'), await exists('e2')]).toEqual([false, true]);
  });

  it('takes keys with markup and leading slashes for what they are', async () => {
    const keys = ['a&b<c>"d\'', '/lead', ' blanks ', 'üñ'];
    await put(...keys, 'lead');
    const reply = await remove({ Object: objects(...keys) });
    expect(textsAt(reply.document('DeleteResult'), 'Deleted.Key')).toEqual(keys);
    for (const key of keys) expect(await exists(key)).toBe(false);
    expect(await exists('lead')).toBe(true);
  });

  it('takes 1000 keys and refuses more without deleting any', async () => {
    await put('first');
    const many = (count: number) => objects('first', ...Array.from({ length: count - 1 }, (_, i) => `n${i}`));
    expect((await remove({ Object: many(1001) })).outcome).toBe('400 MalformedXML');
    expect(await exists('first')).toBe(true);
    expect((await remove({ Object: many(1000) })).outcome).toBe('200');
    expect(await exists('first')).toBe(false);
  });

  it('refuses requests without digest, with a wrong one, and documents that are none', async () => {
    await put('safe');
    const { headers, body } = xmlSample('Delete', { Object: objects('safe') });
    const query = [['delete', null]] as const;
    const attempt = (parts: object) => send('DeleteMultipleObjects', { query, headers, body, ...parts });
    const type = headers.filter(([name]) => name === 'Content-Type');
    expect((await attempt({ headers: type })).outcome).toBe('400 MissingContentMD5');
    expect((await attempt({ body: body.replace('safe', 'sage') })).outcome).toBe('400 InvalidDigest');
    expect((await attempt(xmlSample('Delete', { Quiet: true }))).outcome).toBe('400 MalformedXML');
    expect((await send('DeleteMultipleObjects', { query, headers, body }, { as: STRANGER })).status).toBe(
      403,
    );
    expect((await send('DeleteMultipleObjects', { query, headers, body }, { as: undefined })).status).toBe(
      403,
    );
    expect(await exists('safe')).toBe(true);
  });
});
