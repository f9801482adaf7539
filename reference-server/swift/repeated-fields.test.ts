import { describe, expect, it } from 'vitest';
import { startClient } from './testing/client.ts';

describe.each(['cisco', 'openstack'] as const)('fields that stand twice, in %s', (profile) => {
  it('are one list', async () => {
    const { send, token } = await startClient(profile);
    await send('PUT', 'c');
    await send('PUT', 'c/o', { body: '0123456789', headers: { 'X-Object-Meta-A': ['1', '2'] } });
    const ranges = await send('GET', 'c/o', { headers: { Range: ['bytes=0-1', 'bytes=4-5'] } });
    expect([ranges.status, ranges.text]).toEqual([200, '0123456789']);
    expect(ranges.header('x-object-meta-a')).toBe('1,2');
    const tags = { 'If-Match': ['"x"', ranges.header('etag') ?? ''] };
    expect((await send('GET', 'c/o', { headers: tags })).status).toBe(200);
    const tokens = { 'X-Auth-Token': [await token('admin'), await token('admin')] };
    expect((await send('GET', 'c/o', { as: 'anonymous', headers: tokens })).status).toBe(401);
  });
});

describe('the place of a copy that stands twice', () => {
  it('is another place', async () => {
    const { send } = await startClient('openstack');
    await send('PUT', 'c');
    await send('PUT', 'c/o', { body: 'x' });
    const headers = { 'X-Copy-From': ['c/o', 'c/o'], 'Content-Length': '0' };
    expect((await send('PUT', 'c/copy', { headers })).status).toBe(404);
  });
});

describe('a percent sign that begins no escape', () => {
  it('stands for itself in names, parameters and places of copies', async () => {
    const { send } = await startClient('openstack');
    await send('PUT', 'c%');
    await send('PUT', 'c%25/a%zz%41', { body: 'x' });
    expect((await send('GET', 'c%/?prefix=a%zz%41')).text).toBe('a%zzA\n');
    expect((await send('GET', 'c%/?prefix=a%25zz')).text).toBe('a%zzA\n');
    expect((await send('GET', 'c%/?prefix=%zz%FF')).status).toBe(400);
    const headers = { 'X-Copy-From': 'c%/a%zzA', 'Content-Length': '0' };
    expect((await send('PUT', 'c%/b%', { headers })).status).toBe(201);
    expect((await send('GET', 'c%/b%25')).text).toBe('x');
  });
});
