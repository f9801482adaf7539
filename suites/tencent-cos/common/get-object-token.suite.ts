import { withHeader } from '../../../dialects/core/headers.ts';
import { percentEncode } from '../../../dialects/core/percent-encoding.ts';
import { TOKEN } from '../../../dialects/tencent-cos/signing.ts';
import { suite } from '../../../harness/check/suite.ts';
import { store } from '../../behaviours/stored-object.ts';
import { presignedBy, signedBy } from './signing-recipe.ts';

const BOGUS = 'bucketproof-no-token';

export default suite('GetObject', [
  {
    id: 'token-in-header',
    title: 'A session token is taken from the header x-cos-security-token: one that is none is refused',
    claims: ['T-AUTH-50'],
    needs: ['securityToken'],
    impact: 'security',
    run: async (t) => {
      const key = await store(t, 'object', 'Hello world');
      // signed with the token in it, so that nothing but the token is wrong
      const resign = signedBy(t);
      const exchange = await t.send({
        op: 'GetObject',
        key,
        afterSigning: (signed) => resign({ ...signed, headers: withHeader(signed.headers, TOKEN, BOGUS) }),
      });
      t.expect(exchange, { refusal: 'invalid-token' });
      // with the token of the identity, if it has one
      t.expect(await t.send({ op: 'GetObject', key }), { status: 200, body: 'Hello world' });
    },
  },
  {
    id: 'token-in-query',
    title: 'A session token is taken from the parameter x-cos-security-token: one that is none is refused',
    claims: ['T-AUTH-50'],
    needs: ['securityToken'],
    impact: 'security',
    run: async (t) => {
      const key = await store(t, 'object', 'Hello world');
      const presign = presignedBy(t);
      const token = t.identity('main').sessionToken;
      const request = { op: 'GetObject', key, sign: { signedHeaders: ['host'] } } as const;
      const exchange = await t.send({
        ...request,
        afterSigning: (signed) => {
          const url = presign(signed);
          const target =
            token === undefined
              ? `${url.target}&${TOKEN}=${BOGUS}`
              : url.target.replace(percentEncode(token), BOGUS);
          return { ...url, target };
        },
      });
      t.expect(exchange, { refusal: 'invalid-token' });
      t.expect(await t.send({ ...request, afterSigning: presign }), { status: 200, body: 'Hello world' });
    },
  },
]);
