import { xmlSample } from '../../../dialects/tencent-cos/sample-body.ts';
import { suite } from '../../../harness/check/suite.ts';
import { listVersions, setVersioning, versionEntries, writeVersion } from '../versions.ts';

const needs = ['versioning'];
const lease = 'own';

export default suite('DeleteMultipleObjects', [
  {
    id: 'leaves-delete-markers',
    title: 'With versioning, objects deleted without a version are hidden under delete markers and kept',
    claims: ['T-VER-06'],
    impact: 'data-loss',
    needs,
    lease,
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const names = ['a', 'b'];
      const ids: string[] = [];
      for (const name of names) ids.push(await writeVersion(t, t.key(name), name));
      const request = xmlSample('Delete', { Object: names.map((name) => ({ Key: t.key(name) })) });
      t.expect(await t.send({ op: 'DeleteMultipleObjects', ...request }), {
        success: true,
        document: 'DeleteResult',
        values: { 'Deleted.Key': { set: names.map(t.key) }, 'Error.Key': { absent: true } },
      });
      for (const [index, name] of names.entries()) {
        const query = { versionId: ids[index] };
        t.expect(await t.send({ op: 'GetObject', key: t.key(name) }), { refusal: 'missing-key' });
        t.expect(await t.send({ op: 'GetObject', key: t.key(name), query }), {
          status: 200,
          body: { text: name },
        });
      }
      const exchange = await listVersions(t, t.key(''), 4);
      t.expect(exchange, { success: true });
      const markers = versionEntries(t, exchange).filter(({ kind }) => kind === 'DeleteMarker');
      t.compare(exchange, 'delete markers', names.map(t.key), markers.map(({ key }) => key).toSorted());
    },
  },
  {
    id: 'removes-named-versions',
    title: 'A listed VersionId removes that version for good, and no other',
    claims: ['T-VER-07'],
    impact: 'data-loss',
    needs,
    lease,
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const old = await writeVersion(t, t.key(), 'removed');
      await writeVersion(t, t.key(), 'kept');
      const request = xmlSample('Delete', { Object: [{ Key: t.key(), VersionId: old }] });
      t.expect(await t.send({ op: 'DeleteMultipleObjects', ...request }), {
        success: true,
        document: 'DeleteResult',
        values: { 'Deleted.Key': t.key(), 'Error.Key': { absent: true } },
      });
      t.expect(await t.send({ op: 'GetObject', key: t.key(), query: { versionId: old } }), {
        refusal: 'missing-version',
      });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'kept' });
    },
  },
]);
