import { suite } from '../../../harness/check/suite.ts';
import { listVersions, setVersioning, VERSION_HEADER, versionEntries, writeVersion } from '../versions.ts';

const needs = ['versioning'];
const lease = 'own';

export default suite('DeleteObject', [
  {
    id: 'leaves-delete-marker',
    title:
      'With versioning a deletion without versionId hides the object under a delete marker and keeps its versions',
    claims: ['T-VER-06'],
    impact: 'data-loss',
    needs,
    lease,
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const versionId = await writeVersion(t, t.key(), 'kept');
      t.expect(await t.send({ op: 'DeleteObject', key: t.key() }), { status: 204, body: 'empty' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
      t.expect(await t.send({ op: 'HeadObject', key: t.key() }), { status: 404 });
      t.expect(await t.send({ op: 'GetObject', key: t.key(), query: { versionId } }), {
        status: 200,
        body: 'kept',
      });
      const exchange = await listVersions(t, t.key(''), 2);
      t.expect(exchange, { success: true });
      t.compare(
        exchange,
        'kinds and latest',
        ['Version false', 'DeleteMarker true'],
        versionEntries(t, exchange).map(({ kind, isLatest }) => `${kind} ${isLatest}`),
      );
    },
  },
  {
    id: 'hidden-object-is-not-listed',
    title: 'An object under a delete marker is not listed as an object',
    claims: ['T-VER-06'],
    needs,
    lease,
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      await writeVersion(t, t.key('gone'), 'gone');
      await writeVersion(t, t.key('here'), 'here');
      await t.setup({ op: 'DeleteObject', key: t.key('gone') });
      await t.eventually(
        { op: 'GetBucket', query: { prefix: t.key('') } },
        {
          success: true,
          document: 'ListBucketResult',
          values: { 'Contents.Key': { list: [t.key('here')] } },
        },
      );
    },
  },
  {
    id: 'removes-delete-marker',
    title: 'Deleting the delete marker by its id brings the object back',
    claims: ['T-VER-07'],
    impact: 'data-loss',
    needs,
    lease,
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      await writeVersion(t, t.key(), 'back again');
      await t.setup({ op: 'DeleteObject', key: t.key() });
      const listing = await listVersions(t, t.key(''), 2);
      t.expect(listing, { success: true });
      const marker = versionEntries(t, listing).find(({ kind }) => kind === 'DeleteMarker')?.versionId;
      const query = { versionId: marker };
      t.expect(await t.send({ op: 'DeleteObject', key: t.key(), query }), { status: 204 });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'back again' });
    },
  },
  {
    id: 'deletes-one-version',
    title: 'A deletion with versionId removes that version for good and no other',
    claims: ['T-VER-07'],
    impact: 'data-loss',
    needs,
    lease,
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const first = await writeVersion(t, t.key(), 'first');
      const second = await writeVersion(t, t.key(), 'second');
      const third = await writeVersion(t, t.key(), 'third');
      const read = (versionId?: string) => t.send({ op: 'GetObject', key: t.key(), query: { versionId } });
      const remove = (versionId: string) =>
        t.send({ op: 'DeleteObject', key: t.key(), query: { versionId } });
      t.expect(await remove(second), { status: 204, body: 'empty' });
      t.expect(await read(second), { refusal: 'missing-version' });
      t.expect(await read(first), { status: 200, body: 'first' });
      t.expect(await read(), { status: 200, body: 'third' });
      // without its newest version the object is what the one before it was
      t.expect(await remove(third), { status: 204 });
      t.expect(await read(), { status: 200, body: 'first' });
      t.expect(await remove(first), { status: 204 });
      t.expect(await read(), { refusal: 'missing-key' });
      t.expect(await listVersions(t, t.key(''), 0), {
        success: true,
        document: 'ListVersionsResult',
        values: { 'Version.Key': { absent: true }, 'DeleteMarker.Key': { absent: true } },
      });
    },
  },
  {
    id: 'deletes-null-version',
    title: 'The version id null deletes the version from before versioning, and no other',
    claims: ['T-VER-07'],
    impact: 'data-loss',
    needs,
    lease,
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'from before' });
      await setVersioning(t, 'Enabled');
      await writeVersion(t, t.key(), 'from after');
      const query = { versionId: 'null' };
      t.expect(await t.send({ op: 'DeleteObject', key: t.key(), query }), { status: 204 });
      t.expect(await t.send({ op: 'GetObject', key: t.key(), query }), { refusal: 'missing-version' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'from after' });
    },
  },
  {
    id: 'writes-after-marker',
    title: 'A write after a deletion makes the object readable again, as a new version',
    claims: ['T-VER-06'],
    needs,
    lease,
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      await writeVersion(t, t.key(), 'before');
      await t.setup({ op: 'DeleteObject', key: t.key() });
      const versionId = await writeVersion(t, t.key(), 'after');
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), {
        status: 200,
        body: 'after',
        headers: { [VERSION_HEADER]: versionId },
      });
    },
  },
  {
    id: 'anonymous-version-delete',
    title: 'An anonymous deletion of a version is refused and the version stays',
    claims: ['T-DELOBJ-03', 'T-VER-07'],
    impact: 'security',
    needs,
    lease,
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const versionId = await writeVersion(t, t.key(), 'kept');
      const request = { op: 'DeleteObject', key: t.key(), query: { versionId }, as: 'anonymous' } as const;
      t.expect(await t.send(request), { refusal: 'anonymous-denied' });
      t.expect(await t.send({ op: 'GetObject', key: t.key(), query: { versionId } }), {
        status: 200,
        body: 'kept',
      });
    },
  },
]);
