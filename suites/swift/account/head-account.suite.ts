import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import { denied } from '../access.ts';
import { withContainers } from '../containers.ts';
import { invalidRequest, missingAccount } from '../invalid-request.ts';

async function containerCount(t: CheckContext): Promise<number> {
  const exchange = await t.setup({ op: 'HeadAccount' });
  return Number(t.header(exchange, 'x-account-container-count'));
}

export default suite('HeadAccount', [
  {
    id: 'counts-are-numbers',
    title: 'Containers, objects and bytes of the account are told as numbers',
    claims: ['S-HEADACCT-08', 'S-HEADACCT-09', 'S-HEADACCT-10'],
    run: async (t) => {
      t.expect(await t.send({ op: 'HeadAccount' }), {
        success: true,
        body: 'empty',
        headers: {
          'x-account-container-count': /\d+/,
          'x-account-object-count': /\d+/,
          'x-account-bytes-used': /\d+/,
        },
      });
    },
  },
  {
    id: 'container-count-at-once',
    title: 'A container counts as soon as it is there',
    claims: ['S-HEADACCT-12'],
    racing: true,
    run: (t) =>
      withContainers(t, ['a', 'b', 'c'], async () => {
        // others make and remove containers at the same time: only that it is not fewer than ours can be told
        const exchange = await t.send({ op: 'HeadAccount' });
        t.expect(exchange, { success: true, headers: { 'x-account-container-count': /\d+/ } });
        t.compare(exchange, 'at least three containers', true, (await containerCount(t)) >= 3);
      }),
  },
  {
    id: 'reseller-asks',
    title: 'An admin of every account may ask',
    claims: ['S-HEADACCT-02', 'S-AUTH-19'],
    needs: ['resellerIdentity'],
    run: async (t) => {
      const headers = { 'x-account-container-count': /\d+/ };
      t.expect(await t.send({ op: 'HeadAccount', as: 'reseller' }), { success: true, headers });
    },
  },
  {
    id: 'admin-makes-no-account',
    title: 'An admin of the account may not create it',
    claims: ['S-AUTH-18'],
    impact: 'security',
    run: async (t) => {
      // its deletion is not tried: a target that obeyed would lose what is not the run's
      const exchange = await t.send({ op: 'HeadAccount', method: 'PUT' });
      t.expect(exchange, { refusal: ['access-denied', 'method-not-allowed'] });
    },
  },
  {
    id: 'missing-account-hidden',
    title: 'A caller without permission is refused, and does not learn that an account does not exist',
    claims: ['S-GEN-04', 'S-GEN-05'],
    reading: 'authorisation-first',
    needs: ['secondIdentity'],
    run: async (t) => {
      // nobody who is refused makes an account by asking for it
      const account = `${t.identity('main').account}bucketproofabsent`;
      for (const op of ['HeadAccount', 'ListContainers']) {
        for (const as of ['anonymous', 'second']) {
          t.expect(await t.send({ op, account, as }), denied(as));
        }
      }
    },
  },
  invalidRequest('HeadAccount', ['S-HEADACCT-03']),
  missingAccount('HeadAccount', ['S-HEADACCT-06', 'S-GEN-06']),
]);
