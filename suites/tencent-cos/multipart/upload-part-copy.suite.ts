import { suite } from '../../../harness/check/suite.ts';
import { partCopies } from '../../behaviours/multipart-copy.ts';
import { driverOf } from '../../behaviours/multipart-upload.ts';
import { setVersioning, writeVersion } from '../versions.ts';
import { multipart } from './uploads-in-parts.ts';

const SOURCE = 'x-cos-copy-source';

export default suite('UploadPartCopy', [
  ...partCopies({
    multipart,
    source: SOURCE,
    range: 'x-cos-copy-source-range',
    conditionPrefix: 'x-cos-copy-source-If-',
    grounds: {
      'part-copy-whole': ['T-PCOPY-04', 'T-PCOPY-01', 'T-PCOPY-02'],
      'part-copy-range': ['T-PCOPY-03'],
      'part-copy-range-malformed': ['T-PCOPY-05'],
      'part-copy-range-reversed': { claims: ['T-PCOPY-05'], level: 'should' },
      'part-copy-range-beyond': ['T-PCOPY-06'],
      'part-copy-range-end-beyond': { claims: ['T-PCOPY-06'], level: 'should' },
      'part-copy-completes': ['T-PCOPY-14', 'T-PCOPY-03'],
      'part-copy-outlives-source': ['T-PCOPY-14'],
      'part-copy-replaces': ['T-PART-05', 'T-PCOPY-14'],
      'part-copy-awkward-source': ['T-PCOPY-04'],
      'part-copy-missing-source': ['T-PCOPY-10'],
      'part-copy-missing-source-bucket': ['T-PCOPY-10'],
      'part-copy-to-foreign-upload': ['T-PCOPY-09'],
      'part-copy-conditions-hold': ['T-PCOPY-07'],
      'part-copy-conditions-fail': ['T-PCOPY-07'],
      'part-copy-conditions-conflict': ['T-PCOPY-08'],
    },
  }),
  {
    id: 'deleted-current-version',
    title: 'A source whose current version is a delete marker is answered with 404, and there is no part',
    claims: ['T-PCOPY-11'],
    needs: ['versioning'],
    lease: 'own',
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      await writeVersion(t, t.key('source'), 'deleted');
      await t.setup({ op: 'DeleteObject', key: t.key('source') });
      const driver = driverOf(t, multipart);
      const upload = await driver.begin('target');
      const exchange = await t.send({
        op: 'UploadPartCopy',
        key: upload.key,
        query: { partNumber: '1', uploadId: upload.id },
        headers: { [SOURCE]: t.copySource(t.bucket, t.key('source')) },
      });
      t.expect(exchange, { refusal: 'missing-copy-source' });
      t.expect(await t.send(driver.listing(upload)), {
        success: true,
        document: 'ListPartsResult',
        values: { 'Part.PartNumber': { absent: true } },
      });
    },
  },
  {
    id: 'delete-marker-by-id',
    title:
      'A delete marker that is named as the version of the source is answered with 400, and there is no part',
    claims: ['T-PCOPY-12'],
    needs: ['versioning'],
    lease: 'own',
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      await writeVersion(t, t.key('source'), 'deleted');
      const deletion = await t.setup({ op: 'DeleteObject', key: t.key('source') });
      const marker = t.header(deletion, 'x-cos-version-id') ?? '';
      const driver = driverOf(t, multipart);
      const upload = await driver.begin('target');
      const exchange = await t.send({
        op: 'UploadPartCopy',
        key: upload.key,
        query: { partNumber: '1', uploadId: upload.id },
        headers: { [SOURCE]: `${t.copySource(t.bucket, t.key('source'))}?versionId=${marker}` },
      });
      t.expect(exchange, { refusal: 'delete-marker-source' });
      t.expect(await t.send(driver.listing(upload)), {
        success: true,
        document: 'ListPartsResult',
        values: { 'Part.PartNumber': { absent: true } },
      });
    },
  },
  {
    id: 'source-version',
    title: 'The version of the source can be chosen, and the reply names the one that was copied',
    claims: ['T-PCOPY-13'],
    needs: ['versioning'],
    lease: 'own',
    impact: 'data-loss',
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const old = await writeVersion(t, t.key('source'), 'the old version');
      const current = await writeVersion(t, t.key('source'), 'current');
      const driver = driverOf(t, multipart);
      const source = t.copySource(t.bucket, t.key('source'));
      for (const [version, from, body] of [
        [old, `${source}?versionId=${old}`, 'the old version'],
        [current, source, 'current'],
      ] as const) {
        const upload = await driver.begin(body);
        const exchange = await t.send({
          op: 'UploadPartCopy',
          key: upload.key,
          query: { partNumber: '1', uploadId: upload.id },
          headers: { [SOURCE]: from },
        });
        t.expect(exchange, { success: true, headers: { 'x-cos-copy-source-version-id': version } });
        t.expect(await t.send(driver.listing(upload)), {
          success: true,
          document: 'ListPartsResult',
          values: { 'Part.Size': String(body.length) },
        });
      }
    },
  },
]);
