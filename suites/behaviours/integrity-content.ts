import type { CheckContext } from '../../harness/check/context.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';
import { md5Hex } from './integrity.ts';

/** What the checks need to know of a dialect. */
export interface ContentBinding {
  /** What user metadata headers start with. */
  readonly prefix: string;
  /** Rule of an ETag header for content with that MD5, where the dialect promises one. */
  readonly etagOf: (md5: string) => RegExp;
}

const WRITERS = 8;
const WRITER_BYTES = 96 * 1024;

function contentChecks({ prefix, etagOf }: ContentBinding) {
  const roundTrip = (title: string, bodies: (t: CheckContext) => readonly Uint8Array[]): SharedCheck => ({
    title,
    impact: 'data-loss',
    run: async (t) => {
      const { putObject, getObject } = t.dialect.housekeeping;
      for (const body of bodies(t)) {
        t.expect(await t.send({ op: putObject, key: t.key(), body }), { success: true });
        t.expect(await t.send({ op: getObject, key: t.key() }), {
          status: 200,
          body,
          headers: { 'content-length': String(body.length) },
        });
      }
    },
  });

  return {
    'stores-every-byte-value': roundTrip('Every byte value is stored and read unchanged', () => [
      Uint8Array.from({ length: 512 }, (_, index) => index % 256),
      new TextEncoder().encode('line\r\nline\nline\r\n\r\n\u0000\u001a end'),
      Uint8Array.of(0xef, 0xbb, 0xbf, 0xff, 0xfe),
      new TextEncoder().encode('5\r\nhello\r\n0\r\n\r\n'),
    ]),
    'stores-any-size': roundTrip('Objects of any size around buffer boundaries are stored whole', (t) =>
      [0, 1, 8191, 16_384, 65_535, 65_536, 65_537].map((size) => t.random.bytes(size)),
    ),
    'stores-a-megabyte': roundTrip('An object of more than a megabyte is stored whole', (t) => [
      t.random.bytes(1024 * 1024 + 1),
    ]),
    'etag-is-md5': {
      title:
        'The ETag of an upload is the MD5 of its body in lower-case hex, on the upload and on every read',
      impact: 'data-loss',
      run: async (t) => {
        const { putObject, getObject } = t.dialect.housekeeping;
        for (const body of [
          new Uint8Array(),
          new TextEncoder().encode('[Object Content]'),
          t.random.bytes(70_001),
        ]) {
          const etag = etagOf(md5Hex(body));
          t.expect(await t.send({ op: putObject, key: t.key(), body }), { success: true, headers: { etag } });
          t.expect(await t.send({ op: getObject, key: t.key() }), { status: 200, headers: { etag } });
        }
      },
    },
    'read-after-write': {
      title: 'A read right after a write returns what was written, time after time',
      impact: 'data-loss',
      run: async (t) => {
        const { putObject, getObject } = t.dialect.housekeeping;
        for (let round = 0; round < 8; round++) {
          const body = `round ${round} ${'.'.repeat(round * 3)}`;
          t.expect(await t.send({ op: putObject, key: t.key(), body }), { success: true });
          t.expect(await t.send({ op: getObject, key: t.key() }), {
            status: 200,
            body,
            headers: { 'content-length': String(body.length) },
          });
        }
      },
    },
    'concurrent-writers': {
      racing: true,
      title: 'Concurrent writers of one key leave one complete version, never a mixture',
      impact: 'data-loss',
      run: async (t) => {
        const bodies = writerBodies(t);
        await Promise.all(bodies.map((_, index) => write(t, prefix, bodies, index)));
        for (let read = 0; read < 2; read++) {
          const exchange = await t.send({ op: t.dialect.housekeeping.getObject, key: t.key() });
          t.expect(exchange, { status: 200 });
          expectOneVersion(t, prefix, bodies, exchange);
        }
      },
    },
    'reads-during-writes': {
      racing: true,
      title: 'A read while others write returns one complete version with its own metadata',
      impact: 'data-loss',
      run: async (t) => {
        const bodies = writerBodies(t);
        await write(t, prefix, bodies, 0);
        const reads: Promise<Exchange>[] = [];
        const writes = bodies.map((_, index) => {
          reads.push(t.send({ op: t.dialect.housekeeping.getObject, key: t.key() }));
          return write(t, prefix, bodies, index);
        });
        // awaited together: a read that fails while a write fails must not go unhandled
        const [exchanges] = await Promise.all([Promise.all(reads), Promise.all(writes)]);
        for (const exchange of exchanges) {
          t.expect(exchange, { status: 200 });
          expectOneVersion(t, prefix, bodies, exchange);
        }
      },
    },
  } satisfies SharedChecks;
}

/** Bodies of different lengths, each full of one letter, so that a mixture shows. */
function writerBodies(t: CheckContext): Uint8Array[] {
  const offset = t.random.below(16);
  return Array.from({ length: WRITERS }, (_, index) =>
    new Uint8Array(WRITER_BYTES + index * 1024).fill(0x41 + offset + index),
  );
}

async function write(
  t: CheckContext,
  prefix: string,
  bodies: readonly Uint8Array[],
  writer: number,
): Promise<void> {
  const headers = { [`${prefix}writer`]: String(writer) };
  const body = bodies[writer] ?? new Uint8Array();
  const { putObject } = t.dialect.housekeeping;
  t.expect(await t.send({ op: putObject, key: t.key(), headers, body }), { success: true });
}

function expectOneVersion(
  t: CheckContext,
  prefix: string,
  bodies: readonly Uint8Array[],
  exchange: Exchange,
): void {
  const writer = Number(t.header(exchange, `${prefix}writer`));
  const expected = bodies[writer] ?? new Uint8Array();
  const got = exchange.response?.body ?? new Uint8Array();
  t.compare(exchange, 'body belongs to its metadata', describe(expected), describe(got));
  t.compare(exchange, 'content-length', String(got.length), t.header(exchange, 'content-length'));
}

/** Length and the letters a body consists of. */
function describe(body: Uint8Array): string {
  return `${body.length} bytes of ${[...new Set(body)].map((byte) => String.fromCharCode(byte)).join('')}`;
}

/** That what is read is what was written. */
export function contents(
  binding: ContentBinding & { readonly grounds: GroundsFor<ReturnType<typeof contentChecks>> },
): CheckDraft[] {
  return grounded(contentChecks(binding), binding.grounds);
}
