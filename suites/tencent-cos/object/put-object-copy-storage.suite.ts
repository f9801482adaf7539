import { textAt } from '../../../dialects/core/document-access.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import { copyNow, copyRequest, expectContent, expectMissing, SOURCE, TARGET } from '../../behaviours/copy.ts';
import { store } from '../../behaviours/stored-object.ts';
import { setVersioning, VERSION_HEADER, writeVersion } from '../versions.ts';
import { copying } from './copy-binding.ts';
import { crc64 } from './crc64.ts';

const CLASS = 'x-cos-storage-class';
const INFREQUENT = { [CLASS]: 'STANDARD_IA' };
const REPLACED = { 'x-cos-metadata-directive': 'Replaced' };

/** Expects a storage class; the header may be left out for STANDARD. */
async function expectClass(t: CheckContext, name: string, expected: string): Promise<void> {
  const exchange = await t.send({ op: 'HeadObject', key: t.key(name) });
  t.expect(exchange, { status: 200 });
  t.compare(exchange, `header ${CLASS}`, expected, t.header(exchange, CLASS) ?? 'STANDARD');
}

export default suite('PutObjectCopy', [
  {
    id: 'storage-class-of-the-copy',
    title: 'x-cos-storage-class sets the class of the copy and leaves that of the source',
    claims: ['T-COPY-19'],
    run: async (t) => {
      await store(t, SOURCE, 'content');
      await copyNow(t, copying, { headers: INFREQUENT });
      await expectClass(t, TARGET, 'STANDARD_IA');
      await expectContent(t, TARGET, 'content');
      await expectClass(t, SOURCE, 'STANDARD');
    },
  },
  {
    id: 'storage-class-default',
    title: 'Without x-cos-storage-class the copy is STANDARD, whatever the class of the source',
    claims: ['T-COPY-19'],
    run: async (t) => {
      await store(t, SOURCE, 'content', INFREQUENT);
      await copyNow(t, copying);
      await expectClass(t, TARGET, 'STANDARD');
      await expectClass(t, SOURCE, 'STANDARD_IA');
    },
  },
  {
    id: 'unknown-storage-class',
    title: 'A copy into an unknown storage class is refused and creates nothing',
    claims: ['T-ERR-21', 'T-COPY-30'],
    level: 'should',
    run: async (t) => {
      await store(t, SOURCE, 'content');
      const exchange = await t.send(copyRequest(t, copying, { headers: { [CLASS]: 'GLACIER' } }));
      t.expect(exchange, { refusal: 'invalid-storage-class' });
      await expectMissing(t, TARGET);
    },
  },
  {
    id: 'change-storage-class',
    title:
      'Copying an object onto itself with Replaced and x-cos-storage-class changes its class and not its content',
    claims: ['T-COPY-11'],
    impact: 'data-loss',
    run: async (t) => {
      const body = t.random.bytes(70_001);
      await store(t, SOURCE, body);
      await copyNow(t, copying, { to: SOURCE, headers: { ...REPLACED, ...INFREQUENT } });
      await expectClass(t, SOURCE, 'STANDARD_IA');
      await expectContent(t, SOURCE, body);
      await copyNow(t, copying, { to: SOURCE, headers: { ...REPLACED, [CLASS]: 'STANDARD' } });
      await expectClass(t, SOURCE, 'STANDARD');
      await expectContent(t, SOURCE, body);
    },
  },
  {
    id: 'crc64-of-the-copy',
    title: 'A CRC-64 that is sent with a copy is that of its content',
    claims: ['T-HDR-16'],
    impact: 'data-loss',
    run: async (t) => {
      const expected = crc64(new TextEncoder().encode('123456789'));
      await store(t, SOURCE, '123456789');
      const copy = await copyNow(t, copying);
      const head = await t.send({ op: 'HeadObject', key: t.key(TARGET) });
      t.expect(head, { status: 200, headers: { 'content-length': '9' } });
      const inDocument = textAt(t.read(copy, 'CopyObjectResult'), 'CRC64');
      if (inDocument !== undefined) t.compare(copy, 'CRC64', expected, inDocument);
      for (const exchange of [copy, head]) {
        const sent = t.header(exchange, 'x-cos-hash-crc64ecma');
        if (sent !== undefined) t.compare(exchange, 'header x-cos-hash-crc64ecma', expected, sent);
      }
    },
  },
  {
    id: 'source-version',
    title: 'versionId in the source copies that version, the current one without it',
    claims: ['T-COPY-27'],
    needs: ['versioning'],
    lease: 'own',
    impact: 'data-loss',
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const first = await writeVersion(t, t.key(SOURCE), 'first');
      await writeVersion(t, t.key(SOURCE), 'second');
      const source = t.copySource(t.bucket, t.key(SOURCE));
      for (const name of ['versionId', 'versionid']) {
        await copyNow(t, copying, { source: `${source}?${name}=${first}`, to: name });
        await expectContent(t, name, 'first');
      }
      await copyNow(t, copying);
      await expectContent(t, TARGET, 'second');
    },
  },
  {
    id: 'restores-old-version',
    title: 'Copying an old version onto its own key makes it the current one again',
    claims: ['T-COPY-27'],
    needs: ['versioning'],
    lease: 'own',
    impact: 'data-loss',
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const first = await writeVersion(t, t.key(SOURCE), 'first');
      const second = await writeVersion(t, t.key(SOURCE), 'second');
      const source = `${t.copySource(t.bucket, t.key(SOURCE))}?versionId=${first}`;
      await copyNow(t, copying, { source, to: SOURCE, headers: REPLACED });
      await expectContent(t, SOURCE, 'first');
      t.expect(await t.send({ op: 'GetObject', key: t.key(SOURCE), query: { versionId: second } }), {
        status: 200,
        body: 'second',
      });
    },
  },
  {
    id: 'version-id-of-the-copy',
    title: 'A copy into a bucket with versioning returns its own new x-cos-version-id',
    claims: ['T-COPY-28', 'T-VER-04'],
    needs: ['versioning'],
    lease: 'own',
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const source = await writeVersion(t, t.key(SOURCE), 'content');
      const ids = [source];
      for (let copy = 0; copy < 2; copy++) {
        const exchange = await t.send(copyRequest(t, copying));
        t.expect(exchange, { success: true, headers: { [VERSION_HEADER]: { present: true } } });
        const id = t.header(exchange, VERSION_HEADER) ?? '';
        t.compare(exchange, 'version id is new', false, ids.includes(id));
        ids.push(id);
      }
      t.expect(await t.send({ op: 'GetObject', key: t.key(TARGET) }), {
        status: 200,
        body: 'content',
        headers: { [VERSION_HEADER]: ids.at(-1) ?? '' },
      });
    },
  },
  {
    id: 'server-side-encryption',
    title: 'A copy that asks for server-side encryption says so in its response and on the object',
    claims: ['T-COPY-28'],
    run: async (t) => {
      const headers = { 'x-cos-server-side-encryption': 'AES256' };
      await store(t, SOURCE, 'content');
      const exchange = await t.send(copyRequest(t, copying, { headers }));
      t.expect(exchange, { success: true, headers });
      t.expect(await t.send({ op: 'GetObject', key: t.key(TARGET) }), {
        status: 200,
        body: 'content',
        headers,
      });
    },
  },
]);
