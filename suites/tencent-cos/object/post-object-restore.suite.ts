import { xmlSample } from '../../../dialects/tencent-cos/sample-body.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';

const BODY = 'archived content';

function restoreBody(tier?: string, days = 1) {
  return xmlSample('RestoreRequest', {
    Days: days,
    ...(tier === undefined ? {} : { CASJobParameters: { Tier: tier } }),
  });
}

function restore(t: CheckContext, key: string, body: ReturnType<typeof xmlSample> = restoreBody('Standard')) {
  return t.send({ op: 'PostObjectRestore', key, query: { restore: null }, ...body });
}

async function archive(t: CheckContext, name = 'object'): Promise<string> {
  const headers = { 'x-cos-storage-class': 'ARCHIVE' };
  await t.setup({ op: 'PutObject', key: t.key(name), headers, body: BODY });
  return t.key(name);
}

async function expectArchived(t: CheckContext, key: string): Promise<void> {
  t.expect(await t.send({ op: 'HeadObject', key }), {
    status: 200,
    headers: { 'x-cos-storage-class': /ARCHIVE/i, 'content-length': String(BODY.length) },
  });
}

export default suite('PostObjectRestore', [
  {
    id: 'accepts-restore',
    title: 'Restoring an archived object is answered with 202 and an empty body',
    claims: ['T-RESTORE-01', 'T-RESTORE-02'],
    run: async (t) => {
      const key = await archive(t);
      t.expect(await restore(t, key), { status: 202, body: 'empty' });
      await expectArchived(t, key);
    },
  },
  {
    id: 'accepts-every-tier',
    title: 'The body takes Days with each Tier',
    claims: ['T-RESTORE-02'],
    level: 'should',
    run: async (t) => {
      for (const tier of ['Standard', 'Expedited', 'Bulk']) {
        const key = await archive(t, tier);
        t.expect(await restore(t, key, restoreBody(tier, 3)), { status: 202, body: 'empty' });
      }
    },
  },
  {
    id: 'restore-in-progress',
    title: 'A second request while the first is under way is refused',
    claims: ['T-RESTORE-03'],
    run: async (t) => {
      const key = await archive(t);
      t.expect(await restore(t, key), { status: 202 });
      t.expect(await restore(t, key), { refusal: 'restore-in-progress' });
      await expectArchived(t, key);
    },
  },
  {
    id: 'archived-source-stays',
    title: 'The archived object goes on existing, listed in its class, while it is restored',
    claims: ['T-RESTORE-04'],
    impact: 'data-loss',
    run: async (t) => {
      const key = await archive(t);
      t.expect(await restore(t, key), { status: 202 });
      await expectArchived(t, key);
      await t.eventually(
        { op: 'GetBucket', query: { prefix: key } },
        {
          success: true,
          document: 'ListBucketResult',
          values: {
            'Contents.Key': key,
            'Contents.StorageClass': /ARCHIVE/i,
            'Contents.Size': String(BODY.length),
          },
        },
      );
      // restoring takes its time: until then the content cannot be read, and it is never another
      t.expect(await t.send({ op: 'GetObject', key }), {
        anyOf: [{ refusal: 'archived' }, { status: 200, body: BODY }],
      });
    },
  },
  {
    id: 'not-archived',
    title: 'Restoring an object that is not archived is refused and changes nothing',
    claims: ['T-RESTORE-06'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'standard' });
      t.expect(await restore(t, t.key()), { refusal: 'not-archived' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'standard' });
    },
  },
  {
    id: 'missing-key',
    title: 'Restoring a key that does not exist is refused with NoSuchKey and creates nothing',
    claims: ['T-RESTORE-07'],
    run: async (t) => {
      t.expect(await restore(t, t.key('missing')), { refusal: 'missing-key' });
      t.expect(await t.send({ op: 'GetObject', key: t.key('missing') }), { refusal: 'missing-key' });
    },
  },
  {
    id: 'malformed-xml',
    title: 'A body that is not well-formed XML is refused and starts nothing',
    claims: ['T-RESTORE-08'],
    run: async (t) => {
      const key = await archive(t);
      for (const body of [
        '<RestoreRequest><Days>1</Days>',
        'Days=1',
        '<RestoreRequest><Days>1</RestoreRequest>',
      ]) {
        const exchange = await t.send({ op: 'PostObjectRestore', key, query: { restore: null }, body });
        t.expect(exchange, { refusal: 'malformed-xml' });
      }
      // nothing is under way, so a proper request is accepted
      t.expect(await restore(t, key), { status: 202 });
    },
  },
  {
    id: 'anonymous',
    title: 'An anonymous restore is refused and starts nothing',
    claims: ['T-ERR-14'],
    impact: 'security',
    run: async (t) => {
      const key = await archive(t);
      const request = { op: 'PostObjectRestore', key, query: { restore: null }, ...restoreBody('Standard') };
      t.expect(await t.send({ ...request, as: 'anonymous' }), { refusal: 'anonymous-denied' });
      t.expect(await restore(t, key), { status: 202 });
    },
  },
]);
