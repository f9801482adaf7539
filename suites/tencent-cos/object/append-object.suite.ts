import { suite } from '../../../harness/check/suite.ts';
import { append, appended, expectContent, NEXT } from './append.ts';
import { crc64 } from './crc64.ts';

export default suite('AppendObject', [
  {
    id: 'creates-object',
    title: 'Appending at position 0 creates the object and answers 200',
    claims: ['T-APPEND-01', 'T-APPEND-02'],
    run: async (t) => {
      t.expect(await append(t, 0, 'Hello'), { status: 200, body: 'empty', headers: { [NEXT]: '5' } });
      await expectContent(t, 'Hello');
    },
  },
  {
    id: 'value-less-or-empty',
    title: 'append is recognised with and without an equals sign',
    claims: ['T-APPEND-01'],
    run: async (t) => {
      for (const [index, flag] of [null, ''].entries()) {
        const key = t.key(`object-${index}`);
        const exchange = await t.send({
          op: 'AppendObject',
          key,
          query: { append: flag, position: '0' },
          body: 'Hello',
        });
        t.expect(exchange, { status: 200, headers: { [NEXT]: '5' } });
        t.expect(await t.send({ op: 'GetObject', key }), { status: 200, body: 'Hello' });
      }
    },
  },
  {
    id: 'appends',
    title: 'Appending at the current length adds to the end, time after time',
    claims: ['T-APPEND-02', 'T-APPEND-03'],
    impact: 'data-loss',
    run: async (t) => {
      const pieces = [1, 70_000, 3, 65_536].map((size) => t.random.bytes(size));
      let content = new Uint8Array();
      for (const piece of pieces) {
        const next = content.length + piece.length;
        t.expect(await append(t, content.length, piece), { status: 200, headers: { [NEXT]: String(next) } });
        content = Uint8Array.from([...content, ...piece]);
        t.expect(await t.send({ op: 'HeadObject', key: t.key() }), {
          status: 200,
          headers: { 'content-length': String(next) },
        });
      }
      await expectContent(t, content);
    },
  },
  {
    id: 'changes-validators',
    title: 'Appending gives the object a new ETag, the one that reads return',
    claims: ['T-APPEND-10'],
    run: async (t) => {
      const first = await append(t, 0, 'Hello');
      t.expect(first, { status: 200, headers: { etag: /"?[^"]+"?/ } });
      const second = await append(t, 5, ' world');
      t.expect(second, { status: 200, headers: { etag: /"?[^"]+"?/ } });
      const bare = (text: string | undefined) => text?.replaceAll('"', '') ?? '';
      t.compare(
        second,
        'ETag changed',
        true,
        bare(t.header(first, 'etag')) !== bare(t.header(second, 'etag')),
      );
      const get = await t.send({ op: 'GetObject', key: t.key() });
      t.expect(get, { status: 200, body: 'Hello world' });
      t.compare(get, 'header etag', bare(t.header(second, 'etag')), bare(t.header(get, 'etag')));
    },
  },
  {
    id: 'object-type',
    title: 'x-cos-object-type of an appended object is appendable, on GET and HEAD',
    claims: ['T-APPEND-08'],
    run: async (t) => {
      await appended(t, 0, 'Hello');
      await appended(t, 5, ' world');
      for (const op of ['GetObject', 'HeadObject']) {
        t.expect(await t.send({ op, key: t.key() }), {
          status: 200,
          headers: { 'x-cos-object-type': 'appendable', 'content-length': '11' },
        });
      }
    },
  },
  {
    id: 'put-makes-it-normal',
    title: 'PUT Object over an appendable object makes it normal, and nothing can be appended any more',
    claims: ['T-APPEND-09'],
    run: async (t) => {
      await appended(t, 0, 'Hello');
      t.expect(await t.send({ op: 'PutObject', key: t.key(), body: 'normal' }), { success: true });
      t.expect(await t.send({ op: 'HeadObject', key: t.key() }), {
        status: 200,
        headers: { 'x-cos-object-type': 'normal', 'content-length': '6' },
      });
      t.expect(await append(t, 6, 'lost'), { refusal: 'not-appendable' });
      await expectContent(t, 'normal');
    },
  },
  {
    id: 'deleted-object-starts-again',
    title: 'After its deletion an appendable object starts again at position 0',
    claims: ['T-APPEND-01', 'T-APPEND-04'],
    impact: 'security',
    run: async (t) => {
      await appended(t, 0, 'Hello');
      await t.setup({ op: 'DeleteObject', key: t.key() });
      t.expect(await append(t, 5, 'lost'), { refusal: 'append-position' });
      t.expect(await append(t, 0, 'again'), { status: 200, headers: { [NEXT]: '5' } });
      await expectContent(t, 'again');
    },
  },
  {
    id: 'keeps-metadata',
    title: 'The metadata given with the first piece stays when more is appended',
    claims: ['T-APPEND-03'],
    level: 'should',
    run: async (t) => {
      const headers = { 'Content-Type': 'text/x-log', 'x-cos-meta-color': 'blue' };
      const query = { append: null, position: '0' };
      await t.setup({ op: 'AppendObject', key: t.key(), query, headers, body: 'Hello' });
      await appended(t, 5, ' world');
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), {
        status: 200,
        body: 'Hello world',
        headers,
      });
    },
  },
  {
    id: 'concurrent-appends',
    racing: true,
    title: 'Of concurrent appends at one position exactly one succeeds',
    claims: ['T-APPEND-03', 'T-APPEND-04'],
    impact: 'data-loss',
    run: async (t) => {
      await appended(t, 0, 'Hello');
      const pieces = ['alpha', 'bravo', 'delta', 'gamma'];
      const exchanges = await Promise.all(pieces.map((piece) => append(t, 5, piece)));
      const won = exchanges.flatMap((exchange, index) =>
        exchange.response?.status === 200 ? [pieces[index] ?? ''] : [],
      );
      for (const exchange of exchanges)
        t.expect(exchange, { anyOf: [{ success: true }, { refusal: 'append-position' }] });
      const get = await t.send({ op: 'GetObject', key: t.key() });
      t.compare(get, 'number of appends that succeeded', 1, won.length);
      t.expect(get, { status: 200, body: `Hello${won[0] ?? ''}` });
    },
  },
  {
    id: 'crc64',
    title: 'x-cos-hash-crc64ecma, where a read sends it, is that of the whole object after an append',
    claims: ['T-HDR-16'],
    impact: 'data-loss',
    run: async (t) => {
      await appended(t, 0, '1234');
      await appended(t, 4, '56789');
      const exchange = await t.send({ op: 'HeadObject', key: t.key() });
      t.expect(exchange, { status: 200, headers: { 'content-length': '9' } });
      const sent = t.header(exchange, 'x-cos-hash-crc64ecma');
      if (sent === undefined) return;
      t.compare(exchange, 'header x-cos-hash-crc64ecma', crc64(new TextEncoder().encode('123456789')), sent);
    },
  },
]);
