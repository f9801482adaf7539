import { suite } from '../../../harness/check/suite.ts';
import { conditionals } from '../../behaviours/conditionals.ts';
import { denied } from '../access.ts';
import { invalidRequest } from '../invalid-request.ts';
import { conditionGrounds } from './conditions.ts';

const SAME = ['S-HEADOBJ-11'];

export default suite('HeadObject', [
  ...conditionals({
    operation: 'HeadObject',
    returnsBody: false,
    grounds: {
      ...conditionGrounds({
        match: SAME,
        noneMatch: SAME,
        modified: SAME,
        unmodified: SAME,
        forms: SAME,
        dates: SAME,
        revealed: ['S-HEADOBJ-02'],
        missing: ['S-HEADOBJ-08'],
      }),
    },
  }),
  {
    id: 'range-ignored',
    title: 'Range means nothing: the length is that of the object',
    claims: ['S-HEADOBJ-12'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: '0123456789' });
      for (const range of ['bytes=0-3', 'bytes=100-']) {
        t.expect(await t.send({ op: 'HeadObject', key: t.key(), headers: { Range: range } }), {
          status: 200,
          body: 'empty',
          headers: { 'content-length': '10', 'content-range': { absent: true } },
        });
      }
    },
  },
  {
    id: 'referrer',
    title: 'A referrer pattern in the read list has to fit the Referer',
    claims: ['S-HEADOBJ-03'],
    reading: 'acl-referrer',
    level: 'may',
    needs: ['referrers'],
    lease: 'own',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'x' });
      await t.setup({ op: 'UpdateContainerAcl', headers: { 'X-Container-Read': '*,.r:.example.com' } });
      const ask = { op: 'HeadObject', key: t.key(), as: 'anonymous' };
      await t.eventually({ ...ask, headers: { Referer: 'http://a.example.com/' } }, { success: true });
      // who has * in its grammar lets everybody in
      await t.eventually(
        { ...ask, headers: { Referer: 'http://elsewhere.net/' } },
        { anyOf: [denied('anonymous'), { success: true }] },
      );
    },
  },
  invalidRequest('HeadObject', ['S-HEADOBJ-05']),
]);
