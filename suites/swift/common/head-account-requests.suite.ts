import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';

/** Sends the request under another path, made out of the path of the account. */
function under(t: CheckContext, path: (account: string) => string) {
  return t.send({
    op: 'HeadAccount',
    beforeSigning: (request) => ({ ...request, target: path(request.target) }),
  });
}

const TRANSACTION = /tx[0-9a-f]{21}-[0-9a-f]{10}(?:-.{1,32})?/;

export default suite('HeadAccount', [
  {
    id: 'realm',
    title: 'A 401 says with WWW-Authenticate which realm a token is needed for',
    claims: ['S-GEN-10'],
    run: async (t) => {
      t.expect(await t.send({ op: 'HeadAccount', as: 'anonymous' }), {
        refusal: 'anonymous-denied',
        headers: { 'www-authenticate': /Swift realm="[^"]+"/ },
      });
    },
  },
  {
    id: 'transaction-id',
    title: 'The transaction has one id under two names, in its own form',
    claims: ['S-GEN-11'],
    run: async (t) => {
      for (const as of ['main', 'anonymous']) {
        const exchange = await t.send({ op: 'HeadAccount', as });
        const expected = as === 'main' ? { success: true as const } : { refusal: 'anonymous-denied' };
        t.expect(exchange, { ...expected, headers: { 'x-trans-id': TRANSACTION } });
        const [one, other] = ['x-trans-id', 'x-openstack-request-id'].map((name) => t.header(exchange, name));
        t.compare(exchange, 'the two ids', 'equal', one === other ? 'equal' : 'different');
      }
    },
  },
  {
    id: 'transaction-id-extra',
    title: 'X-Trans-Id-Extra is appended to the id, 32 characters of it at most',
    claims: ['S-GEN-12'],
    run: async (t) => {
      for (const [extra, end] of [
        ['bucketproof', /tx[0-9a-f]{21}-[0-9a-f]{10}-bucketproof/],
        ['x'.repeat(40), /tx[0-9a-f]{21}-[0-9a-f]{10}-x{32}/],
      ] as const) {
        const exchange = await t.send({ op: 'HeadAccount', headers: { 'X-Trans-Id-Extra': extra } });
        t.expect(exchange, { success: true, headers: { 'x-trans-id': end } });
      }
    },
  },
  {
    id: 'undecodable-path',
    title: 'A path that is not UTF-8, or holds a NUL, is answered 412',
    claims: ['S-GEN-14'],
    run: async (t) => {
      for (const bytes of ['%ff%fe', 'a%00b']) {
        t.expect(await under(t, (account) => `${account}/${bytes}`), { refusal: 'undecodable-path' });
      }
    },
  },
  {
    id: 'versions',
    title: 'v1.0 means v1, another version is answered 400, a path without an account 412',
    claims: ['S-GEN-15'],
    run: async (t) => {
      t.expect(await under(t, (account) => account.replace('/v1/', '/v1.0/')), { success: true });
      t.expect(await under(t, (account) => account.replace('/v1/', '/v2/')), {
        refusal: 'unsupported-version',
      });
      t.expect(await under(t, () => '/v1/'), { refusal: 'bad-url' });
    },
  },
  {
    id: 'unknown-parameters',
    title: 'Query parameters nobody knows are ignored',
    claims: ['S-GEN-16'],
    run: async (t) => {
      const query = { bucketproof: 'x', acl: null, uploads: '' };
      t.expect(await t.send({ op: 'HeadAccount', query }), { success: true });
    },
  },
  {
    id: 'allowed-methods',
    title: 'A method a resource does not have is answered 405 with those it has',
    claims: ['S-GEN-13'],
    run: async (t) => {
      const exchange = await t.send({ op: 'HeadAccount', method: 'PATCH' });
      t.expect(exchange, {
        refusal: 'method-not-allowed',
        headers: { allow: { lists: ['GET', 'HEAD', 'POST'] } },
      });
    },
  },
]);
