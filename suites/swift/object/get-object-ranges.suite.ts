import { headerValue } from '../../../dialects/core/headers.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import type { Exchange } from '../../../harness/transport/exchange.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';
import { ranges } from '../../behaviours/ranges.ts';

const BODY = '0123456789abcdefghijklmnopqrstuvwxyz';

/** A part of a multipart answer. */
interface Part {
  readonly type: string | undefined;
  readonly range: string | undefined;
  readonly data: string;
}

/** The parts of a multipart/byteranges body, or undefined when it is none. RFC 2046 section 5.1. */
function partsOf({ response }: Exchange): Part[] | undefined {
  const type = headerValue(response?.headers ?? [], 'content-type') ?? '';
  const boundary = /^multipart\/byteranges;\s*boundary="?([^";]{1,70})"?$/i.exec(type)?.[1];
  if (boundary === undefined || !response) return undefined;
  const text = `\r\n${Buffer.from(response.body).toString('latin1')}`;
  const pieces = text.split(`\r\n--${boundary}`);
  if (!pieces.at(-1)?.startsWith('--')) return undefined;
  return pieces.slice(1, -1).map((piece) => {
    const end = piece.indexOf('\r\n\r\n');
    const field = (name: string) =>
      new RegExp(`^${name}: *(.*)$`, 'im').exec(piece.slice(0, end))?.[1]?.trim();
    return {
      type: field('content-type'),
      range: field('content-range'),
      data: piece.slice(end + 4),
    };
  });
}

/** A part of the body of these checks. */
function part(first: number, last: number): Part {
  return {
    type: 'text/x-own',
    range: `bytes ${first}-${last}/${BODY.length}`,
    data: BODY.slice(first, last + 1),
  };
}

async function store(t: CheckContext): Promise<void> {
  const headers = { 'Content-Type': 'text/x-own' };
  await t.setup({ op: 'PutObject', key: t.key(), headers, body: BODY });
}

function read(t: CheckContext, Range: string, more: Readonly<Record<string, string>> = {}) {
  return t.send({ op: 'GetObject', key: t.key(), headers: { Range, ...more } });
}

const PARTS = ['S-GETOBJ-16', 'S-GETOBJ-19'];

export default suite('GetObject', [
  ...ranges({
    grounds: {
      ...sameGrounds(
        [
          'range-first-bytes',
          'range-middle',
          'range-single-byte',
          'range-first-byte',
          'range-last-byte',
          'range-across-buffers',
          'range-open',
          'range-suffix',
          'range-of-encoded-object',
        ],
        PARTS,
      ),
      'range-leading-zeros': { claims: PARTS, level: 'may' },
      ...sameGrounds(['range-content-range', 'range-content-range-resolved'], ['S-GETOBJ-34']),
      ...sameGrounds(
        ['range-suffix-one', 'range-suffix-longer', 'range-suffix-beyond-integers'],
        ['S-GETOBJ-35'],
      ),
      ...sameGrounds(
        ['range-end-one-too-far', 'range-end-beyond', 'range-end-beyond-integers', 'range-open-at-last-byte'],
        ['S-GETOBJ-36'],
      ),
      ...sameGrounds(
        [
          'range-suffix-zero',
          'range-start-at-end',
          'range-open-at-end',
          'range-start-beyond',
          'range-start-beyond-integers',
          'range-of-empty-object',
          'range-unsatisfied-content-range',
        ],
        ['S-GETOBJ-37'],
      ),
      ...sameGrounds(
        ['range-whole-object', 'range-open-at-start', 'range-suffix-of-exact-length'],
        ['S-GETOBJ-42'],
      ),
      'range-keeps-validators': ['S-GETOBJ-25', 'S-GETOBJ-26'],
    },
  }),
  {
    id: 'several-ranges',
    title: 'Several ranges that do not overlap are sent in a multipart body, each byte for byte',
    claims: ['S-GETOBJ-18', 'S-GETOBJ-19', 'S-GETOBJ-20'],
    impact: 'data-loss',
    run: async (t) => {
      await store(t);
      const exchange = await read(t, 'bytes=0-3,10-12,-2');
      t.expect(exchange, {
        status: 206,
        headers: { 'content-type': /multipart\/byteranges;.*boundary=.+/i },
      });
      const data = partsOf(exchange)?.map(({ range, data: bytes }) => ({ range, bytes }));
      const expected = [part(0, 3), part(10, 12), part(34, 35)];
      t.compare(
        exchange,
        'parts',
        expected.map(({ range, data: bytes }) => ({ range, bytes })),
        data,
      );
    },
  },
  {
    id: 'parts-in-order',
    title: 'Every part has its type and range, in the order asked for, and the length of all is told',
    claims: ['S-GETOBJ-39'],
    run: async (t) => {
      await store(t);
      const exchange = await read(t, 'bytes=20-22,0-1');
      t.expect(exchange, {
        status: 206,
        headers: {
          'content-type': /multipart\/byteranges;\s*boundary=\S+/,
          'content-range': { absent: true },
          'content-length': String(exchange.response?.body.length),
        },
      });
      t.compare(exchange, 'parts', [part(20, 22), part(0, 1)], partsOf(exchange));
    },
  },
  {
    id: 'overlapping-ranges',
    title: 'Overlapping ranges bring every byte asked for, merged or not',
    claims: ['S-GETOBJ-18'],
    level: 'may',
    reading: 'range-overlap',
    run: async (t) => {
      await store(t);
      const exchange = await read(t, 'bytes=0-5,3-8');
      t.expect(exchange, { status: 206 });
      const parts = partsOf(exchange) ?? [
        { data: Buffer.from(exchange.response?.body ?? []).toString('latin1') },
      ];
      const all = parts.map(({ data }) => data);
      const expected = all.length === 1 ? [BODY.slice(0, 9)] : [BODY.slice(0, 6), BODY.slice(3, 9)];
      t.compare(exchange, 'bytes', expected, all);
    },
  },
  {
    id: 'other-units-refused-or-ignored',
    title: 'No other unit than bytes selects anything',
    claims: ['S-GETOBJ-17'],
    run: async (t) => {
      await store(t);
      for (const range of ['items=0-3', 'lines=0-3']) {
        t.expect(await read(t, range), {
          anyOf: [{ status: 200, body: BODY }, { refusal: ['invalid-range', 'invalid-argument'] }],
        });
      }
    },
  },
  {
    id: 'invalid-ranges-ignored',
    title: 'A Range that is not valid, or in another unit, is ignored',
    claims: ['S-GETOBJ-38'],
    run: async (t) => {
      await store(t);
      for (const range of ['bytes=5-3', 'bytes=abc', 'bytes=', 'bytes', 'items=0-5', 'bytes=0-1,abc']) {
        t.expect(await read(t, range), { status: 200, body: BODY });
      }
    },
  },
  {
    id: 'one-satisfiable',
    title: 'Where only one of several ranges lies in the object it is sent by itself',
    claims: ['S-GETOBJ-40'],
    run: async (t) => {
      await store(t);
      t.expect(await read(t, 'bytes=100-200,2-4'), {
        status: 206,
        body: '234',
        headers: { 'content-range': 'bytes 2-4/36', 'content-type': 'text/x-own' },
      });
    },
  },
  {
    id: 'none-satisfiable',
    title: 'Where none of several ranges lies in the object the answer is 416 with its length',
    claims: ['S-GETOBJ-37'],
    run: async (t) => {
      await store(t);
      const exchange = await read(t, 'bytes=100-200,300-');
      t.expect(exchange, { refusal: 'invalid-range', headers: { 'content-range': 'bytes */36' } });
    },
  },
  {
    id: 'too-many-ranges',
    title: 'More than 50 ranges, and more than two that overlap, are refused',
    claims: ['S-GETOBJ-41'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'x'.repeat(200) });
      const many = (count: number) =>
        Array.from({ length: count }, (_, index) => `${index * 2}-${index * 2}`).join(',');
      t.expect(await read(t, `bytes=${many(50)}`), { status: 206 });
      t.expect(await read(t, `bytes=${many(51)}`), { refusal: 'invalid-range' });
      t.expect(await read(t, 'bytes=0-35,1-34,2-33'), { refusal: 'invalid-range' });
      const descending = [14, 12, 10, 8, 6, 4, 2, 0].map((at) => `${at}-${at}`).join(',');
      t.expect(await read(t, `bytes=${descending}`), { refusal: 'invalid-range' });
    },
  },
  {
    id: 'ranges-of-nothing',
    title: 'Of an empty object an open range is answered 416, a suffix with nothing',
    claims: ['S-GETOBJ-43'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: '' });
      t.expect(await read(t, 'bytes=0-'), {
        refusal: 'invalid-range',
        headers: { 'content-range': 'bytes */0' },
      });
      t.expect(await read(t, 'bytes=-5'), { status: 200, body: 'empty' });
    },
  },
  {
    id: 'if-range-unknown',
    title: 'If-Range means nothing: the range is honoured',
    claims: ['S-GETOBJ-49'],
    run: async (t) => {
      await store(t);
      const exchange = await read(t, 'bytes=0-3', { 'If-Range': '"0123456789abcdef0123456789abcdef"' });
      t.expect(exchange, { status: 206, body: '0123' });
    },
  },
  {
    id: 'conditions-before-range',
    title: 'Conditions are judged before the range',
    claims: ['S-GETOBJ-45'],
    run: async (t) => {
      await store(t);
      const etag = t.header(await t.setup({ op: 'GetObject', key: t.key() }), 'etag') ?? '';
      for (const range of ['bytes=0-3', 'bytes=100-']) {
        t.expect(await read(t, range, { 'If-None-Match': etag }), { status: 304, body: 'empty' });
        t.expect(await read(t, range, { 'If-Match': '"0123456789abcdef0123456789abcdef"' }), {
          refusal: 'precondition-failed',
        });
      }
    },
  },
]);
