import { suite } from '../../../harness/check/suite.ts';
import { setVersioning, VERSION_HEADER, writeVersion } from '../versions.ts';

const needs = ['versioning'];

export default suite('GetObject', [
  {
    id: 'version-by-id',
    title: 'versionId reads that version, the current one without it',
    claims: ['T-GETOBJ-37', 'T-VER-05'],
    needs,
    lease: 'own',
    impact: 'data-loss',
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const versions: [id: string, body: string][] = [];
      for (const body of ['first', 'second', 'third version']) {
        versions.push([await writeVersion(t, t.key(), body), body]);
      }
      for (const [versionId, body] of versions) {
        const exchange = await t.send({ op: 'GetObject', key: t.key(), query: { versionId } });
        t.expect(exchange, { status: 200, body, headers: { [VERSION_HEADER]: versionId } });
      }
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), {
        status: 200,
        body: 'third version',
        headers: { [VERSION_HEADER]: versions.at(-1)?.[0] ?? '' },
      });
    },
  },
  {
    id: 'version-range',
    title: 'Ranges and conditions apply to the version that is asked for',
    claims: ['T-GETOBJ-37'],
    needs,
    lease: 'own',
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const versionId = await writeVersion(t, t.key(), '0123456789');
      const current = await writeVersion(t, t.key(), 'abc');
      const old = await t.setup({ op: 'GetObject', key: t.key(), query: { versionId } });
      const etag = t.header(old, 'etag') ?? '';
      const read = (id: string, headers: Record<string, string>) =>
        t.send({ op: 'GetObject', key: t.key(), query: { versionId: id }, headers });
      t.expect(await read(versionId, { Range: 'bytes=7-' }), { status: 206, body: '789' });
      t.expect(await read(versionId, { 'If-None-Match': etag }), { status: 304, body: 'empty' });
      t.expect(await read(current, { 'If-Match': etag }), { refusal: 'precondition-failed' });
    },
  },
  {
    id: 'unknown-version',
    title: 'A version that does not exist is answered with NoSuchVersion',
    claims: ['T-VER-09'],
    needs,
    lease: 'own',
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const removed = await writeVersion(t, t.key(), 'removed');
      await writeVersion(t, t.key(), 'current');
      const ofAnotherKey = await writeVersion(t, t.key('another'), 'another');
      await t.setup({ op: 'DeleteObject', key: t.key(), query: { versionId: removed } });
      for (const versionId of [removed, ofAnotherKey]) {
        const exchange = await t.send({ op: 'GetObject', key: t.key(), query: { versionId } });
        t.expect(exchange, { refusal: 'missing-version' });
      }
    },
  },
]);
