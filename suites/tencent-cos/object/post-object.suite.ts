import { suite } from '../../../harness/check/suite.ts';
import { formContents } from '../../behaviours/form-contents.ts';
import { formFilenames } from '../../behaviours/form-filename.ts';
import { formReplies } from '../../behaviours/form-replies.ts';
import { expectStored, post } from '../../behaviours/form-upload.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';
import { expectMetadata } from '../../behaviours/metadata.ts';
import { setVersioning } from '../versions.ts';
import { form } from './form-binding.ts';

export default suite('PostObject', [
  ...formContents({
    ...form,
    grounds: {
      ...sameGrounds(
        ['form-stores-bytes', 'form-stores-empty-file', 'form-stores-large-file'],
        ['T-POST-01', 'T-POST-08'],
      ),
      'form-key-literal': ['T-POST-01'],
      'form-overwrites': ['T-POST-11'],
      'form-standard-headers': ['T-POST-14'],
      'form-user-metadata': ['T-POST-15'],
      'form-unknown-fields': ['T-POST-18'],
      'form-field-case': ['T-POST-19'],
      'form-fields-after-file': ['T-POST-20'],
      'form-key-after-file': ['T-POST-20'],
      'form-file-type-ignored': ['T-POST-21'],
    },
  }),
  ...formFilenames({
    ...form,
    grounds: {
      'filename-in-key': ['T-POST-10'],
      'filename-twice-in-key': { claims: ['T-POST-10'], level: 'should' },
      'filename-wide': ['T-POST-10'],
      'filename-like-placeholder': { claims: ['T-POST-10'], level: 'should' },
      'filename-with-dollars': ['T-POST-10'],
      'filename-unused': ['T-POST-10'],
    },
  }),
  ...formReplies({
    ...form,
    grounds: {
      'status-default': ['T-POST-02', 'T-POST-08', 'T-POST-09'],
      'status-chosen': ['T-POST-03'],
      'status-created': ['T-POST-03', 'T-POST-04'],
      'status-unknown': { claims: ['T-POST-02'], level: 'should', reading: 'form-success' },
      'location-is-object': ['T-POST-09'],
      redirect: ['T-POST-05', 'T-POST-06'],
      'redirect-with-query': ['T-POST-06'],
      'redirect-over-status': ['T-POST-07'],
      'redirect-cannot-inject': ['T-POST-05'],
      'no-redirect-when-refused': ['T-POST-05'],
    },
  }),
  {
    id: 'storage-class',
    title: 'x-cos-storage-class is the storage class of the object',
    claims: ['T-POST-17'],
    run: async (t) => {
      const fields = [
        ['key', t.key()],
        ['x-cos-storage-class', 'STANDARD_IA'],
      ] as const;
      t.expect(await post(t, form, { fields }), { success: true });
      await expectMetadata(t, form, t.key(), { 'x-cos-storage-class': /STANDARD_IA/i });
    },
  },
  {
    id: 'storage-class-standard',
    title: 'Without x-cos-storage-class, or with STANDARD, the object is STANDARD',
    claims: ['T-POST-17'],
    run: async (t) => {
      for (const more of [[], [['x-cos-storage-class', 'STANDARD'] as const]]) {
        t.expect(await post(t, form, { fields: [['key', t.key()], ...more] }), { success: true });
        const exchange = await t.send({ op: 'HeadObject', key: t.key() });
        t.expect(exchange, { status: 200 });
        await expectStored(t, t.key());
        // the header may be left out for this class alone
        t.compare(
          exchange,
          'storage class',
          'STANDARD',
          t.header(exchange, 'x-cos-storage-class') ?? 'STANDARD',
        );
      }
    },
  },
  {
    id: 'server-side-encryption',
    title: 'x-cos-server-side-encryption AES256 is accepted and named in the answer',
    claims: ['T-POST-46'],
    run: async (t) => {
      const fields = [
        ['key', t.key()],
        ['x-cos-server-side-encryption', 'AES256'],
      ] as const;
      const headers = { 'x-cos-server-side-encryption': 'AES256' };
      t.expect(await post(t, form, { fields }), { success: true, headers });
      await expectStored(t, t.key(), undefined, headers);
    },
  },
  {
    id: 'version-id',
    title: 'In a bucket with versioning the answer names the version, and each form makes a new one',
    claims: ['T-POST-47'],
    needs: ['versioning'],
    lease: 'own',
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const seen = new Set<string>();
      for (const content of ['first', 'second']) {
        const exchange = await post(t, form, { fields: [['key', t.key()]], file: { content } });
        t.expect(exchange, { success: true, headers: { 'x-cos-version-id': { present: true } } });
        const versionId = t.header(exchange, 'x-cos-version-id') ?? '';
        seen.add(versionId);
        t.expect(await t.send({ op: 'GetObject', key: t.key(), query: { versionId } }), {
          status: 200,
          body: content,
        });
        t.compare(exchange, 'versions', seen.size, content === 'first' ? 1 : 2);
      }
    },
  },
]);
