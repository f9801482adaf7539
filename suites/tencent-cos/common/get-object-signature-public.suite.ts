import { withHeader } from '../../../dialects/core/headers.ts';
import type { WireRequest } from '../../../dialects/core/request.ts';
import { AUTHORIZATION_ITEMS } from '../../../dialects/tencent-cos/authorization.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import { store } from '../../behaviours/stored-object.ts';
import { signedBy } from './signing-recipe.ts';

const BODY = 'Hello world';

/** An object that everyone may read, which nobody needs a signature for: one that is sent has to be right all the same. */
async function publicObject(t: CheckContext) {
  const key = await store(t, 'object', BODY, { 'x-cos-acl': 'public-read' });
  return { op: 'GetObject', key } as const;
}

function authorized(text: string): (signed: WireRequest) => WireRequest {
  return (signed) => ({ ...signed, headers: withHeader(signed.headers, 'Authorization', text) });
}

export default suite('GetObject', [
  {
    id: 'incomplete-authorization-of-public-object',
    title: 'An authorization that lacks an item is refused even where none is needed',
    claims: ['T-AUTH-19'],
    impact: 'security',
    run: async (t) => {
      const request = await publicObject(t);
      for (const missing of AUTHORIZATION_ITEMS) {
        const afterSigning = signedBy(t, {}, (items) => items.filter(([name]) => name !== missing));
        t.expect(await t.send({ ...request, afterSigning }), { refusal: 'incomplete-authorization' });
      }
      t.expect(await t.send({ ...request, as: 'anonymous' }), { status: 200, body: BODY });
    },
  },
  {
    id: 'broken-authorization-of-public-object',
    title: 'An authorization that cannot be read is refused even where none is needed',
    claims: ['T-AUTH-45'],
    impact: 'security',
    run: async (t) => {
      const request = await publicObject(t);
      for (const text of ['bucketproof', 'Basic YnVja2V0OnByb29m', 'q-sign-algorithm']) {
        t.expect(await t.send({ ...request, afterSigning: authorized(text) }), {
          refusal: 'malformed-authorization',
        });
      }
      t.expect(await t.send({ ...request, as: 'anonymous' }), { status: 200, body: BODY });
    },
  },
  {
    id: 'wrong-signature-of-public-object',
    title: 'A wrong signature and an unknown key are refused even where none is needed',
    claims: ['T-AUTH-29', 'T-AUTH-30'],
    impact: 'security',
    run: async (t) => {
      const request = await publicObject(t);
      t.expect(await t.send({ ...request, afterSigning: signedBy(t, { key: () => 'guessed' }) }), {
        refusal: 'signature-mismatch',
      });
      t.expect(
        await t.send({
          ...request,
          sign: { credentials: (valid) => ({ ...valid, keyId: 'AKIDbucketproofNoSuchKey000000000000' }) },
        }),
        { refusal: 'unknown-key' },
      );
      t.expect(await t.send({ ...request, as: 'anonymous' }), { status: 200, body: BODY });
    },
  },
]);
