import { textAt, textsAt } from '../../../dialects/core/document-access.ts';
import { suite } from '../../../harness/check/suite.ts';
import { validated } from '../../behaviours/stored-object.ts';
import { listVersions, setVersioning, versionEntries, writeVersion } from '../versions.ts';

const lease = 'own';

export default suite('GetBucketObjectVersions', [
  {
    id: 'lists-versions-and-markers',
    title: 'GET ?versions lists every version and delete marker with its id, and says which is the latest',
    claims: ['T-VER-08'],
    lease,
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const first = await writeVersion(t, t.key(), 'first');
      const second = await writeVersion(t, t.key(), 'second');
      await t.setup({ op: 'DeleteObject', key: t.key() });
      const exchange = await listVersions(t, t.key(''), 3);
      t.expect(exchange, { status: 200, document: 'ListVersionsResult', values: { IsTruncated: /false/i } });
      const entries = versionEntries(t, exchange);
      t.compare(
        exchange,
        'entries',
        [
          { kind: 'Version', key: t.key(), versionId: second, isLatest: false },
          { kind: 'Version', key: t.key(), versionId: first, isLatest: false },
          { kind: 'DeleteMarker', key: t.key(), isLatest: true },
        ],
        entries.map(({ versionId, ...entry }) =>
          entry.kind === 'Version'
            ? { kind: entry.kind, key: entry.key, versionId, isLatest: entry.isLatest }
            : entry,
        ),
      );
      const marker = entries.find(({ kind }) => kind === 'DeleteMarker')?.versionId ?? '';
      t.compare(exchange, 'the marker has an id of its own', false, ['', first, second].includes(marker));
    },
  },
  {
    id: 'latest-version',
    title: 'Exactly the newest version of each key is the latest',
    claims: ['T-VER-08'],
    lease,
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const latest: string[] = [];
      for (const name of ['a', 'b']) {
        await writeVersion(t, t.key(name), 'old');
        latest.push(await writeVersion(t, t.key(name), 'new'));
      }
      const exchange = await listVersions(t, t.key(''), 4);
      t.expect(exchange, { success: true });
      const found = versionEntries(t, exchange).filter(({ isLatest }) => isLatest);
      t.compare(
        exchange,
        'latest versions',
        latest,
        found.map(({ versionId }) => versionId),
      );
    },
  },
  {
    id: 'order',
    title: 'Versions are ordered by key, those of one key from the newest to the oldest',
    claims: ['T-VER-08'],
    level: 'may',
    lease,
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const written: [name: string, id: string][] = [];
      for (const name of ['b', 'a', 'b', 'a', 'B'])
        written.push([name, await writeVersion(t, t.key(name), name)]);
      const exchange = await listVersions(t, t.key(''), written.length);
      t.expect(exchange, { success: true });
      const newestFirst = written.toReversed();
      const expected = ['B', 'a', 'b'].flatMap((name) => newestFirst.filter(([key]) => key === name));
      t.compare(
        exchange,
        'order',
        expected.map(([name, id]) => `${t.key(name)} ${id}`),
        versionEntries(t, exchange).map(({ key, versionId }) => `${key} ${versionId}`),
      );
    },
  },
  {
    id: 'entry-equals-object',
    title: 'ETag, Size and LastModified of an entry are those of its version',
    claims: ['T-VER-08'],
    lease,
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      await writeVersion(t, t.key(), 'Hello world');
      const object = await validated(t, { key: t.key() });
      const exchange = await listVersions(t, t.key(''), 1);
      t.expect(exchange, {
        success: true,
        document: 'ListVersionsResult',
        values: {
          'Version.Key': t.key(),
          'Version.ETag': { oneOf: [object.etag, object.etag.replaceAll('"', '')] },
          'Version.Size': '11',
          'Version.StorageClass': /standard/i,
        },
      });
      const time = Date.parse(textAt(t.read(exchange, 'ListVersionsResult'), 'Version.LastModified') ?? '');
      t.compare(exchange, 'LastModified', object.lastModified, Math.floor(time / 1000) * 1000);
    },
  },
  {
    id: 'without-versioning',
    title: 'Objects of a bucket without versioning are listed with the version id null',
    claims: ['T-VER-10', 'T-VER-08'],
    lease,
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'first' });
      await t.setup({ op: 'PutObject', key: t.key(), body: 'second' });
      const exchange = await listVersions(t, t.key(''), 1);
      t.expect(exchange, { success: true });
      t.compare(
        exchange,
        'entries',
        [{ kind: 'Version', key: t.key(), versionId: 'null', isLatest: true }],
        versionEntries(t, exchange),
      );
    },
  },
  {
    id: 'write-without-versioning',
    title: 'A write to a bucket without versioning names no version id but null',
    claims: ['T-VER-10'],
    lease,
    run: async (t) => {
      const exchange = await t.send({ op: 'PutObject', key: t.key(), body: 'content' });
      t.expect(exchange, { success: true });
      t.compare(exchange, 'version id', 'null', t.header(exchange, 'x-cos-version-id') ?? 'null');
      t.expect(await t.send({ op: 'GetObject', key: t.key(), query: { versionId: 'null' } }), {
        status: 200,
        body: 'content',
      });
    },
  },
  {
    id: 'prefix-and-delimiter',
    title: 'prefix and delimiter work on versions as on objects',
    claims: ['T-VER-08'],
    level: 'may',
    lease,
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      for (const name of ['a/1', 'a/2', 'b', 'c/1']) await writeVersion(t, t.key(name), name);
      const query = { versions: null, prefix: t.key(''), delimiter: '/' };
      await t.eventually(
        { op: 'GetBucketObjectVersions', query },
        {
          success: true,
          document: 'ListVersionsResult',
          values: {
            'Version.Key': { list: [t.key('b')] },
            'CommonPrefixes.Prefix': { list: [t.key('a/'), t.key('c/')] },
          },
        },
      );
    },
  },
  {
    id: 'pages',
    title: 'Following both markers page by page enumerates every version and marker exactly once',
    claims: ['T-VER-08'],
    impact: 'data-loss',
    lease,
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      for (const name of ['a', 'b', 'a', 'b', 'a', 'c']) await writeVersion(t, t.key(name), name);
      await t.setup({ op: 'DeleteObject', key: t.key('b') });
      const whole = await listVersions(t, t.key(''), 7);
      const expected = versionEntries(t, whole).map(({ key, versionId }) => `${key} ${versionId}`);
      t.compare(whole, 'number of entries', 7, expected.length);
      const found: string[] = [];
      let markers: Record<string, string | undefined> = {};
      let last = whole;
      for (let page = 0; page < 10; page++) {
        const query = { versions: null, prefix: t.key(''), 'max-keys': '2', ...markers };
        last = await t.send({ op: 'GetBucketObjectVersions', query });
        if (!t.expect(last, { success: true })) return;
        const entries = versionEntries(t, last);
        t.compare(last, 'at most two entries', true, entries.length <= 2);
        found.push(...entries.map(({ key, versionId }) => `${key} ${versionId}`));
        const result = t.read(last, 'ListVersionsResult');
        if (textAt(result, 'IsTruncated')?.toLowerCase() !== 'true') break;
        markers = {
          'key-marker': textAt(result, 'NextKeyMarker'),
          'version-id-marker': textAt(result, 'NextVersionIdMarker'),
        };
        t.compare(last, 'NextKeyMarker is present', true, markers['key-marker'] !== undefined);
      }
      t.compare(last, 'entries of all pages', expected.toSorted(), found.toSorted());
    },
  },
  {
    id: 'encoding-type',
    title: 'encoding-type=url percent-encodes the keys of versions and markers',
    claims: ['T-VER-08'],
    level: 'may',
    lease,
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      await writeVersion(t, t.key('a b中'), 'content');
      const query = { versions: null, prefix: t.key(''), 'encoding-type': 'url' };
      const exchange = await t.send({ op: 'GetBucketObjectVersions', query });
      t.expect(exchange, { success: true });
      const [key = ''] = textsAt(t.read(exchange, 'ListVersionsResult'), 'Version.Key');
      t.compare(exchange, 'encoded key', true, /a(?:%20|\+)b%E4%B8%AD$/i.test(key));
    },
  },
]);
