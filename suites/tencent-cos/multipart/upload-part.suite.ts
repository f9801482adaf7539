import { CheckInconclusive } from '../../../harness/check/check.ts';
import { suite } from '../../../harness/check/suite.ts';
import { parts } from '../../behaviours/multipart-parts.ts';
import { driverOf } from '../../behaviours/multipart-upload.ts';
import { multipart } from './uploads-in-parts.ts';

export default suite('UploadPart', [
  ...parts({
    multipart,
    etagOf: (md5) => new RegExp(`"${md5}"`),
    grounds: {
      'part-etag': ['T-PART-02'],
      'parts-in-any-order': ['T-PART-04', 'T-PART-01', 'T-COMPL-03'],
      'part-replaced': ['T-PART-05', 'T-LPARTS-13'],
      'same-number-in-two-uploads': ['T-PART-05', 'T-INIT-03'],
      'greatest-part-number': ['T-PART-07'],
      'part-number-too-great': ['T-PART-08'],
      'part-number-invalid': ['T-PART-09'],
      'small-part': ['T-PART-11'],
      'part-digest-wrong': ['T-PART-12'],
      'part-of-foreign-upload': ['T-PART-13'],
      'part-after-completion': ['T-PART-14', 'T-COMPL-16'],
      'part-after-abort': ['T-PART-14', 'T-ABORT-05'],
    },
  }),
  {
    id: 'too-large',
    title: 'A part that announces more than 5 GB is refused, and there is no part',
    claims: ['T-PART-10'],
    run: async (t) => {
      const driver = driverOf(t, multipart);
      const upload = await driver.begin();
      const exchange = await t.send({
        ...driver.partRequest(upload, 1, '', { 'Content-Length': String(5 * 1024 ** 3 + 1) }),
        // nobody sends 5 GB for a check: the body is withheld until the target has said that it wants it
        raw: { expectContinue: { waitMs: 2_000 }, halfClose: true, limits: { responseMs: 5_000 } },
      });
      const { status = 0, interim = [] } = exchange.response ?? {};
      if (interim.length > 0 && (status < 200 || status > 299)) {
        throw new CheckInconclusive('not-decidable', 'the target asks for all 5 GB before it decides');
      }
      t.expect(exchange, { refusal: 'entity-too-large' });
      t.expect(await t.send(driver.listing(upload)), {
        success: true,
        document: 'ListPartsResult',
        values: { 'Part.PartNumber': { absent: true } },
      });
    },
  },
  {
    id: 'read-does-not-allow',
    title: 'Who may only read a bucket cannot upload a part in it, with a valid upload id',
    claims: ['T-PART-16'],
    needs: ['secondIdentity'],
    impact: 'security',
    lease: 'own',
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read' } });
      const driver = driverOf(t, multipart);
      const upload = await driver.begin();
      for (const [as, refusal] of [
        ['second', 'access-denied'],
        ['anonymous', 'anonymous-denied'],
      ] as const) {
        t.expect(await t.send({ ...driver.partRequest(upload, 1, 'intruder'), as }), { refusal });
      }
      t.expect(await t.send(driver.listing(upload)), {
        success: true,
        document: 'ListPartsResult',
        values: { 'Part.PartNumber': { absent: true } },
      });
    },
  },
]);
