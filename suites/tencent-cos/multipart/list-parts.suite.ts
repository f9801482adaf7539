import { suite } from '../../../harness/check/suite.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';
import { partLists } from '../../behaviours/multipart-list-parts.ts';
import { DOCUMENTS, driverOf } from '../../behaviours/multipart-upload.ts';
import { multipart } from './uploads-in-parts.ts';

/** Spellings of the name of the upload id that the documentation prints. */
const SPELLINGS = ['uploadid', 'UploadID', 'UploadId', 'UPLOADID'];

export default suite('ListParts', [
  ...partLists({
    multipart,
    parameters: { limit: 'max-parts', marker: 'part-number-marker' },
    encoded: { 'encoding-type': 'url' },
    encoding: 'Encoding-type',
    maxParts: 1000,
    group: 'an upload of a thousand and one parts',
    grounds: {
      'parts-listed': ['T-LPARTS-01', 'T-LPARTS-03', 'T-LPARTS-04', 'T-LPARTS-14'],
      'upload-echoed': ['T-LPARTS-02'],
      'people-named': ['T-LPARTS-09'],
      'no-parts': ['T-LPARTS-15'],
      'replaced-part-listed-once': ['T-LPARTS-13'],
      // the text allows a page with fewer parts than asked for
      'parts-limit': { claims: ['T-LPARTS-05', 'T-LPARTS-07'], level: 'should' },
      'parts-marker': ['T-LPARTS-06'],
      'parts-walk': ['T-LPARTS-08', 'T-LPARTS-07', 'T-LPARTS-05'],
      'parts-limit-above-maximum': {
        claims: ['T-LPARTS-05'],
        level: 'should',
        reading: 'numbers-out-of-range',
      },
      'thousand-parts': ['T-LPARTS-05', 'T-LPARTS-07', 'T-LPARTS-08'],
      'parts-key-encoded': ['T-LPARTS-11'],
      ...sameGrounds(['parts-of-foreign-upload'], ['T-LPARTS-12']),
    },
  }),
  {
    id: 'storage-class',
    title: 'A list of parts names the storage class the object will have',
    claims: ['T-LPARTS-10'],
    run: async (t) => {
      const driver = driverOf(t, multipart);
      for (const word of ['STANDARD', 'STANDARD_IA']) {
        const upload = await driver.begin(word, { 'x-cos-storage-class': word });
        t.expect(await t.send(driver.listing(upload)), {
          success: true,
          document: DOCUMENTS.parts,
          values: { StorageClass: new RegExp(word, 'i') },
        });
      }
    },
  },
  {
    id: 'upload-id-letter-case',
    title: 'The name uploadId is accepted; in other letter cases it means the same or the request is refused',
    claims: ['T-ADDR-13'],
    run: async (t) => {
      const driver = driverOf(t, multipart);
      const upload = await driver.begin();
      await driver.put(upload, 1, 'part');
      const found = {
        success: true,
        document: DOCUMENTS.parts,
        values: { UploadId: upload.id, 'Part.PartNumber': '1' },
      } as const;
      t.expect(await t.send(driver.listing(upload)), found);
      for (const spelling of SPELLINGS) {
        const exchange = await t.send({
          ...driver.listing(upload),
          beforeSigning: (request) => ({
            ...request,
            target: request.target.replace('uploadId=', () => `${spelling}=`),
          }),
        });
        // taken for a read of the object, it is answered as a missing key
        t.expect(exchange, {
          anyOf: [found, { refusal: ['missing-key', 'missing-upload', 'invalid-argument'] }],
        });
      }
    },
  },
]);
