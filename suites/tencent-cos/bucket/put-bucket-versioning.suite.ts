import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import { setVersioning, VERSION_HEADER, versioningRequest, writeVersion } from '../versions.ts';

const lease = 'own';

function put(t: CheckContext, status: string) {
  return t.send({ op: 'PutBucketVersioning', ...versioningRequest(status) });
}

async function expectStatus(t: CheckContext, status: string): Promise<void> {
  await t.eventually(
    { op: 'GetBucketVersioning', query: { versioning: null } },
    { status: 200, document: 'VersioningConfiguration', values: { Status: status } },
  );
}

export default suite('PutBucketVersioning', [
  {
    id: 'enables-and-suspends',
    title: 'PUT ?versioning takes Enabled and Suspended, and GET returns what was set last',
    claims: ['T-VER-01', 'T-VER-03'],
    lease,
    run: async (t) => {
      for (const status of ['Enabled', 'Suspended', 'Enabled']) {
        t.expect(await put(t, status), { status: 200, body: 'empty' });
        await expectStatus(t, status);
      }
    },
  },
  {
    id: 'suspends-at-once',
    title: 'Suspended may be set on a bucket that never had versioning',
    claims: ['T-VER-01', 'T-VER-03'],
    level: 'should',
    lease,
    run: async (t) => {
      t.expect(await put(t, 'Suspended'), { status: 200, body: 'empty' });
      await expectStatus(t, 'Suspended');
    },
  },
  {
    id: 'unknown-status',
    title: 'Another Status is refused and the old one stays',
    claims: ['T-VER-01'],
    level: 'may',
    lease,
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      for (const status of ['Disabled', 'enabled', '']) {
        t.expect(await put(t, status), { refusal: 'invalid-element' });
        await expectStatus(t, 'Enabled');
      }
    },
  },
  {
    id: 'new-id-for-every-write',
    title: 'With versioning every upload, copy and completed upload returns a version id of its own',
    claims: ['T-VER-04'],
    lease,
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const key = t.key();
      const copySource = t.copySource(t.bucket, key);
      const complete = t.operation('CompleteMultipartUpload');
      const writes = [
        { op: 'PutObject', key, body: 'one' },
        { op: 'PutObject', key, body: 'one' },
        { op: 'PutObjectCopy', key: t.key('copy'), headers: { 'x-cos-copy-source': copySource } },
        t.sample(complete, await t.prepare(complete)),
      ];
      const seen = ['null'];
      for (const write of writes) {
        const exchange = await t.send(write);
        t.expect(exchange, { success: true, headers: { [VERSION_HEADER]: { present: true } } });
        const id = t.header(exchange, VERSION_HEADER) ?? 'null';
        t.compare(exchange, 'version id is new', false, seen.includes(id));
        seen.push(id);
      }
    },
  },
  {
    id: 'old-versions-stay',
    title: 'Overwriting keeps every older version, with its content and metadata',
    claims: ['T-VER-04', 'T-VER-05'],
    impact: 'data-loss',
    lease,
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const ids: string[] = [];
      for (const name of ['first', 'second', 'third']) {
        const headers = { 'x-cos-meta-name': name };
        const exchange = await t.setup({ op: 'PutObject', key: t.key(), headers, body: name });
        ids.push(t.header(exchange, VERSION_HEADER) ?? '');
      }
      for (const [index, name] of ['first', 'second', 'third'].entries()) {
        const query = { versionId: ids[index] };
        t.expect(await t.send({ op: 'GetObject', key: t.key(), query }), {
          status: 200,
          body: name,
          headers: { 'x-cos-meta-name': name },
        });
      }
    },
  },
  {
    id: 'object-from-before',
    title:
      'An object written before versioning was enabled keeps the version id null and is not lost to an overwrite',
    claims: ['T-VER-10', 'T-VER-05'],
    impact: 'data-loss',
    lease,
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'from before' });
      await setVersioning(t, 'Enabled');
      await writeVersion(t, t.key(), 'from after');
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'from after' });
      t.expect(await t.send({ op: 'GetObject', key: t.key(), query: { versionId: 'null' } }), {
        status: 200,
        body: 'from before',
      });
    },
  },
  {
    id: 'null-while-suspended',
    title: 'While versioning is suspended a write has the version id null, or none in the header',
    claims: ['T-VER-10'],
    lease,
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const kept = await writeVersion(t, t.key(), 'enabled');
      await setVersioning(t, 'Suspended');
      const suspended = await t.send({ op: 'PutObject', key: t.key(), body: 'suspended' });
      t.expect(suspended, { status: 200 });
      t.compare(suspended, `header ${VERSION_HEADER}`, 'null', t.header(suspended, VERSION_HEADER) ?? 'null');
      for (const [versionId, body] of [
        ['null', 'suspended'],
        [kept, 'enabled'],
      ] as const) {
        t.expect(await t.send({ op: 'GetObject', key: t.key(), query: { versionId } }), {
          status: 200,
          body,
        });
      }
    },
  },
  {
    id: 'suspended-write-replaces-null',
    title: 'While versioning is suspended a write replaces the null version and no other',
    claims: ['T-VER-10'],
    impact: 'data-loss',
    lease,
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'first null' });
      await setVersioning(t, 'Enabled');
      const kept = await writeVersion(t, t.key(), 'kept');
      await setVersioning(t, 'Suspended');
      t.expect(await t.send({ op: 'PutObject', key: t.key(), body: 'second null' }), { status: 200 });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'second null' });
      for (const [versionId, body] of [
        ['null', 'second null'],
        [kept, 'kept'],
      ] as const) {
        t.expect(await t.send({ op: 'GetObject', key: t.key(), query: { versionId } }), {
          status: 200,
          body,
        });
      }
    },
  },
  {
    id: 'anonymous',
    title: 'An anonymous change of versioning is refused and changes nothing',
    claims: ['T-ERR-14'],
    impact: 'security',
    lease,
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const request = {
        op: 'PutBucketVersioning',
        ...versioningRequest('Suspended'),
        as: 'anonymous',
      } as const;
      t.expect(await t.send(request), { refusal: 'anonymous-denied' });
      await expectStatus(t, 'Enabled');
    },
  },
]);
