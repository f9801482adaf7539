import { suite } from '../../../harness/check/suite.ts';
import { onLine, signingCheck } from './signing-checks.ts';

export default suite('GetBucketAcl', [
  signingCheck(
    {
      id: 'signed-parameter-without-value',
      title: 'A parameter without a value is signed as its name and an equals sign',
      claims: ['T-AUTH-09', 'T-AUTH-29'],
    },
    () => ({
      request: { op: 'GetBucketAcl', query: { acl: null } },
      accepted: { success: true, document: 'AccessControlPolicy' },
      base: { paramList: ['acl'] },
      wrong: [
        onLine('parameters', (line) => line.replace('=', '')),
        onLine('parameters', (line) => `${line}null`),
        onLine('parameters', () => ''),
      ],
    }),
  ),
  {
    id: 'signed-subresource-removed',
    title: 'A signature over a sub-resource is no good without it, and the other way round',
    claims: ['T-AUTH-26'],
    impact: 'security',
    reading: 'listed-but-absent',
    run: async (t) => {
      const send = (edit: (target: string) => string) =>
        t.send({
          op: 'GetBucketAcl',
          query: { acl: null },
          sign: { signedQuery: ['acl'] },
          afterSigning: (signed) => ({ ...signed, target: edit(signed.target) }),
        });
      t.expect(await send((target) => target.replace(/acl$/, 'acl=')), {
        success: true,
        document: 'AccessControlPolicy',
      });
      for (const edit of [
        (target: string) => target.replace(/\?acl$/, ''),
        (target: string) => target.replace(/acl$/, 'cors'),
        (target: string) => target.replace(/acl$/, 'acl=public-read'),
      ]) {
        t.expect(await send(edit), { refusal: 'signature-mismatch' });
      }
    },
  },
]);
