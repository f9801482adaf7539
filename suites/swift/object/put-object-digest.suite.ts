import { suite } from '../../../harness/check/suite.ts';
import { md5Hex } from '../../behaviours/integrity.ts';
import { storeValidated } from '../../behaviours/stored-object.ts';

const BODY = 'content with a digest';

/** Wrong values of the request's ETag, in one way or another. */
const NO_DIGEST = ['not a digest', '0', `${md5Hex(BODY)}0`, md5Hex(BODY).slice(1)];

/** The MD5 of an upload travels in ETag, in hexadecimal. */
export default suite('PutObject', [
  {
    id: 'right-etag',
    title: 'The MD5 of the content as ETag is accepted',
    claims: ['S-PUTOBJ-08'],
    run: async (t) => {
      const headers = { ETag: md5Hex(BODY) };
      t.expect(await t.send({ op: 'PutObject', key: t.key(), headers, body: BODY }), { success: true });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: BODY });
    },
  },
  {
    id: 'wrong-etag',
    title: 'Another MD5 than that of the content as ETag is answered 422',
    claims: ['S-PUTOBJ-09'],
    impact: 'data-loss',
    run: async (t) => {
      for (const other of ['other content', '', `${BODY}\n`]) {
        const headers = { ETag: md5Hex(other) };
        const exchange = await t.send({ op: 'PutObject', key: t.key(), headers, body: BODY });
        t.expect(exchange, { refusal: 'bad-digest' });
      }
    },
  },
  {
    id: 'wrong-etag-stores-nothing',
    title: 'After 422 there is the object of before, or none',
    claims: ['S-PUTOBJ-25', 'S-META-09'],
    impact: 'data-loss',
    run: async (t) => {
      const headers = { ETag: md5Hex('other content'), 'X-Object-Meta-Color': 'blue' };
      const put = () => t.send({ op: 'PutObject', key: t.key(), headers, body: BODY });
      t.expect(await put(), { refusal: 'bad-digest' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
      const before = await storeValidated(t, 'object', 'kept');
      t.expect(await put(), { refusal: 'bad-digest' });
      const after = await t.send({ op: 'GetObject', key: t.key() });
      t.expect(after, {
        status: 200,
        body: 'kept',
        headers: { etag: before.etag, 'x-object-meta-color': { absent: true } },
      });
    },
  },
  {
    id: 'etag-forms',
    title: 'A quoted ETag is accepted, one in upper case or one that is no MD5 is answered 422',
    claims: ['S-PUTOBJ-26'],
    run: async (t) => {
      const put = (ETag: string) => t.send({ op: 'PutObject', key: t.key(), headers: { ETag }, body: BODY });
      t.expect(await put(`"${md5Hex(BODY)}"`), { success: true });
      for (const etag of [md5Hex(BODY).toUpperCase(), ...NO_DIGEST]) {
        t.expect(await put(etag), { refusal: 'invalid-digest' });
      }
    },
  },
  {
    id: 'content-md5-ignored',
    title: 'Content-MD5 means nothing',
    claims: ['S-PUTOBJ-38'],
    run: async (t) => {
      const headers = { 'Content-MD5': 'AAAAAAAAAAAAAAAAAAAAAA==' };
      t.expect(await t.send({ op: 'PutObject', key: t.key(), headers, body: BODY }), { success: true });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: BODY });
    },
  },
]);
