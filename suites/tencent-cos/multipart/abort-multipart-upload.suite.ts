import { suite } from '../../../harness/check/suite.ts';
import { abortions } from '../../behaviours/multipart-abort.ts';
import { multipartKeys } from '../../behaviours/multipart-keys.ts';
import { driverOf, listed } from '../../behaviours/multipart-upload.ts';
import { multipart } from './uploads-in-parts.ts';

export default suite('AbortMultipartUpload', [
  ...abortions({
    multipart,
    grounds: {
      'abort-removes-upload': ['T-ABORT-02', 'T-ABORT-01'],
      'abort-without-parts': ['T-ABORT-02'],
      'abort-without-content': ['T-ABORT-01'],
      'abort-twice': ['T-ABORT-04'],
      'abort-one-of-two': ['T-ABORT-02'],
      'abort-foreign-upload': ['T-ABORT-03'],
      'abort-keeps-object': ['T-ABORT-06'],
      'abort-after-completion': ['T-ABORT-03', 'T-COMPL-16'],
      'abort-during-part': { claims: ['T-ABORT-05'], level: 'should' },
      'abort-leaves-other-keys': ['T-ABORT-02'],
    },
  }),
  ...multipartKeys({ multipart, grounds: { 'abort-awkward-keys': ['T-ABORT-01', 'T-ADDR-06'] } }),
  {
    id: 'read-does-not-allow',
    title: 'Who may only read a bucket cannot abort an upload in it',
    claims: ['T-ABORT-07'],
    needs: ['secondIdentity'],
    impact: 'security',
    lease: 'own',
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read' } });
      const driver = driverOf(t, multipart);
      const upload = await driver.begin();
      const part = await driver.put(upload, 1, 'kept');
      for (const [as, refusal] of [
        ['second', 'access-denied'],
        ['anonymous', 'anonymous-denied'],
      ] as const) {
        t.expect(await t.send({ ...driver.abortion(upload), as }), { refusal });
      }
      t.expect(await t.send(driver.completion(upload, [listed(part)])), { success: true });
      t.expect(await t.send(driver.read(upload)), { status: 200, body: 'kept' });
    },
  },
]);
