import { describe, expect, it } from 'vitest';
import { startClient } from './testing/client.ts';

const PATH = '/v1/AUTH_test/c/o';

describe.each(['cisco', 'openstack'] as const)('what is no request, in %s', (profile) => {
  it.each([
    ['an unknown method', `FOO ${PATH} HTTP/1.1\r\nHost: h\r\n\r\n`, [405]],
    ['a length that is no number', `PUT ${PATH} HTTP/1.1\r\nHost: h\r\nContent-Length: abc\r\n\r\n`, [400]],
    ['a negative length', `PUT ${PATH} HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n`, [400]],
    ['another transfer coding', `PUT ${PATH} HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n`, [400]],
    ['no HTTP', 'hello\r\n\r\n', [400, 405]],
    ['a header without a name', `GET ${PATH} HTTP/1.1\r\nHost: h\r\n: x\r\n\r\n`, [400]],
    ['far too many headers', `GET ${PATH} HTTP/1.1\r\n${'A: b\r\n'.repeat(300)}\r\n`, [400]],
    ['a path that is no UTF-8', 'GET /v1/AUTH_test/c/%C3%28 HTTP/1.1\r\nHost: h\r\n\r\n', [412]],
    ['a path with escapes that are none', 'GET /v1/AUTH_test/c/%zz HTTP/1.1\r\nHost: h\r\n\r\n', [401]],
    ['a query that cannot be decoded', 'GET /v1/AUTH_test?prefix=%zz HTTP/1.1\r\nHost: h\r\n\r\n', [401]],
    ['a host that is none', `GET ${PATH} HTTP/1.1\r\nHost: \r\n\r\n`, [401]],
    ['HTTP/1.1 without a host', 'GET /auth/v1.0 HTTP/1.1\r\n\r\n', [400]],
    ['HTTP/1.0 without a host', 'GET /auth/v1.0 HTTP/1.0\r\n\r\n', [401]],
    ['CONNECT', 'CONNECT h:80 HTTP/1.1\r\nHost: h\r\n\r\n', [400]],
  ])('%s is refused', async (_, text, statuses) => {
    const { connect, logged } = await startClient(profile);
    const response = await connect().send(text).finish().response();
    expect(statuses).toContain(response.status);
    expect(logged).toEqual([]);
  });

  it('a broken chunk stores nothing', async () => {
    const { connect, token, send } = await startClient(profile);
    await send('PUT', 'c');
    const head = `PUT ${PATH} HTTP/1.1\r\nHost: h\r\nX-Auth-Token: ${await token('admin')}\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const response = await connect().send(`${head}zz\r\nhello\r\n`).response();
    expect(response.status).toBeLessThan(500);
    expect((await send('HEAD', 'c/o')).status).toBe(404);
  });
});
