import { beforeAll, describe, expect, it } from 'vitest';
import type { HeaderList } from '../../../dialects/core/headers.ts';
import type { QueryItem } from '../../../dialects/core/request.ts';
import { formatHttpDate } from '../../http/http-date.ts';
import { BUCKET, live, NOW, OPEN_BUCKET, STRANGER } from './live.fixture.ts';

const { send } = live();

const KEY = 'digits';
const BODY = '0123456789';
const ETAG = '"781e5e245d69b566979b86e28d23f2c7"';

const get = (headers: HeaderList = [], query: readonly QueryItem[] = []) =>
  send('GetObject', { key: KEY, headers, query });
const head = (headers: HeaderList = []) => send('HeadObject', { key: KEY, headers });
const at = (seconds: number): string => formatHttpDate(NOW + seconds * 1000);

beforeAll(async () => {
  await send('PutObject', { key: KEY, headers: [['Content-Type', 'text/plain']], body: BODY });
  await send('PutObject', { bucket: OPEN_BUCKET, key: KEY, body: BODY });
  await send('PutObject', { key: 'nothing', body: '' });
});

describe('GET Object and HEAD Object', () => {
  it('tell the same of an object', async () => {
    const [got, headed] = [await get(), await head()];
    expect(got.outcome).toBe('200');
    expect(got.text).toBe(BODY);
    expect(headed.outcome).toBe('200');
    expect(headed.body).toHaveLength(0);
    const expected = {
      'content-length': '10',
      'content-type': 'text/plain',
      etag: ETAG,
      'last-modified': formatHttpDate(NOW),
      'accept-ranges': 'bytes',
      'x-cos-object-type': 'normal',
      'x-cos-storage-class': undefined,
      'content-range': undefined,
      'x-cos-version-id': undefined,
    };
    for (const [name, value] of Object.entries(expected)) {
      expect([name, got.header(name)]).toEqual([name, value]);
      expect([name, headed.header(name)]).toEqual([name, value]);
    }
  });

  it('refuse keys and buckets that are not there', async () => {
    expect((await send('GetObject', { key: 'missing' })).outcome).toBe('404 NoSuchKey');
    const headed = await send('HeadObject', { key: 'missing' });
    expect(headed.outcome).toBe('404');
    expect(headed.body).toHaveLength(0);
    expect((await send('GetObject', { bucket: 'none-1250000000' })).outcome).toBe('404 NoSuchBucket');
  });

  it('refuse who may not read', async () => {
    const parts = { bucket: BUCKET, key: KEY };
    expect((await send('GetObject', parts, { as: undefined })).outcome).toBe('403 AccessDenied');
    expect((await send('GetObject', parts, { as: STRANGER })).outcome).toBe('403 AccessDenied');
    expect((await send('HeadObject', parts, { as: STRANGER })).outcome).toBe('403');
    expect((await send('GetObject', { bucket: OPEN_BUCKET, key: KEY }, { as: undefined })).text).toBe(BODY);
  });
});

describe('ranges', () => {
  it.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=4-4', '4', 'bytes 4-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=-99', BODY, 'bytes 0-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
    ['BYTES=0-0', '0', 'bytes 0-0/10'],
  ])('%s gives %j', async (range, body, contentRange) => {
    const part = await get([['Range', range]]);
    expect(part.outcome).toBe('206');
    expect(part.text).toBe(body);
    expect(part.header('content-range')).toBe(contentRange);
    expect(part.header('content-length')).toBe(String(body.length));
    expect(part.header('etag')).toBe(ETAG);
    expect(part.header('x-cos-hash-crc64ecma')).toBe((await get()).header('x-cos-hash-crc64ecma'));
  });

  it.each(['bytes=10-', 'bytes=10-20', 'bytes=-0'])('%s cannot be satisfied', async (range) => {
    const refused = await get([['Range', range]]);
    expect(refused.outcome).toBe('416 InvalidRange');
    expect(refused.header('content-range')).toBe('bytes */10');
  });

  it.each(['bytes=3-1', 'bytes=a-b', 'bytes=', 'lines=0-1', 'bytes=0-1,3-4', 'bytes 0-1'])(
    '%s is answered with everything',
    async (range) => {
      const whole = await get([['Range', range]]);
      expect(whole.outcome).toBe('200');
      expect(whole.text).toBe(BODY);
      expect(whole.header('content-range')).toBeUndefined();
    },
  );

  it('of nothing', async () => {
    const parts = (range: string) => ({ key: 'nothing', headers: [['Range', range]] as HeaderList });
    expect((await send('GetObject', parts('bytes=0-'))).outcome).toBe('416 InvalidRange');
    expect((await send('GetObject', parts('bytes=-5'))).outcome).toBe('200');
  });

  it('mean nothing to HEAD', async () => {
    const headed = await head([['Range', 'bytes=20-']]);
    expect(headed.outcome).toBe('200');
    expect(headed.header('content-length')).toBe('10');
  });

  it('go with If-Range', async () => {
    const first = (value: string) =>
      get([
        ['Range', 'bytes=0-0'],
        ['If-Range', value],
      ]);
    expect((await first(ETAG)).outcome).toBe('206');
    expect((await first(at(0))).outcome).toBe('206');
    expect((await first('"other"')).outcome).toBe('200');
    expect((await first(at(-5))).outcome).toBe('200');
  });
});

describe('conditions', () => {
  const other = '"00000000000000000000000000000000"';
  const cases: readonly (readonly [HeaderList, number])[] = [
    [[['If-Match', ETAG]], 200],
    [[['If-Match', ETAG.replaceAll('"', '')]], 200],
    [[['If-Match', `${other}, ${ETAG}`]], 200],
    [[['If-Match', '*']], 200],
    [[['If-Match', other]], 412],
    [[['If-Match', '""']], 412],
    [[['If-None-Match', other]], 200],
    [[['If-None-Match', '""']], 200],
    [[['If-None-Match', ETAG]], 304],
    [[['If-None-Match', `W/${ETAG}`]], 304],
    [[['If-None-Match', '*']], 304],
    [
      [
        ['If-None-Match', other],
        ['If-None-Match', ETAG],
      ],
      304,
    ],
    [
      [
        ['If-Match', other],
        ['If-Match', ETAG],
      ],
      200,
    ],
    [[['If-Modified-Since', at(-1)]], 200],
    [[['If-Modified-Since', at(0)]], 304],
    [[['If-Modified-Since', at(60)]], 304],
    [[['If-Modified-Since', 'yesterday']], 200],
    [[['If-Unmodified-Since', at(0)]], 200],
    [[['If-Unmodified-Since', at(-1)]], 412],
    [[['If-Unmodified-Since', 'tomorrow']], 200],
    [
      [
        ['If-Match', ETAG],
        ['If-Unmodified-Since', at(-1)],
      ],
      200,
    ],
    [
      [
        ['If-None-Match', other],
        ['If-Modified-Since', at(60)],
      ],
      200,
    ],
    [
      [
        ['If-Match', other],
        ['If-None-Match', ETAG],
      ],
      412,
    ],
    [
      [
        ['If-Match', other],
        ['Range', 'bytes=99-'],
      ],
      412,
    ],
    [
      [
        ['If-None-Match', ETAG],
        ['Range', 'bytes=0-1'],
      ],
      304,
    ],
    [
      [
        ['If-Match', ETAG],
        ['Range', 'bytes=99-'],
      ],
      416,
    ],
  ];

  it.each(cases)('%j gives %i', async (headers, status) => {
    const got = await get(headers);
    expect(got.status).toBe(status);
    if (status === 412) expect(got.outcome).toBe('412 PreconditionFailed');
    if (status === 304) {
      expect(got.body).toHaveLength(0);
      expect(got.header('etag')).toBe(ETAG);
      expect(got.header('last-modified')).toBe(at(0));
      expect(got.header('x-cos-object-type')).toBeUndefined();
    }
    // Range means nothing to HEAD.
    expect((await head(headers)).status).toBe(status === 416 ? 200 : status);
  });
});

describe('overrides', () => {
  const OVERRIDES = [
    ['response-content-type', 'Content-Type', 'image/png'],
    ['response-content-language', 'Content-Language', 'en'],
    ['response-expires', 'Expires', 'Wed, 21 Oct 2037 07:28:00 GMT'],
    ['response-cache-control', 'Cache-Control', 'no-cache'],
    ['response-content-disposition', 'Content-Disposition', 'attachment; filename="a b.txt"'],
    ['response-content-encoding', 'Content-Encoding', 'identity'],
  ] as const;

  it.each(OVERRIDES)('%s sets %s for one answer', async (parameter, name, value) => {
    expect((await get([], [[parameter, value]])).header(name)).toBe(value);
    expect((await get()).header(name)).toBe(name === 'Content-Type' ? 'text/plain' : undefined);
  });

  it('apply to parts as well, and to presigned requests', async () => {
    const query: QueryItem[] = OVERRIDES.map(([parameter, , value]) => [parameter, value]);
    const part = await send(
      'GetObject',
      { key: KEY, query, headers: [['Range', 'bytes=1-2']] },
      { scheme: 'query' },
    );
    expect(part.status).toBe(206);
    for (const [, name, value] of OVERRIDES) expect(part.header(name)).toBe(value);
  });

  it('write other characters as UTF-8', async () => {
    const got = await get([], [['response-content-disposition', 'attachment; filename="例"']]);
    expect(got.header('content-disposition')).toBe('attachment; filename="例"');
  });

  it('cannot put in a header of their own', async () => {
    const got = await get([], [['response-content-type', 'text/plain\r\nSet-Cookie: a=b']]);
    expect(got.outcome).toBe('400 InvalidArgument');
    expect(got.header('set-cookie')).toBeUndefined();
  });

  it('are not for anonymous callers', async () => {
    const query: QueryItem[] = [['response-content-type', 'text/html']];
    const got = await send('GetObject', { bucket: OPEN_BUCKET, key: KEY, query }, { as: undefined });
    expect(got.outcome).toBe('400 InvalidRequest');
  });
});
