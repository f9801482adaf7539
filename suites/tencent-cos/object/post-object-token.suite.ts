import { signatureField } from '../../../dialects/tencent-cos/form-signing.ts';
import { TOKEN } from '../../../dialects/tencent-cos/signing.ts';
import { suite } from '../../../harness/check/suite.ts';
import { expectNothing, expectStored, post } from '../../behaviours/form-upload.ts';
import { form, formTimes } from './form-binding.ts';

export default suite('PostObject', [
  {
    id: 'token-in-form',
    title: 'A session token is taken from the field x-cos-security-token: one that is none is refused',
    claims: ['T-AUTH-50'],
    needs: ['securityToken'],
    impact: 'security',
    run: async (t) => {
      const fields = [
        ['key', t.key()],
        signatureField(t.host(), t.identity('main'), formTimes(t)),
        [TOKEN, 'bucketproof-no-token'],
      ] as const;
      t.expect(await post(t, form, { fields }, { as: 'anonymous' }), { refusal: 'invalid-token' });
      await expectNothing(t, t.key());
      // with the token of the identity, if it has one
      t.expect(await post(t, form, { fields: [['key', t.key()]] }), { success: true });
      await expectStored(t, t.key());
    },
  },
]);
