import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
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
    id: 'objects-are-counted',
    title: 'Objects of the account and their bytes are counted, if not at once',
    claims: ['S-HEADACCT-09', 'S-HEADACCT-10'],
    racing: true,
    run: (t) =>
      withContainers(t, ['a'], async (base) => {
        const bucket = `${base}a`;
        const keys = Array.from({ length: 12 }, (_, index) => `object ${index}`);
        const body = t.random.bytes(1_000);
        for (const key of keys) await t.setup({ op: 'PutObject', bucket, key, body });
        // a server may have an account count what its containers have been seen to hold
        const held = { 'x-container-object-count': '12' };
        await t.eventually({ op: 'HeadContainer', bucket }, { success: true, headers: held });
        // others come and go at the same time: at least these there are
        await t.eventually(
          { op: 'HeadAccount' },
          {
            success: true,
            headers: { 'x-account-object-count': /\d{2,}/, 'x-account-bytes-used': /\d{5,}/ },
          },
        );
        for (const key of keys) await t.send({ op: 'DeleteObject', bucket, key });
      }),
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
  invalidRequest('HeadAccount', ['S-HEADACCT-03']),
  missingAccount('HeadAccount', ['S-HEADACCT-06', 'S-GEN-06']),
]);
