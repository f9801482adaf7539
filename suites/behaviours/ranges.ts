import type { Expectation } from '../../harness/check/expectation.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';

const BODY = '0123456789';
/** Just beyond signed and unsigned 32 bits, exact doubles, signed and unsigned 64 bits, and everything. */
const HUGE = [
  '2147483648',
  '4294967296',
  '9007199254740993',
  '9223372036854775808',
  '18446744073709551616',
  '9'.repeat(40),
];
const given = { objects: { object: BODY } };
const unsatisfiable: Expectation = { refusal: 'invalid-range' };
const ignoredOrRefused: Expectation = { anyOf: [{ status: 200, body: BODY }, unsatisfiable] };

/** A satisfiable range and the bytes it means. */
function part(title: string, range: string, body: string): SharedCheck {
  return {
    title,
    impact: 'data-loss',
    given,
    send: { headers: { Range: range } },
    expect: { status: 206, body },
  };
}

/** A range outside the object. */
function outside(title: string, range: string): SharedCheck {
  return { title, given, send: { headers: { Range: range } }, expect: unsatisfiable };
}

/** Values of Range that all have to be answered alike. */
function each(title: string, ranges: readonly string[], expectation: Expectation): SharedCheck {
  return {
    title,
    run: async (t) => {
      const { putObject, getObject } = t.dialect.housekeeping;
      await t.setup({ op: putObject, key: t.key(), body: BODY });
      for (const range of ranges) {
        t.expect(await t.send({ op: getObject, key: t.key(), headers: { Range: range } }), expectation);
      }
    },
  };
}

const checks = {
  'range-first-bytes': part('bytes=0-3 reads the first four bytes', 'bytes=0-3', '0123'),
  'range-middle': part('bytes=3-5 reads the bytes from offset 3 to offset 5', 'bytes=3-5', '345'),
  'range-single-byte': part('bytes=4-4 reads the one byte at offset 4', 'bytes=4-4', '4'),
  'range-first-byte': part('bytes=0-0 reads the first byte', 'bytes=0-0', '0'),
  'range-last-byte': part('bytes=9-9 reads the last of ten bytes', 'bytes=9-9', '9'),
  'range-whole-object': part('A range over the whole object is still answered with 206', 'bytes=0-9', BODY),
  'range-leading-zeros': part('Positions may be written with leading zeros', 'bytes=000-0003', '0123'),
  'range-end-one-too-far': part(
    'A range that ends one byte after the object is cut at its end',
    'bytes=8-10',
    '89',
  ),
  'range-end-beyond': part('A range that ends beyond the object is cut at its end', 'bytes=5-100', '56789'),
  'range-end-beyond-integers': each(
    'A range whose end exceeds any integer type is cut at the end of the object',
    HUGE.map((end) => `bytes=5-${end}`),
    { status: 206, body: '56789' },
  ),
  'range-open': part('bytes=7- reads from offset 7 to the end', 'bytes=7-', '789'),
  'range-open-at-start': part('bytes=0- reads everything', 'bytes=0-', BODY),
  'range-open-at-last-byte': part('bytes=9- reads the last of ten bytes', 'bytes=9-', '9'),
  'range-suffix': part('bytes=-3 reads the last three bytes', 'bytes=-3', '789'),
  'range-suffix-one': part('bytes=-1 reads the last byte', 'bytes=-1', '9'),
  'range-suffix-of-exact-length': part('A suffix as long as the object is all of it', 'bytes=-10', BODY),
  'range-suffix-longer': part('A suffix longer than the object is all of it', 'bytes=-100', BODY),
  'range-suffix-zero': outside('bytes=-0 asks for no byte at all and is refused with 416', 'bytes=-0'),
  'range-start-at-end': outside('A range that starts right after the last byte is refused', 'bytes=10-12'),
  'range-open-at-end': outside('An open range that starts right after the last byte is refused', 'bytes=10-'),
  'range-start-beyond': outside('A range that starts beyond the object is refused', 'bytes=100-200'),
  'range-start-beyond-integers': each(
    'A range whose start exceeds any integer type is refused',
    HUGE.map((start) => `bytes=${start}-`),
    unsatisfiable,
  ),
  'range-suffix-beyond-integers': each(
    'A suffix longer than any integer type holds is all of the object',
    HUGE.map((length) => `bytes=-${length}`),
    { status: 206, body: BODY },
  ),
  'range-of-empty-object': {
    title: 'No range of an empty object can be satisfied',
    given: { objects: { object: '' } },
    send: { headers: { Range: 'bytes=0-0' } },
    expect: unsatisfiable,
  },
  'range-open-of-empty-object': {
    title: 'An open range of an empty object starts at its end and is refused',
    given: { objects: { object: '' } },
    send: { headers: { Range: 'bytes=0-' } },
    expect: unsatisfiable,
  },
  'range-suffix-of-empty-object': {
    title: 'A suffix of an empty object is nothing or is refused',
    given: { objects: { object: '' } },
    send: { headers: { Range: 'bytes=-1' } },
    expect: { anyOf: [{ status: [200, 206], body: 'empty' }, unsatisfiable] },
  },
  'range-content-range': {
    title: '206 names first byte, last byte and total length in Content-Range',
    run: async (t) => {
      const { putObject, getObject } = t.dialect.housekeeping;
      await t.setup({ op: putObject, key: t.key(), body: BODY });
      for (const [range, contentRange, length] of [
        ['bytes=3-5', 'bytes 3-5/10', '3'],
        ['bytes=0-0', 'bytes 0-0/10', '1'],
        ['bytes=9-9', 'bytes 9-9/10', '1'],
        ['bytes=0-9', 'bytes 0-9/10', '10'],
      ] as const) {
        t.expect(await t.send({ op: getObject, key: t.key(), headers: { Range: range } }), {
          status: 206,
          headers: { 'content-range': contentRange, 'content-length': length },
        });
      }
    },
  },
  'range-content-range-resolved': {
    title: 'Content-Range of an open, a suffix and a cut range names the bytes that are sent',
    run: async (t) => {
      const { putObject, getObject } = t.dialect.housekeeping;
      await t.setup({ op: putObject, key: t.key(), body: BODY });
      for (const [range, contentRange] of [
        ['bytes=7-', 'bytes 7-9/10'],
        ['bytes=-3', 'bytes 7-9/10'],
        ['bytes=-100', 'bytes 0-9/10'],
        ['bytes=8-10', 'bytes 8-9/10'],
        ['bytes=5-100', 'bytes 5-9/10'],
      ] as const) {
        t.expect(await t.send({ op: getObject, key: t.key(), headers: { Range: range } }), {
          status: 206,
          headers: { 'content-range': contentRange },
        });
      }
    },
  },
  'range-unsatisfied-content-range': {
    title: '416 names the length of the object in Content-Range',
    impact: 'cosmetic',
    given,
    send: { headers: { Range: 'bytes=10-' } },
    expect: { refusal: 'invalid-range', headers: { 'content-range': 'bytes */10' } },
  },
  'range-malformed': each(
    'A Range that is no list of byte ranges is ignored or refused, never guessed at',
    ['bytes=', 'bytes', 'bytes=a-b', 'bytes=3', 'bytes=-', 'bytes=1-2-3', 'bytes=0x0-0x3', '0-3'],
    ignoredOrRefused,
  ),
  'range-signed-positions': each(
    'Positions with a sign or a fraction make a Range that is ignored or refused',
    ['bytes=+0-3', 'bytes=--3', 'bytes=-5-9', 'bytes=0-+3', 'bytes=0.0-3', 'bytes=1e0-3', 'bytes=1_0-20'],
    ignoredOrRefused,
  ),
  'range-reversed': each(
    'A range whose end lies before its start is ignored or refused',
    ['bytes=5-2', 'bytes=9-0', 'bytes=100-50'],
    ignoredOrRefused,
  ),
  'range-other-unit': each(
    'A Range in another unit than bytes is ignored or refused',
    ['octets=0-3', 'lines=0-3', 'bytess=0-3'],
    ignoredOrRefused,
  ),
  'range-unit-letter-case': each(
    'The unit in another letter case is understood, ignored or refused',
    ['Bytes=2-4', 'BYTES=2-4'],
    { anyOf: [{ status: 206, body: '234' }, { status: 200, body: BODY }, unsatisfiable] },
  ),
  'range-several': {
    title: 'Several ranges are sent as multipart/byteranges with exactly those bytes, or not honoured at all',
    impact: 'data-loss',
    run: async (t) => {
      const { putObject, getObject } = t.dialect.housekeeping;
      await t.setup({ op: putObject, key: t.key(), body: BODY });
      const exchange = await t.send({ op: getObject, key: t.key(), headers: { Range: 'bytes=0-1,4-5' } });
      const multipart: Expectation = {
        status: 206,
        headers: { 'content-type': /multipart\/byteranges;.*boundary=.+/i },
      };
      const holds = t.expect(exchange, { anyOf: [{ status: 200, body: BODY }, unsatisfiable, multipart] });
      if (!holds || exchange.response?.status !== 206) return;
      const text = Buffer.from(exchange.response.body).toString('latin1');
      const parts = [...text.matchAll(/content-range: *(bytes [\d-]+\/\d+)[\s\S]*?\r\n\r\n(\d*)\r\n/gi)];
      t.compare(
        exchange,
        'byteranges',
        [
          ['bytes 0-1/10', '01'],
          ['bytes 4-5/10', '45'],
        ],
        parts.map(([, range, bytes]) => [range, bytes]),
      );
    },
  },
  'range-across-buffers': {
    title: 'Ranges over buffer boundaries of a larger object hold exactly the bytes asked for',
    impact: 'data-loss',
    run: async (t) => {
      const { putObject, getObject } = t.dialect.housekeeping;
      const body = t.random.bytes(200_001);
      await t.setup({ op: putObject, key: t.key(), body });
      for (const [first, last] of [
        [65_535, 65_536],
        [65_530, 131_080],
        [1, 199_999],
        [199_990, 200_000],
      ] as const) {
        const exchange = await t.send({
          op: getObject,
          key: t.key(),
          headers: { Range: `bytes=${first}-${last}` },
        });
        t.expect(exchange, { status: 206, body: body.subarray(first, last + 1) });
      }
    },
  },
  'range-of-encoded-object': {
    title: 'A range of an object with a Content-Encoding counts the stored bytes',
    impact: 'data-loss',
    given: { objects: { object: { body: BODY, headers: { 'Content-Encoding': 'gzip' } } } },
    send: { headers: { Range: 'bytes=2-4' } },
    expect: { status: 206, body: '234', headers: { 'content-encoding': 'gzip' } },
  },
  'range-keeps-validators': {
    title: 'A partial response carries the ETag and Last-Modified of the whole object',
    run: async (t) => {
      const { putObject, getObject } = t.dialect.housekeeping;
      await t.setup({ op: putObject, key: t.key(), body: BODY });
      const whole = await t.setup({ op: getObject, key: t.key() });
      const partial = await t.send({ op: getObject, key: t.key(), headers: { Range: 'bytes=0-3' } });
      t.expect(partial, {
        status: 206,
        headers: {
          etag: t.header(whole, 'etag') ?? { present: true },
          'last-modified': t.header(whole, 'last-modified') ?? { present: true },
        },
      });
    },
  },
} satisfies SharedChecks;

/** Reads of parts of an object, for the operation that reads one. RFC 9110 section 14. */
export function ranges(binding: { readonly grounds: GroundsFor<typeof checks> }): CheckDraft[] {
  return grounded(checks, binding.grounds);
}
