import { suite } from '../../../harness/check/suite.ts';

const tagging = { tagging: null } as const;

export default suite('DeleteObjectTagging', [
  {
    id: 'deletes-tags',
    title: 'DELETE ?tagging takes the tags away and leaves the object',
    claims: ['T-TAG-04'],
    level: 'should',
    impact: 'data-loss',
    run: async (t) => {
      const put = t.operation('PutObjectTagging');
      const fixture = await t.prepare(put);
      const { key } = fixture;
      await t.setup(t.sample(put, fixture));
      t.expect(await t.send({ op: 'DeleteObjectTagging', key, query: tagging }), {
        status: 204,
        body: 'empty',
      });
      t.expect(await t.send({ op: 'GetObjectTagging', key, query: tagging }), {
        anyOf: [
          { status: 200, document: 'Tagging', values: { 'TagSet.Tag.Key': { absent: true } } },
          { refusal: 'no-tags' },
        ],
      });
      t.expect(await t.send({ op: 'GetObject', key }), { status: 200 });
    },
  },
  {
    id: 'missing-key',
    title: 'Deleting the tags of a key that does not exist is refused with NoSuchKey',
    claims: ['T-TAG-05'],
    send: { key: 'missing', query: tagging },
    expect: { refusal: 'missing-key' },
  },
]);
