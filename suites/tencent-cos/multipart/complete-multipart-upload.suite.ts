import { textAt } from '../../../dialects/core/document-access.ts';
import { percentDecode } from '../../../dialects/core/percent-encoding.ts';
import { suite } from '../../../harness/check/suite.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';
import { completions } from '../../behaviours/multipart-complete.ts';
import { completionLists } from '../../behaviours/multipart-complete-lists.ts';
import { driverOf, listed } from '../../behaviours/multipart-upload.ts';
import { setVersioning, VERSION_HEADER, writeVersion } from '../versions.ts';
import { multipart } from './uploads-in-parts.ts';

export default suite('CompleteMultipartUpload', [
  ...completions({
    multipart,
    grounds: {
      concatenates: ['T-COMPL-03', 'T-COMPL-01'],
      'one-small-part': ['T-COMPL-14'],
      'small-last-part': ['T-COMPL-14'],
      'empty-last-part': { claims: ['T-COMPL-14'], level: 'may', reading: 'small-parts' },
      'completion-reply': ['T-COMPL-01', 'T-COMPL-02', 'T-COMPL-05'],
      'etag-is-opaque': ['T-COMPL-24'],
      'replaces-object': ['T-COMPL-22', 'T-COMPL-04'],
      'unlisted-parts-discarded': ['T-COMPL-17'],
      'upload-gone-after-completion': ['T-COMPL-16'],
      'two-uploads-of-one-key': ['T-COMPL-22', 'T-COMPL-03'],
      'white-space-before-result': ['T-COMPL-18', 'T-COMPL-19'],
    },
  }),
  ...completionLists({
    multipart,
    grounds: {
      'part-not-uploaded': ['T-COMPL-08', 'T-COMPL-21'],
      'part-etag-differs': ['T-COMPL-09', 'T-COMPL-21'],
      'part-etag-of-replaced': ['T-COMPL-09', 'T-PART-05'],
      'parts-not-ascending': ['T-COMPL-10', 'T-COMPL-21'],
      'part-listed-twice': { claims: ['T-COMPL-11', 'T-COMPL-21'], level: 'should', reading: 'part-lists' },
      'part-numbers-with-gap': { claims: ['T-COMPL-12'], reading: 'part-lists' },
      ...sameGrounds(
        ['small-part-before-last', 'almost-large-part-before-last'],
        ['T-COMPL-13', 'T-COMPL-21'],
      ),
      'list-empty': ['T-COMPL-20', 'T-COMPL-21'],
      'part-incomplete': ['T-COMPL-07', 'T-COMPL-21'],
      'part-number-listed-wrong': { claims: ['T-COMPL-07', 'T-COMPL-21'], level: 'should' },
      'completion-of-foreign-upload': ['T-COMPL-15'],
      'etag-forms': ['T-COMPL-23'],
      'longest-list': ['T-RESUL-05'],
      'long-body': { claims: ['T-RESUL-05'], level: 'should' },
    },
  }),
  {
    id: 'location',
    title: 'Location names the host and the key of the object',
    claims: ['T-COMPL-06'],
    run: async (t) => {
      const driver = driverOf(t, multipart);
      for (const name of ['plain/name.txt', 'a b+c/\u4e2d']) {
        const upload = await driver.begin(name);
        const part = await driver.put(upload, 1, 'located');
        const exchange = await t.send(driver.completion(upload, [listed(part)]));
        t.expect(exchange, { success: true });
        // written with and without scheme, the key with and without percent-encoding
        const location = textAt(t.read(exchange, 'CompleteMultipartUploadResult'), 'Location') ?? '';
        const [, host, path = ''] = /^(?:https?:)?(?:\/\/)?([^/]+)\/(.*)$/s.exec(location) ?? [];
        t.compare(exchange, 'host in Location', t.host(), host);
        const key = path === upload.key ? path : (percentDecode(path) ?? path);
        t.compare(exchange, 'key in Location', upload.key, key);
      }
    },
  },
  {
    id: 'makes-a-version',
    title: 'With versioning a completion makes a new version and keeps the one before it',
    claims: ['T-VER-04'],
    needs: ['versioning'],
    lease: 'own',
    impact: 'data-loss',
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const old = await writeVersion(t, t.key(), 'the version before');
      const driver = driverOf(t, multipart);
      const upload = await driver.begin();
      const part = await driver.put(upload, 1, 'the new version');
      const exchange = await t.send(driver.completion(upload, [listed(part)]));
      t.expect(exchange, { success: true, headers: { [VERSION_HEADER]: { present: true } } });
      const versionId = t.header(exchange, VERSION_HEADER);
      t.compare(exchange, 'id of its own', true, versionId !== old);
      for (const [query, body] of [
        [{}, 'the new version'],
        [{ versionId }, 'the new version'],
        [{ versionId: old }, 'the version before'],
      ] as const) {
        t.expect(await t.send({ ...driver.read(upload), query }), { status: 200, body });
      }
    },
  },
  {
    id: 'read-does-not-allow',
    title: 'Who may only read a bucket cannot complete an upload in it, with valid parts',
    claims: ['T-ERR-14'],
    needs: ['secondIdentity'],
    impact: 'security',
    lease: 'own',
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read' } });
      const driver = driverOf(t, multipart);
      const upload = await driver.begin();
      const part = await driver.put(upload, 1, 'complete');
      for (const [as, refusal] of [
        ['second', 'access-denied'],
        ['anonymous', 'anonymous-denied'],
      ] as const) {
        t.expect(await t.send({ ...driver.completion(upload, [listed(part)]), as }), { refusal });
        t.expect(await t.send(driver.read(upload)), { refusal: 'missing-key' });
      }
      t.expect(await t.send(driver.completion(upload, [listed(part)])), { success: true });
    },
  },
]);
