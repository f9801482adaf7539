import { suite } from '../../../harness/check/suite.ts';
import { imfDate } from '../../behaviours/http-dates.ts';

/** IMF-fixdate. T-HDR-07 gives the form of dates. */
const HTTP_DATE = /(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT/;

export default suite('GetObject', [
  {
    id: 'reads-object',
    title: 'GET answers 200 with the bytes of the object and their number in Content-Length',
    claims: ['T-GETOBJ-01', 'T-GETOBJ-03'],
    impact: 'data-loss',
    given: { objects: { object: 'Hello world' } },
    send: {},
    expect: { status: 200, body: 'Hello world', headers: { 'content-length': '11' } },
  },
  {
    id: 'returns-validators',
    title: 'GET returns the ETag and an HTTP date as Last-Modified',
    claims: ['T-GETOBJ-02'],
    given: { objects: { object: 'Hello world' } },
    send: {},
    expect: {
      status: 200,
      headers: { etag: '"3e25960a79dbc69b674cd4ec67a72c62"', 'last-modified': HTTP_DATE },
    },
  },
  {
    id: 'validators-are-stable',
    title: 'ETag and Last-Modified do not change from one read to the next',
    claims: ['T-GETOBJ-02'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'stable' });
      const first = await t.setup({ op: 'GetObject', key: t.key() });
      for (let read = 0; read < 3; read++) {
        t.expect(await t.send({ op: 'GetObject', key: t.key() }), {
          status: 200,
          body: 'stable',
          headers: {
            etag: t.header(first, 'etag') ?? { present: true },
            'last-modified': t.header(first, 'last-modified') ?? { present: true },
          },
        });
      }
    },
  },
  {
    id: 'announces-ranges',
    title: 'GET says that byte ranges are understood',
    claims: ['T-GETOBJ-04'],
    given: { objects: { object: 'Hello world' } },
    send: {},
    expect: { status: 200, body: 'Hello world', headers: { 'accept-ranges': 'bytes' } },
  },
  {
    id: 'whole-object-has-no-content-range',
    title: 'A 200 without Range has no Content-Range, or one over the whole object',
    claims: ['T-GETOBJ-35'],
    reading: 'content-range-on-200',
    given: { objects: { object: '0123456789' } },
    send: {},
    expect: {
      anyOf: [
        { status: 200, headers: { 'content-range': { absent: true } }, body: '0123456789' },
        { status: 200, headers: { 'content-range': 'bytes 0-9/10' }, body: '0123456789' },
      ],
    },
  },
  {
    id: 'returns-user-metadata',
    title: 'GET returns every user metadata header of the object and no other',
    claims: ['T-GETOBJ-05'],
    run: async (t) => {
      const headers = { 'x-cos-meta-one': '1', 'x-cos-meta-two': 'second' };
      await t.setup({ op: 'PutObject', key: t.key(), headers, body: 'content' });
      const exchange = await t.send({ op: 'GetObject', key: t.key() });
      t.expect(exchange, { status: 200, headers });
      const names = (exchange.response?.headers ?? [])
        .map(([name]) => name.toLowerCase())
        .filter((name) => name.startsWith('x-cos-meta-'));
      t.compare(exchange, 'user metadata', Object.keys(headers), names.toSorted());
    },
  },
  {
    id: 'object-type-normal',
    title: 'x-cos-object-type of an uploaded object is normal',
    claims: ['T-GETOBJ-06'],
    given: { objects: { object: 'Hello world' } },
    send: {},
    expect: { status: 200, headers: { 'x-cos-object-type': 'normal' } },
  },
  {
    id: 'storage-class-header',
    title: 'x-cos-storage-class is returned for an object that is not STANDARD',
    claims: ['T-GETOBJ-07'],
    given: { objects: { object: { body: 'class', headers: { 'x-cos-storage-class': 'STANDARD_IA' } } } },
    send: {},
    expect: { status: 200, headers: { 'x-cos-storage-class': /STANDARD_IA/i } },
  },
  {
    id: 'missing-key',
    title: 'A key that does not exist is answered with NoSuchKey',
    claims: ['T-GETOBJ-09', 'T-ERR-13'],
    send: { key: 'missing' },
    expect: { refusal: 'missing-key', headers: { etag: { absent: true } } },
  },
  {
    id: 'missing-key-beside-others',
    title: 'A key is missing although it is a prefix, a folder or an extension of existing keys',
    claims: ['T-GETOBJ-09', 'T-ERR-13'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key('dir/file.txt'), body: 'content' });
      for (const name of [
        'dir',
        'dir/',
        'dir/file',
        'dir/file.tx',
        'dir/file.txt/',
        'dir/file.txt.gz',
        'DIR/FILE.TXT',
      ]) {
        t.expect(await t.send({ op: 'GetObject', key: t.key(name) }), { refusal: 'missing-key' });
      }
    },
  },
  {
    id: 'deleted-object',
    title: 'A deleted object is answered with 404, whatever is asked of it',
    claims: ['T-GETOBJ-38'],
    impact: 'security',
    run: async (t) => {
      await t.setup({
        op: 'PutObject',
        key: t.key(),
        body: 'deleted',
        headers: { 'x-cos-acl': 'public-read' },
      });
      await t.setup({ op: 'DeleteObject', key: t.key() });
      for (const headers of [{}, { Range: 'bytes=0-3' }, { 'If-Modified-Since': imfDate(t.now()) }]) {
        t.expect(await t.send({ op: 'GetObject', key: t.key(), headers }), { refusal: 'missing-key' });
      }
    },
  },
  {
    id: 'anonymous-read',
    title: 'An anonymous read of a private object is refused without telling anything of it',
    claims: ['T-GETOBJ-08'],
    impact: 'security',
    run: async (t) => {
      const headers = { 'x-cos-meta-secret': 'secret' };
      await t.setup({ op: 'PutObject', key: t.key(), headers, body: 'secret' });
      for (const range of [undefined, 'bytes=0-3']) {
        const exchange = await t.send({
          op: 'GetObject',
          key: t.key(),
          headers: { Range: range },
          as: 'anonymous',
        });
        t.expect(exchange, {
          refusal: 'anonymous-denied',
          headers: {
            etag: { absent: true },
            'x-cos-meta-secret': { absent: true },
            'last-modified': { absent: true },
          },
        });
      }
    },
  },
  {
    id: 'other-account-read',
    title: 'Another account cannot read a private object',
    claims: ['T-GETOBJ-08'],
    impact: 'security',
    needs: ['secondIdentity'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'secret' });
      t.expect(await t.send({ op: 'GetObject', key: t.key(), as: 'second' }), { refusal: 'access-denied' });
    },
  },
  {
    id: 'public-read',
    title: 'An object that everyone may read is read by everyone, ranges included',
    claims: ['T-GETOBJ-08'],
    run: async (t) => {
      await t.setup({
        op: 'PutObject',
        key: t.key(),
        body: '0123456789',
        headers: { 'x-cos-acl': 'public-read' },
      });
      const read = (headers: Record<string, string>) =>
        t.send({ op: 'GetObject', key: t.key(), headers, as: 'anonymous' });
      t.expect(await read({}), { status: 200, body: '0123456789' });
      t.expect(await read({ Range: 'bytes=1-2' }), { status: 206, body: '12' });
    },
  },
  {
    id: 'archived-object',
    title: 'An archived object that was not restored cannot be read',
    claims: ['T-GETOBJ-36'],
    needs: ['archive'],
    run: async (t) => {
      const { key } = await t.prepare(t.operation('PostObjectRestore'));
      t.expect(await t.send({ op: 'GetObject', key }), { refusal: 'archived' });
      t.expect(await t.send({ op: 'HeadObject', key }), {
        status: 200,
        headers: { 'x-cos-storage-class': /ARCHIVE/i },
      });
    },
  },
]);
