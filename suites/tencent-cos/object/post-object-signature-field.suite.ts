import type { FormField } from '../../../dialects/core/form-body.ts';
import type { Credentials, SignOptions } from '../../../dialects/core/signing.ts';
import { AUTHORIZATION_ITEMS, formatAuthorization } from '../../../dialects/tencent-cos/authorization.ts';
import { signatureField } from '../../../dialects/tencent-cos/form-signing.ts';
import { authorize } from '../../../dialects/tencent-cos/signing.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import { expectStored } from '../../behaviours/form-upload.ts';
import { formTimes } from './form-binding.ts';
import { flipLast, postWith, refused } from './form-credentials.ts';

const HOUR = 3600;

/** Field `Signature` of the main account. `edit` changes what it is made with. */
function wholeSignature(
  t: CheckContext,
  edit: (made: { host: string; credentials: Credentials; times: ReturnType<typeof formTimes> }) => {
    host: string;
    credentials: Credentials;
    times: ReturnType<typeof formTimes>;
  } = (made) => made,
): FormField {
  const made = edit({ host: t.host(), credentials: t.identity('main'), times: formTimes(t) });
  return signatureField(made.host, made.credentials, made.times);
}

/** Field `Signature` over a request that is not the one the chapter describes. */
function signatureOver(
  t: CheckContext,
  request: { method: string; target: string },
  signedHeaders: readonly string[],
) {
  const options: Pick<SignOptions, 'notBefore' | 'notAfter' | 'signedHeaders'> = {
    ...formTimes(t),
    signedHeaders,
  };
  const authorization = authorize(
    { ...request, headers: [['Host', t.host()]], body: new Uint8Array() },
    t.identity('main'),
    options,
  );
  return ['Signature', formatAuthorization(authorization)] as const;
}

export default suite('PostObject', [
  {
    id: 'signature-field',
    title: 'A field Signature with an authorization string over post, / and host authenticates the form',
    claims: ['T-POST-37'],
    reading: 'form-signature',
    run: async (t) => {
      t.expect(await postWith(t, [wholeSignature(t)]), { success: true });
      await expectStored(t, t.key());
    },
  },
  {
    id: 'signature-field-forms',
    title: 'The header list of a field Signature may be empty, the order of its items free',
    claims: ['T-POST-37'],
    reading: 'form-signature',
    run: async (t) => {
      const [name, value] = wholeSignature(t);
      for (const credentials of [
        signatureOver(t, { method: 'POST', target: '/' }, []),
        [name, value.split('&').toReversed().join('&')],
        [name.toLowerCase(), value],
      ] as const) {
        t.expect(await postWith(t, [credentials]), { success: true });
        await expectStored(t, t.key());
        await t.setup({ op: 'DeleteObject', key: t.key() });
      }
    },
  },
  refused(
    {
      id: 'signature-field-wrong',
      title: 'A field Signature that is wrong is refused, whatever is wrong with it',
      claims: ['T-POST-36'],
    },
    {
      wrong: (t) => {
        const [name, value] = wholeSignature(t);
        return [
          [[name, flipLast(value)]],
          [[name, value.slice(0, -8)]],
          [
            wholeSignature(t, (made) => ({
              ...made,
              credentials: { ...made.credentials, secret: 'guessed' },
            })),
          ],
          [
            wholeSignature(t, (made) => ({
              ...made,
              credentials: { ...made.credentials, keyId: 'AKIDnobody' },
            })),
          ],
          [wholeSignature(t, (made) => ({ ...made, host: `x${made.host}` }))],
          [signatureOver(t, { method: 'PUT', target: '/' }, ['host'])],
          [signatureOver(t, { method: 'POST', target: '/elsewhere' }, ['host'])],
        ];
      },
      right: (t) => [wholeSignature(t)],
    },
  ),
  refused(
    {
      id: 'signature-field-broken',
      title: 'A field Signature that is no complete authorization string is refused',
      claims: ['T-POST-36'],
    },
    {
      wrong: (t) => {
        const [name, value] = wholeSignature(t);
        const without = AUTHORIZATION_ITEMS.map((item) =>
          value
            .split('&')
            .filter((part) => !part.startsWith(`${item}=`))
            .join('&'),
        );
        return ['', 'signature', 'Basic YnVja2V0', ...without].map((text) => [[name, text] as const]);
      },
      right: (t) => [wholeSignature(t)],
    },
  ),
  refused(
    {
      id: 'signature-field-expired',
      title: 'A field Signature out of its time is refused',
      claims: ['T-POST-36'],
    },
    {
      wrong: (t) =>
        [
          { from: -3 * HOUR, until: -2 * HOUR },
          { from: HOUR, until: -HOUR },
          { from: 4 * HOUR, until: 5 * HOUR },
        ].map(({ from, until }) => [
          wholeSignature(t, (made) => {
            const now = Math.floor(t.now() / 1000);
            return { ...made, times: { notBefore: now + from, notAfter: now + until } };
          }),
        ]),
      right: (t) => [wholeSignature(t)],
    },
  ),
]);
