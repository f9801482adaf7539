import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';

const HEADER = 'X-Storage-Policy';

/** Names of the policies that a server says it has. */
async function policiesOf(t: CheckContext): Promise<string[]> {
  const { response } = await t.setup({ op: 'GetCapabilities', as: 'anonymous' });
  const text = Buffer.from(response?.body ?? new Uint8Array()).toString();
  return [...(/"policies": ?\[([^\]]*)\]/.exec(text)?.[1] ?? '').matchAll(/"name": ?"([^"\\]+)"/g)].map(
    ([, name = '']) => name,
  );
}

export default suite('CreateContainer', [
  {
    id: 'storage-policies',
    title: 'A container is made with the policy that is asked for, in any letter case',
    claims: ['S-PUTCONT-19'],
    needs: ['capabilities'],
    lease: 'none',
    // every installation has policies of its own
    racing: true,
    run: async (t) => {
      for (const [index, policy] of (await policiesOf(t)).entries()) {
        const bucket = t.newBucketName(`policy ${index}`);
        const headers = { [HEADER]: policy.toUpperCase() };
        t.expect(await t.send({ op: 'CreateContainer', bucket, headers }), { status: 201 });
        await t.eventually(
          { op: 'HeadContainer', bucket },
          { success: true, headers: { 'x-storage-policy': policy } },
        );
      }
    },
  },
  {
    id: 'unknown-storage-policy',
    title: 'A policy that there is not is refused with 400, and nothing is created',
    claims: ['S-PUTCONT-19'],
    lease: 'none',
    run: async (t) => {
      const bucket = t.newBucketName('policy');
      const headers = { [HEADER]: 'bucketproof-absent' };
      t.expect(await t.send({ op: 'CreateContainer', bucket, headers }), {
        refusal: 'unknown-storage-policy',
      });
      t.expect(await t.send({ op: 'HeadContainer', bucket }), { refusal: 'missing-bucket' });
    },
  },
  {
    id: 'storage-policy-conflict',
    title: 'A container is not given another policy: 409, and nothing of it changes',
    claims: ['S-PUTCONT-20'],
    needs: ['capabilities'],
    lease: 'own',
    racing: true,
    run: async (t) => {
      const head = await t.setup({ op: 'HeadContainer' });
      const own = t.header(head, 'x-storage-policy') ?? '';
      t.expect(await t.send({ op: 'CreateContainer', headers: { [HEADER]: own } }), { status: 202 });
      for (const policy of await policiesOf(t)) {
        if (policy === own) continue;
        const headers = { [HEADER]: policy, 'X-Container-Meta-Color': 'blue' };
        t.expect(await t.send({ op: 'CreateContainer', headers }), { refusal: 'policy-conflict' });
      }
      t.expect(await t.send({ op: 'HeadContainer' }), {
        success: true,
        headers: { 'x-storage-policy': own, 'x-container-meta-color': { absent: true } },
      });
    },
  },
]);
