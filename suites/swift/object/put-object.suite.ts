import { suite } from '../../../harness/check/suite.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';
import { md5Hex } from '../../behaviours/integrity.ts';
import { contents } from '../../behaviours/integrity-content.ts';
import { validated } from '../../behaviours/stored-object.ts';

const BODY = 'content with a digest';
const PATIENCE = { responseMs: 5_000 };

export default suite('PutObject', [
  ...contents({
    prefix: 'x-object-meta-',
    etagOf: (md5) => new RegExp(md5),
    grounds: {
      ...sameGrounds(
        [
          'stores-every-byte-value',
          'stores-any-size',
          'stores-a-megabyte',
          'read-after-write',
          'concurrent-writers',
          'reads-during-writes',
        ],
        ['S-PUTOBJ-01'],
      ),
      'etag-is-md5': ['S-PUTOBJ-19', 'S-GETOBJ-26'],
    },
  }),
  {
    id: 'status-201',
    title: 'An object that is made and one that is replaced are answered 201',
    claims: ['S-PUTOBJ-22'],
    run: async (t) => {
      for (const body of ['first', 'second']) {
        t.expect(await t.send({ op: 'PutObject', key: t.key(), body }), { status: 201, body: 'empty' });
      }
    },
  },
  {
    id: 'answer-headers',
    title: 'The answer has no body, a Content-Length of 0 and a bare ETag',
    claims: ['S-PUTOBJ-28'],
    run: async (t) => {
      const exchange = await t.send({ op: 'PutObject', key: t.key(), body: BODY });
      t.expect(exchange, {
        status: 201,
        body: 'empty',
        headers: { 'content-length': '0', etag: md5Hex(BODY) },
      });
    },
  },
  {
    id: 'last-modified',
    title: 'Last-Modified of the answer is that of the object',
    claims: ['S-PUTOBJ-18'],
    reading: 'last-modified',
    run: async (t) => {
      const exchange = await t.send({ op: 'PutObject', key: t.key(), body: BODY });
      t.expect(exchange, { success: true });
      const { lastModified } = await validated(t, { key: t.key() });
      const told = Date.parse(t.header(exchange, 'last-modified') ?? '');
      t.compare(exchange, 'Last-Modified', lastModified, told);
    },
  },
  {
    id: 'empty-object',
    title: 'A Content-Length of 0 makes an empty object',
    claims: ['S-PUTOBJ-39'],
    run: async (t) => {
      const etag = 'd41d8cd98f00b204e9800998ecf8427e';
      const put = await t.send({ op: 'PutObject', key: t.key(), body: '' });
      t.expect(put, { success: true, headers: { etag } });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), {
        status: 200,
        body: 'empty',
        headers: { etag, 'content-length': '0' },
      });
    },
  },
  {
    id: 'type-is-kept',
    title: 'Content-Type of the upload is the type of the object',
    claims: ['S-PUTOBJ-03', 'S-GETOBJ-27'],
    run: async (t) => {
      for (const type of ['text/x-own', 'application/vnd.example+json', 'image/png']) {
        const headers = { 'Content-Type': type };
        await t.setup({ op: 'PutObject', key: t.key('a.txt'), headers, body: BODY });
        const read = await t.send({ op: 'GetObject', key: t.key('a.txt') });
        t.expect(read, { status: 200, headers: { 'content-type': type } });
      }
    },
  },
  {
    id: 'type-is-guessed',
    title: 'Without Content-Type the type is guessed by the name',
    claims: ['S-PUTOBJ-04'],
    run: async (t) => {
      for (const [name, type] of [
        ['a.html', /text\/html\b.*/],
        ['a.txt', /text\/plain\b.*/],
        ['a.json', /application\/json\b.*/],
        ['dir/a.css', /text\/css\b.*/],
        ['a.jpg', /image\/jpeg/],
      ] as const) {
        await t.setup({ op: 'PutObject', key: t.key(name), body: BODY });
        const read = await t.send({ op: 'GetObject', key: t.key(name) });
        t.expect(read, { status: 200, headers: { 'content-type': type } });
      }
    },
  },
  {
    id: 'type-of-anything',
    title: 'Where nothing can be guessed the type is application/octet-stream',
    claims: ['S-PUTOBJ-05'],
    run: async (t) => {
      for (const name of ['noextension', 'a.nosuchextension', 'dir.txt/plain']) {
        await t.setup({ op: 'PutObject', key: t.key(name), body: '<html></html>' });
        const read = await t.send({ op: 'GetObject', key: t.key(name) });
        t.expect(read, { status: 200, headers: { 'content-type': 'application/octet-stream' } });
      }
    },
  },
  {
    id: 'type-detected-on-demand',
    title: 'X-Detect-Content-Type has the type guessed in spite of Content-Type',
    claims: ['S-PUTOBJ-37'],
    run: async (t) => {
      const headers = { 'Content-Type': 'text/x-own', 'X-Detect-Content-Type': 'true' };
      await t.setup({ op: 'PutObject', key: t.key('a.html'), headers, body: BODY });
      const read = await t.send({ op: 'GetObject', key: t.key('a.html') });
      t.expect(read, { status: 200, headers: { 'content-type': /text\/html\b.*/ } });
    },
  },
  {
    id: 'replaces-object',
    title: 'An upload replaces content and attributes of the object that was there',
    claims: ['S-PUTOBJ-01'],
    impact: 'data-loss',
    run: async (t) => {
      const old = { 'X-Object-Meta-Color': 'blue' };
      await t.setup({ op: 'PutObject', key: t.key(), headers: old, body: 'a longer old content' });
      const fresh = { 'x-object-meta-color': 'red' };
      t.expect(await t.send({ op: 'PutObject', key: t.key(), headers: fresh, body: 'new' }), {
        success: true,
      });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), {
        status: 200,
        body: 'new',
        headers: { ...fresh, 'content-length': '3' },
      });
    },
  },
  {
    id: 'drops-attributes',
    title: 'Attributes that are not sent again are gone after an upload',
    claims: ['S-PUTOBJ-27'],
    run: async (t) => {
      const old = { 'X-Object-Meta-Color': 'blue', 'Content-Encoding': 'identity' };
      await t.setup({ op: 'PutObject', key: t.key(), headers: old, body: 'old' });
      t.expect(await t.send({ op: 'PutObject', key: t.key(), body: 'new' }), { success: true });
      const absent = { absent: true } as const;
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), {
        status: 200,
        body: 'new',
        headers: { 'x-object-meta-color': absent, 'content-encoding': absent },
      });
    },
  },
  {
    id: 'if-none-match',
    title: 'If-None-Match: * makes an object and does not replace one; another value is answered 400',
    claims: ['S-PUTOBJ-32'],
    impact: 'data-loss',
    run: async (t) => {
      const put = (value: string, body: string) =>
        t.send({ op: 'PutObject', key: t.key(), headers: { 'If-None-Match': value }, body });
      t.expect(await put('*', 'first'), { status: 201 });
      t.expect(await put('*', 'second'), { refusal: 'precondition-failed' });
      t.expect(await put(`"${md5Hex('first')}"`, 'third'), { refusal: 'invalid-condition' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'first' });
    },
  },
  {
    id: 'other-conditions-ignored',
    title: 'If-Match and times mean nothing on an upload, a change and a deletion',
    claims: ['S-PUTOBJ-33'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'old' });
      for (const headers of [
        { 'If-Match': '"0123456789abcdef0123456789abcdef"' },
        { 'If-Modified-Since': 'Thu, 01 Jan 2037 00:00:00 GMT' },
        { 'If-Unmodified-Since': 'Thu, 01 Jan 2015 00:00:00 GMT' },
      ]) {
        t.expect(await t.send({ op: 'PutObject', key: t.key(), headers, body: 'new' }), { success: true });
        const changed = { ...headers, 'X-Object-Meta-Color': 'blue' };
        const change = await t.send({ op: 'ReplaceObjectMetadata', key: t.key(), headers: changed });
        t.expect(change, { status: 202 });
        t.expect(await t.send({ op: 'DeleteObject', key: t.key(), headers }), { status: 204 });
      }
    },
  },
  {
    id: 'invalid-length',
    title: 'A Content-Length that is negative or no number is answered 400, an unknown coding 400 or 501',
    claims: ['S-PUTOBJ-29'],
    run: async (t) => {
      for (const length of ['abc', '-1']) {
        const exchange = await t.send({
          op: 'PutObject',
          key: t.key(),
          headers: { 'Content-Length': length },
          raw: { limits: PATIENCE },
        });
        t.expect(exchange, { refusal: 'invalid-argument' });
      }
      const exchange = await t.send({
        op: 'PutObject',
        key: t.key(),
        headers: { 'Transfer-Encoding': 'nosuchcoding' },
        raw: { omitContentLength: true, limits: PATIENCE },
      });
      t.expect(exchange, { refusal: 'unsupported-transfer-encoding' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
    },
  },
  {
    id: 'too-large',
    title: 'More than 5368709122 bytes are refused with 413 before any of them is read',
    claims: ['S-PUTOBJ-30'],
    run: async (t) => {
      const exchange = await t.send({
        op: 'PutObject',
        key: t.key(),
        headers: { 'Content-Length': '5368709123' },
        raw: { stopAfter: { bytes: Number.MAX_SAFE_INTEGER, afterwards: 'wait' }, limits: PATIENCE },
      });
      t.expect(exchange, { refusal: 'entity-too-large' });
    },
  },
  {
    id: 'name-of-1024',
    title: 'A name of 1024 bytes is accepted, one of 1025 refused with 400',
    claims: ['S-PUTOBJ-35'],
    reading: 'name-length',
    run: async (t) => {
      const most = t.key('').padEnd(1024, 'x');
      t.expect(await t.send({ op: 'PutObject', key: most, body: 'long' }), { success: true });
      t.expect(await t.send({ op: 'GetObject', key: most }), { status: 200, body: 'long' });
      const more = await t.send({ op: 'PutObject', key: `${most}x`, body: 'longer' });
      t.expect(more, { refusal: 'key-too-long' });
    },
  },
  {
    id: 'no-redirect-unasked',
    title: 'A client that does not say it follows redirects is sent nowhere',
    claims: ['S-PUTOBJ-12'],
    reading: 'redirects',
    run: async (t) => {
      for (const headers of [{}, { 'X-Follow-Redirect': 'false' }, { 'X-Follow-Redirect': '1' }]) {
        t.expect(await t.send({ op: 'PutObject', key: t.key(), headers, body: BODY }), { success: true });
      }
    },
  },
  {
    id: 'redirect-on-demand',
    title: 'A client that says it follows redirects is answered, or sent to a full URL',
    claims: ['S-PUTOBJ-11'],
    reading: 'redirects',
    needs: ['redirects'],
    run: async (t) => {
      const headers = { 'X-Follow-Redirect': 'true' };
      t.expect(await t.send({ op: 'PutObject', key: t.key(), headers, body: BODY }), {
        anyOf: [{ success: true }, { status: 307, headers: { location: /https?:\/\/[^/]+\/.+/ } }],
      });
    },
  },
  {
    id: 'reseller-writes',
    title: 'An admin of every account may write',
    claims: ['S-PUTOBJ-20', 'S-AUTH-19'],
    needs: ['resellerIdentity'],
    run: async (t) => {
      const as = 'reseller';
      t.expect(await t.send({ op: 'PutObject', key: t.key(), body: BODY, as }), { success: true });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: BODY });
    },
  },
]);
