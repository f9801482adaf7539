import { textsAt } from '../../../dialects/core/document-access.ts';
import { xmlSample } from '../../../dialects/tencent-cos/sample-body.ts';
import { suite } from '../../../harness/check/suite.ts';
import { multiDeletes } from '../../behaviours/multi-delete.ts';
import { multiDeleteLists } from '../../behaviours/multi-delete-lists.ts';
import type { MultiDelete } from '../../behaviours/multi-delete-request.ts';

const deletion: MultiDelete = {
  operation: 'DeleteMultipleObjects',
  request: 'Delete',
  result: 'DeleteResult',
  maxKeyBytes: 850,
};

export default suite('DeleteMultipleObjects', [
  ...multiDeletes({
    ...deletion,
    grounds: {
      'deletes-all': ['T-DELMULTI-01', 'T-DELMULTI-02', 'T-DELMULTI-03'],
      'deletes-one': ['T-DELMULTI-02', 'T-DELMULTI-03'],
      'verbose-by-default': ['T-DELMULTI-05', 'T-DELMULTI-03'],
      quiet: ['T-DELMULTI-04', 'T-DELMULTI-05'],
      'quiet-capitalised': { claims: ['T-DELMULTI-05'], reading: 'booleans' },
      'failure-reported': ['T-DELMULTI-06', 'T-DELMULTI-02'],
      'missing-keys': ['T-DELMULTI-14'],
      'spares-similar': ['T-DELMULTI-02'],
      'leading-slash': ['T-DELMULTI-15'],
      'awkward-keys': ['T-DELMULTI-17', 'T-DELMULTI-02'],
      'listed-twice': ['T-DELMULTI-18'],
    },
  }),
  ...multiDeleteLists({
    ...deletion,
    maxKeys: 1000,
    group: 'a thousand objects to delete',
    grounds: {
      'character-references': ['T-DELMULTI-17'],
      'element-order': ['T-DELMULTI-16'],
      'most-keys': ['T-DELMULTI-07'],
      'too-many-keys': ['T-DELMULTI-08'],
      'no-keys': ['T-DELMULTI-13'],
      'object-without-key': { claims: ['T-DELMULTI-13'], level: 'should' },
      'cut-off-list': ['T-DELMULTI-12'],
    },
  }),
  {
    id: 'read-does-not-allow',
    title: 'Who may only read a bucket deletes nothing: the request is refused, or each key',
    claims: ['T-DELMULTI-19', 'T-DELMULTI-06'],
    needs: ['secondIdentity'],
    impact: 'security',
    lease: 'own',
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read' } });
      const keys = ['a', 'b'];
      for (const key of keys) {
        await t.setup({ op: 'PutObject', key, body: 'kept', headers: { 'x-cos-acl': 'public-read-write' } });
      }
      const request = xmlSample('Delete', { Quiet: false, Object: keys.map((Key) => ({ Key })) });
      for (const [as, refusal] of [
        ['second', 'access-denied'],
        ['anonymous', 'anonymous-denied'],
      ] as const) {
        const exchange = await t.send({ op: 'DeleteMultipleObjects', ...request, as });
        t.expect(exchange, {
          anyOf: [
            { refusal },
            {
              success: true,
              document: 'DeleteResult',
              values: {
                'Deleted.Key': { absent: true },
                'Error.Key': { set: keys },
                'Error.Code': { list: keys.map(() => 'AccessDenied') },
              },
            },
          ],
        });
        for (const key of keys)
          t.expect(await t.send({ op: 'GetObject', key }), { status: 200, body: 'kept' });
      }
    },
  },
  {
    id: 'write-allows',
    title: 'Who may write to a bucket may delete its objects',
    claims: ['T-DELMULTI-19'],
    needs: ['secondIdentity'],
    lease: 'own',
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read-write' } });
      for (const as of ['second', 'anonymous'] as const) {
        await t.setup({ op: 'PutObject', key: as, body: 'deleted' });
        const request = xmlSample('Delete', { Object: [{ Key: as }] });
        const exchange = await t.eventually(
          { op: 'DeleteMultipleObjects', ...request, as },
          { success: true, document: 'DeleteResult' },
        );
        t.compare(exchange, 'Deleted.Key', [as], textsAt(t.read(exchange, 'DeleteResult'), 'Deleted.Key'));
        t.expect(await t.send({ op: 'GetObject', key: as }), { refusal: 'missing-key' });
      }
    },
  },
  {
    id: 'digest-of-other-list',
    title: 'A Content-MD5 that belongs to another list is refused, and neither list is deleted',
    claims: ['T-DELMULTI-10'],
    impact: 'data-loss',
    run: async (t) => {
      const lists = ['one', 'other'].map((name) => xmlSample('Delete', { Object: [{ Key: t.key(name) }] }));
      const [one, other] = lists;
      for (const name of ['one', 'other']) await t.setup({ op: 'PutObject', key: t.key(name), body: name });
      const exchange = await t.send({
        op: 'DeleteMultipleObjects',
        headers: other?.headers ?? [],
        body: one?.body,
      });
      t.expect(exchange, { refusal: 'bad-digest' });
      for (const name of ['one', 'other']) {
        t.expect(await t.send({ op: 'GetObject', key: t.key(name) }), { status: 200, body: { text: name } });
      }
    },
  },
]);
