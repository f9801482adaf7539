import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';

/** A name of this run with that many characters, all ASCII. READINGS.md, `name-length`. */
function nameOfLength(t: CheckContext, length: number): string {
  return t.newBucketName('long').padEnd(length, 'x');
}

/** A name of this run that takes that many bytes in a URL, as many of them as can be for letters beyond ASCII. */
function nameOfEncodedLength(t: CheckContext, length: number): string {
  const start = t.newBucketName('long');
  const letters = Math.floor((length - start.length) / encodeURIComponent('é').length);
  const name = start + 'é'.repeat(letters);
  return name.padEnd(name.length + length - encodeURIComponent(name).length, 'x');
}

/** Asks for something under a path that is written as it stands here, behind the path of the account. */
function under(t: CheckContext, op: string, name: string) {
  return t.send({
    op,
    bucket: 'unused',
    beforeSigning: ({ target, ...request }) => ({
      ...request,
      target: `${target.slice(0, target.lastIndexOf('/'))}/${name}`,
    }),
  });
}

const refused = { refusal: 'invalid-bucket-name' };

/** Which names a container may have. READINGS.md, `encoded-slash`, `name-length`, `invalid-names`. */
export default suite('CreateContainer', [
  {
    id: 'encoded-slash',
    title: 'A name with an encoded slash is no name of a container, and refused with 400',
    claims: ['S-PUTCONT-03', 'S-PUTCONT-11'],
    reading: 'encoded-slash',
    lease: 'none',
    run: async (t) => {
      // the container before the slash is not there, or an object could come about in it
      for (const slash of ['%2F', '%2f']) {
        const bucket = `${t.newBucketName(`slash ${slash}`)}/b`;
        const exchange = await t.send({
          op: 'CreateContainer',
          bucket,
          beforeSigning: (request) => ({ ...request, target: request.target.replace('%2F', slash) }),
        });
        t.expect(exchange, refused);
      }
    },
  },
  {
    id: 'encoded-slash-makes-no-object',
    title:
      'Behind the name of a container that exists an encoded slash is refused with 400, too, and makes no object',
    claims: ['S-PUTCONT-03', 'S-PUTCONT-11'],
    reading: 'encoded-slash',
    lease: 'own',
    run: async (t) => {
      const name = 'behind a slash';
      // an object that comes about all the same goes with the container of the check
      const exchange = await t.send({
        op: 'CreateContainer',
        beforeSigning: (request) => ({
          ...request,
          target: `${request.target}%2F${encodeURIComponent(name)}`,
        }),
      });
      t.expect(exchange, refused);
      t.expect(await t.send({ op: 'GetObject', key: name }), { refusal: 'missing-key' });
    },
  },
  {
    id: 'slash-as-name',
    title: 'A slash is no name of a container, and refused with 400',
    claims: ['S-PUTCONT-03', 'S-PUTCONT-11'],
    reading: 'invalid-names',
    lease: 'none',
    run: async (t) => {
      t.expect(await under(t, 'CreateContainer', '/'), refused);
    },
  },
  {
    id: 'name-that-is-no-text',
    title: 'A name that is not UTF-8 is refused with 400',
    claims: ['S-PUTCONT-11'],
    reading: 'invalid-names',
    lease: 'none',
    run: async (t) => {
      for (const bytes of ['%ff%fe', 'a%c3']) {
        const name = `${t.newBucketName('bytes')}${bytes}`;
        const exchange = await under(t, 'CreateContainer', name);
        t.expect(exchange, refused);
        // nobody else can remove what has no name in text
        if (exchange.response?.status === 201) await under(t, 'DeleteContainer', name);
      }
    },
  },
  {
    id: 'name-with-nul',
    title: 'A name with a NUL is accepted, or refused with 400',
    claims: ['S-PUTCONT-11'],
    reading: 'invalid-names',
    lease: 'none',
    run: async (t) => {
      const bucket = `${t.newBucketName('nul')}\u0000b`;
      const exchange = await t.send({ op: 'CreateContainer', bucket });
      t.expect(exchange, { anyOf: [refused, { status: 201 }] });
    },
  },
  {
    id: 'name-of-256',
    title: 'A name of 256 bytes is accepted',
    claims: ['S-PUTCONT-04', 'S-PUTCONT-16'],
    reading: 'name-length',
    lease: 'none',
    run: async (t) => {
      const bucket = nameOfLength(t, 256);
      t.expect(await t.send({ op: 'CreateContainer', bucket }), { status: 201 });
      t.expect(await t.send({ op: 'HeadContainer', bucket }), { success: true });
    },
  },
  {
    id: 'name-of-257',
    title: 'A name of 257 bytes is refused with 400',
    claims: ['S-PUTCONT-11', 'S-PUTCONT-16', 'S-PUTCONT-04', 'S-GEN-07'],
    reading: 'name-length',
    lease: 'none',
    run: async (t) => {
      t.expect(await t.send({ op: 'CreateContainer', bucket: nameOfLength(t, 257) }), refused);
    },
  },
  {
    id: 'encoded-name-of-256',
    title: 'A name beyond ASCII that takes 256 bytes in the URL is accepted',
    claims: ['S-PUTCONT-04'],
    reading: 'name-length',
    lease: 'none',
    run: async (t) => {
      const bucket = nameOfEncodedLength(t, 256);
      t.expect(await t.send({ op: 'CreateContainer', bucket }), { status: 201 });
      t.expect(await t.send({ op: 'HeadContainer', bucket }), { success: true });
    },
  },
  {
    id: 'encoded-name-of-257',
    title:
      'A name beyond ASCII that takes 257 bytes in the URL is refused with 400, though it has fewer characters',
    claims: ['S-PUTCONT-04', 'S-PUTCONT-11'],
    level: 'should',
    reading: 'name-length',
    lease: 'none',
    run: async (t) => {
      t.expect(await t.send({ op: 'CreateContainer', bucket: nameOfEncodedLength(t, 257) }), refused);
    },
  },
]);
