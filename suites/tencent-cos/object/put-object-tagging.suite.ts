import { xmlSample } from '../../../dialects/tencent-cos/sample-body.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import { storeValidated, validated } from '../../behaviours/stored-object.ts';
import { setVersioning, writeVersion } from '../versions.ts';

type Tags = readonly (readonly [key: string, value: string])[];

const tagging = { tagging: null } as const;

function tagBody(tags: Tags) {
  return xmlSample('Tagging', { TagSet: { Tag: tags.map(([Key, Value]) => ({ Key, Value })) } });
}

function putTags(t: CheckContext, tags: Tags, key = t.key()) {
  return t.send({ op: 'PutObjectTagging', key, query: tagging, ...tagBody(tags) });
}

async function expectTags(t: CheckContext, tags: Tags, key = t.key()): Promise<void> {
  const exchange = await t.send({ op: 'GetObjectTagging', key, query: tagging });
  t.expect(exchange, {
    status: 200,
    document: 'Tagging',
    values: {
      'TagSet.Tag.Key': { set: tags.map(([name]) => name) },
      'TagSet.Tag.Value': { set: tags.map(([, value]) => value) },
    },
  });
}

const OLD: Tags = [['kept', 'yes']];

/** Tag sets that are refused; the old tags stay. */
function refused(tags: readonly Tags[], refusal: string) {
  return async (t: CheckContext): Promise<void> => {
    await t.setup({ op: 'PutObject', key: t.key(), body: 'tagged' });
    t.expect(await putTags(t, OLD), { success: true });
    for (const set of tags) {
      t.expect(await putTags(t, set), { refusal });
      await expectTags(t, OLD);
    }
  };
}

export default suite('PutObjectTagging', [
  {
    id: 'sets-tags',
    title: 'PUT ?tagging is answered with 200, and GET ?tagging returns the same tags',
    claims: ['T-TAG-04'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'tagged' });
      const tags: Tags = [
        ['age', '18'],
        ['name', 'a b'],
      ];
      t.expect(await putTags(t, tags), { status: 200, body: 'empty' });
      await expectTags(t, tags);
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'tagged' });
    },
  },
  {
    id: 'keeps-characters',
    title: 'Every allowed character of keys and values comes back, up to the longest of each',
    claims: ['T-TAG-04'],
    level: 'should',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'tagged' });
      const tags: Tags = [
        ['Aa0 +-_=.:/', 'Zz9 +-_=.:/'],
        ['k'.repeat(127), 'v'.repeat(255)],
      ];
      t.expect(await putTags(t, tags), { status: 200 });
      await expectTags(t, tags);
    },
  },
  {
    id: 'replaces-tags',
    title: 'New tags replace the old ones completely',
    claims: ['T-TAG-04'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'tagged' });
      t.expect(
        await putTags(t, [
          ['a', '1'],
          ['b', '2'],
        ]),
        { success: true },
      );
      t.expect(await putTags(t, [['b', '3']]), { success: true });
      await expectTags(t, [['b', '3']]);
    },
  },
  {
    id: 'belong-to-one-object',
    title: 'Tags of one object are not those of another, and change nothing else of their own',
    claims: ['T-TAG-04'],
    run: async (t) => {
      const before = await storeValidated(t, 'object', 'content', { 'x-cos-meta-color': 'blue' });
      await t.setup({ op: 'PutObject', key: t.key('object/child'), body: 'other' });
      t.expect(await putTags(t, [['a', '1']]), { success: true });
      t.expect(await putTags(t, [['b', '2']], t.key('object/child')), { success: true });
      await expectTags(t, [['a', '1']]);
      await expectTags(t, [['b', '2']], t.key('object/child'));
      const exchange = await t.send({ op: 'GetObject', key: t.key() });
      t.expect(exchange, { status: 200, body: 'content', headers: { 'x-cos-meta-color': 'blue' } });
      t.compare(exchange, 'ETag', before.etag, (await validated(t, before)).etag);
    },
  },
  {
    id: 'missing-key',
    title: 'Tagging a key that does not exist is refused with NoSuchKey and creates nothing',
    claims: ['T-TAG-05'],
    run: async (t) => {
      t.expect(await putTags(t, [['a', '1']], t.key('missing')), { refusal: 'missing-key' });
      t.expect(await t.send({ op: 'GetObject', key: t.key('missing') }), { refusal: 'missing-key' });
    },
  },
  {
    id: 'invalid-characters',
    title: 'Tags with other characters than the allowed ones are refused and the old tags stay',
    claims: ['T-TAG-06'],
    run: refused([[['a*b', '1']], [['a', 'b?c']], [['a,b', '1']], [['<a>', '1']]], 'invalid-tag'),
  },
  {
    id: 'invalid-lengths',
    title: 'An empty tag key, a key of more than 128 and a value of more than 256 characters are refused',
    claims: ['T-TAG-06'],
    run: refused([[['k'.repeat(129), '1']], [['a', 'v'.repeat(257)]], [['', '1']]], 'invalid-tag'),
  },
  {
    id: 'ten-tags',
    title: 'An object may have ten tags',
    claims: ['T-TAG-07'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'tagged' });
      const tags = Array.from({ length: 10 }, (_, index) => [`key${index}`, `value${index}`] as const);
      t.expect(await putTags(t, tags), { success: true });
      await expectTags(t, tags);
    },
  },
  {
    id: 'eleven-tags',
    title: 'More than ten tags are refused and the old tags stay',
    claims: ['T-TAG-07'],
    run: refused(
      [Array.from({ length: 11 }, (_, index) => [`key${index}`, `value${index}`] as const)],
      'too-many-tags',
    ),
  },
  {
    id: 'tags-of-a-version',
    title: 'versionId tags that version alone',
    claims: ['T-TAG-04'],
    level: 'may',
    needs: ['versioning'],
    lease: 'own',
    run: async (t) => {
      await setVersioning(t, 'Enabled');
      const first = await writeVersion(t, t.key(), 'first');
      const second = await writeVersion(t, t.key(), 'second');
      for (const [versionId, value] of [
        [first, 'one'],
        [second, 'two'],
      ] as const) {
        const query = { tagging: null, versionId };
        const exchange = await t.send({
          op: 'PutObjectTagging',
          key: t.key(),
          query,
          ...tagBody([['version', value]]),
        });
        t.expect(exchange, { success: true });
      }
      const exchange = await t.send({
        op: 'GetObjectTagging',
        key: t.key(),
        query: { tagging: null, versionId: first },
      });
      t.expect(exchange, { status: 200, document: 'Tagging', values: { 'TagSet.Tag.Value': 'one' } });
      await expectTags(t, [['version', 'two']]);
    },
  },
]);
