import { setTimeout as sleep } from 'node:timers/promises';
import type { ListingEntry } from '../../../dialects/swift/listings/entries.ts';
import { readJsonListing } from '../../../dialects/swift/listings/json-listing.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import type { Exchange } from '../../../harness/transport/exchange.ts';
import { withContainers } from '../containers.ts';

const OBJECTS = 12;
const OBJECT_BYTES = 1_000;
/** How long an account is waited for at least until it knows what its containers hold, ms: no document says how long. */
const PATIENCE_MS = 15_000;
const POLL_MS = 500;
/** A page of a listing that is as long as this may not be all of it. S-LISTCONT-18. */
const FULL_PAGE = 10_000;

type Containers = readonly Extract<ListingEntry, { kind: 'container' }>[];

/** What the account knows of its containers, or undefined when its JSON has another shape. READINGS.md, `listing-bodies`. */
function known({ response }: Exchange): Containers | undefined {
  if (response?.body.length === 0) return [];
  const reading = readJsonListing(response?.body ?? new Uint8Array());
  return reading.kind === 'listing'
    ? reading.entries.filter((entry) => entry.kind === 'container')
    : undefined;
}

/** Whether the account gets to know of everything in this container. Asks until it does, or the patience is over. */
async function getsToKnow(t: CheckContext, bucket: string): Promise<boolean> {
  const until = Date.now() + Math.max(PATIENCE_MS, t.consistencyMs);
  for (;;) {
    const exchange = await t.send({ op: 'ListContainers', query: { format: 'json', prefix: bucket } });
    const containers = known(exchange);
    const count = containers?.find(({ name }) => name === bucket)?.count;
    if (count === OBJECTS || containers === undefined || Date.now() >= until) {
      return t.compare(exchange, 'objects the account knows of in the container', OBJECTS, count);
    }
    await sleep(POLL_MS);
  }
}

/** The account holds at least what this check put there: others come and go at the same time. */
async function holdsOurs(t: CheckContext): Promise<void> {
  const exchange = await t.send({ op: 'HeadAccount' });
  t.expect(exchange, { success: true });
  const [objects, bytes] = counters(t, exchange);
  t.compare(exchange, 'at least our objects', true, objects >= OBJECTS);
  t.compare(exchange, 'at least our bytes', true, bytes >= OBJECTS * OBJECT_BYTES);
}

function counters(t: CheckContext, exchange: Exchange): [objects: number, bytes: number] {
  const number = (name: string) => Number(t.header(exchange, `x-account-${name}`));
  return [number('object-count'), number('bytes-used')];
}

/** What one answer says of the account is the sum of what it says of the containers. */
async function addsUp(t: CheckContext): Promise<void> {
  const exchange = await t.send({ op: 'ListContainers', query: { format: 'json' } });
  t.expect(exchange, { success: true });
  const containers = known(exchange) ?? [];
  if (containers.length >= FULL_PAGE) return;
  const sum = (of: 'count' | 'bytes') => containers.reduce((total, entry) => total + entry[of], 0);
  const [objects, bytes] = counters(t, exchange);
  t.compare(exchange, 'objects of all containers', sum('count'), objects);
  t.compare(exchange, 'bytes of all containers', sum('bytes'), bytes);
}

/** No document says when an account knows what its containers hold: READINGS.md, `account-counters`. */
export default suite('HeadAccount', [
  {
    id: 'objects-are-counted',
    title: 'Objects and bytes of the account are those of its containers, as far as it knows them',
    claims: ['S-HEADACCT-09', 'S-HEADACCT-10'],
    reading: 'account-counters',
    racing: true,
    run: (t) =>
      withContainers(t, ['a'], async (base) => {
        const bucket = `${base}a`;
        const keys = Array.from({ length: OBJECTS }, (_, index) => `object ${index}`);
        const body = t.random.bytes(OBJECT_BYTES);
        for (const key of keys) await t.setup({ op: 'PutObject', bucket, key, body });
        if (await getsToKnow(t, bucket)) {
          await holdsOurs(t);
          await addsUp(t);
        }
        for (const key of keys) await t.send({ op: 'DeleteObject', bucket, key });
      }),
  },
]);
