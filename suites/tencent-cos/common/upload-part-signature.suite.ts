import { suite } from '../../../harness/check/suite.ts';
import { beginUpload } from './bodied.ts';
import { signedBy } from './signing-recipe.ts';

export default suite('UploadPart', [
  {
    id: 'listed-names-in-any-case',
    title:
      'A part is accepted when the list of signed parameters writes partNumber and uploadId as samples do',
    claims: ['T-AUTH-38'],
    run: async (t) => {
      const uploadId = await beginUpload(t);
      const lists = [
        ['partNumber', 'uploadId'],
        ['partnumber', 'uploadid'],
        ['partnumber', 'uploadId'],
        ['PARTNUMBER', 'UPLOADID'],
      ];
      for (const [index, paramList] of lists.entries()) {
        const exchange = await t.send({
          op: 'UploadPart',
          key: t.key(),
          query: { partNumber: String(index + 1), uploadId },
          body: `part ${index + 1}`,
          afterSigning: signedBy(t, { paramList }),
        });
        t.expect(exchange, { success: true, headers: { etag: { present: true } } });
      }
      t.expect(await t.send({ op: 'ListParts', key: t.key(), query: { uploadId } }), {
        success: true,
        document: 'ListPartsResult',
        values: { 'Part.PartNumber': { list: ['1', '2', '3', '4'] } },
      });
    },
  },
  {
    id: 'listed-names-still-count',
    title: 'However a signed parameter is spelled in the list, its value cannot be changed',
    claims: ['T-AUTH-38', 'T-AUTH-26'],
    impact: 'security',
    run: async (t) => {
      const uploadId = await beginUpload(t);
      for (const paramList of [
        ['partNumber', 'uploadId'],
        ['partnumber', 'uploadid'],
      ]) {
        const sign = signedBy(t, { paramList });
        const exchange = await t.send({
          op: 'UploadPart',
          key: t.key(),
          query: { partNumber: '1', uploadId },
          body: 'part',
          afterSigning: (signed) => {
            const url = sign(signed);
            return { ...url, target: url.target.replace('partNumber=1', 'partNumber=2') };
          },
        });
        t.expect(exchange, { refusal: 'signature-mismatch' });
      }
      t.expect(await t.send({ op: 'ListParts', key: t.key(), query: { uploadId } }), {
        success: true,
        document: 'ListPartsResult',
        values: { 'Part.PartNumber': { absent: true } },
      });
    },
  },
]);
