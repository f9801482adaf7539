import { describe, expect, it } from 'vitest';
import { startClient } from '../testing/client.ts';
import { type Pacer, paced } from './pacer.ts';

/** A time that passes only by waiting. */
function stepped(): Pacer & { readonly waited: () => number } {
  let now = 0;
  return {
    now: () => now,
    waited: () => now,
    wait: async (ms) => {
      now += ms;
    },
  };
}

async function* chunks(...sizes: number[]): AsyncGenerator<Uint8Array> {
  for (const size of sizes) yield new Uint8Array(size);
}

/** When how many bytes were out. */
async function timeline(
  pace: Parameters<typeof paced>[1],
  ...sizes: number[]
): Promise<[ms: number, bytes: number][]> {
  const pacer = stepped();
  const times: [number, number][] = [];
  let bytes = 0;
  for await (const chunk of paced(chunks(...sizes), pace, pacer)) {
    bytes += chunk.length;
    times.push([pacer.now(), bytes]);
  }
  return times;
}

describe('paced', () => {
  it.each([
    [50_000, 100_000],
    [6_250_000, 1_000_000],
  ])('%i bytes a second', async (rate, size) => {
    const times = await timeline({ rate, delayMs: 0 }, size / 2, size / 2);
    expect(times.at(-1)).toEqual([expect.closeTo((size / rate) * 1000, 3), size]);
    // never ahead of the rate, and never more than a slice behind it
    for (const [ms, bytes] of times) {
      expect(bytes).toBeLessThanOrEqual((rate * ms) / 1000 + 1);
    }
  });

  it('puts the start off', async () => {
    const [first] = await timeline({ rate: undefined, delayMs: 2000 }, 10);
    expect(first).toEqual([2000, 10]);
  });

  it('makes up for an earlier start, then keeps the rate', async () => {
    const times = await timeline({ rate: 50_000, delayMs: -2000 }, 150_000);
    expect(times.findLast(([ms]) => ms === 0)?.[1]).toBe(100_000);
    expect(times.at(-1)).toEqual([expect.closeTo(1000, 3), 150_000]);
  });
});

describe('X-Transfer-Rate and X-Transfer-Delay', () => {
  it('pace a response in the base document', async () => {
    const pacer = stepped();
    const { send } = await startClient('cisco', { pacer });
    await send('PUT', 'c');
    const body = 'x'.repeat(100_000);
    await send('PUT', 'c/o', { body });
    const headers = { 'X-Transfer-Rate': '400000', 'X-Transfer-Delay': '1000' };
    const reply = await send('GET', 'c/o', { headers });
    expect([reply.status, reply.text, reply.header('content-length')]).toEqual([200, body, '100000']);
    expect(pacer.waited()).toBeCloseTo(3000, 0);
    const part = await send('GET', 'c/o', {
      headers: { 'X-Transfer-Rate': '400000', Range: 'bytes=0-49999' },
    });
    expect([part.status, part.text.length]).toEqual([206, 50_000]);
    expect(pacer.waited()).toBeCloseTo(4000, 0);
  });

  it.each([
    [{ 'X-Transfer-Rate': '0' }, 200],
    [{ 'X-Transfer-Rate': '50000000' }, 200],
    [{ 'X-Transfer-Rate': '399999' }, 400],
    [{ 'X-Transfer-Rate': '50000001' }, 400],
    [{ 'X-Transfer-Rate': 'fast' }, 400],
    [{ 'X-Transfer-Delay': '-4000' }, 200],
    [{ 'X-Transfer-Delay': '-4001' }, 400],
    [{ 'X-Transfer-Delay': '30001' }, 400],
  ])('%o: %i', async (headers, status) => {
    const { send } = await startClient('cisco', { pacer: stepped() });
    await send('PUT', 'c');
    await send('PUT', 'c/o', { body: 'hello' });
    expect((await send('GET', 'c/o', { headers })).status).toBe(status);
  });

  it('mean nothing to OpenStack', async () => {
    const pacer = stepped();
    const { send } = await startClient('openstack', { pacer });
    await send('PUT', 'c');
    await send('PUT', 'c/o', { body: 'hello' });
    const headers = { 'X-Transfer-Rate': 'fast', 'X-Transfer-Delay': '5000' };
    expect((await send('GET', 'c/o', { headers })).status).toBe(200);
    expect(pacer.waited()).toBe(0);
  });
});
