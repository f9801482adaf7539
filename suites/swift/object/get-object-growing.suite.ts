import { setTimeout as sleep } from 'node:timers/promises';
import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import type { Exchange } from '../../../harness/transport/exchange.ts';

/** Chunks of the upload in bytes. It pauses inside of the first, after more than a server is likely to hold back. */
const CHUNKS = [262_144, 1_000];
const PAUSE = { after: 200_000, ms: 4_000 };
/** Reads while the upload pauses, and their distance in ms: all of them before it goes on. */
const READS = { times: 12, everyMs: 250 };
const IS_DYNAMIC = 'x-object-is-dynamic';

/** The first answer that has the object, or the last one. */
async function readEarly(t: CheckContext): Promise<Exchange> {
  for (let time = 1; ; time++) {
    await sleep(READS.everyMs);
    const exchange = await t.send({
      op: 'GetObject',
      key: t.key(),
      // the end of an object that grows may come with the upload's
      raw: { limits: { responseMs: 10_000 } },
    });
    if (exchange.response?.status === 200 || time === READS.times) return exchange;
  }
}

export default suite('GetObject', [
  {
    id: 'growing-object',
    title: 'An object that is being written can be read, is marked while it is, and not any more afterwards',
    claims: ['S-GETOBJ-06', 'S-GETOBJ-31'],
    reading: 'growing-object',
    needs: ['growingObjects'],
    racing: true,
    run: async (t) => {
      const body = t.random.bytes(CHUNKS.reduce((sum, size) => sum + size, 0));
      const writing = t.send({
        op: 'PutObject',
        key: t.key(),
        body,
        raw: { omitContentLength: true, framing: { sizes: CHUNKS }, pauses: [PAUSE] },
      });
      const early = await readEarly(t);
      t.expect(early, { status: 200, headers: { [IS_DYNAMIC]: 'yes' } });
      if (early.response?.status === 200) {
        const data = early.response.body;
        t.compare(early, 'data so far', true, Buffer.compare(data, body.subarray(0, data.length)) === 0);
      }
      t.expect(await writing, { success: true });
      const late = await t.send({ op: 'GetObject', key: t.key() });
      t.expect(late, { status: 200, body, headers: { [IS_DYNAMIC]: { absent: true } } });
    },
  },
]);
