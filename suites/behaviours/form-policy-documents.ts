import type { CheckContext } from '../../harness/check/context.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { type FormPolicies, policyText, postUnder } from './form-policies.ts';
import { expectNothing, expectStored, post } from './form-upload.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';

function documentChecks(binding: FormPolicies & { readonly policyField: string }) {
  const { ownConditions, policyField } = binding;
  const instant = (t: CheckContext): string => new Date(t.now() + 3_600_000).toISOString();

  /** Posts a form that is right but for its policy: each is refused and nothing is stored. */
  const refused = (
    title: string,
    refusal: string,
    send: readonly ((t: CheckContext) => Promise<Exchange>)[],
  ): SharedCheck => ({
    title,
    impact: 'security',
    run: async (t) => {
      for (const one of send) {
        t.expect(await one(t), { refusal });
        await expectNothing(t, t.key());
      }
      t.expect(await postUnder(t, binding, { conditions: [{ bucket: t.bucket }] }), { success: true });
      await expectStored(t, t.key());
    },
  });
  /** A policy field with that value as it is. */
  const raw = (value: (t: CheckContext) => string) => (t: CheckContext) =>
    post(t, binding, {
      fields: [
        ['key', t.key()],
        [policyField, value(t)],
      ],
    });
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const json = (t: CheckContext, policy: Readonly<Record<string, unknown>>): string =>
    JSON.stringify({
      expiration: instant(t),
      conditions: [{ bucket: t.bucket }, ...ownConditions(t)],
      ...policy,
    });
  const signed = (text: (t: CheckContext) => string) => (t: CheckContext) =>
    postUnder(t, binding, { text: text(t) });

  return {
    'policy-expired': refused('A policy that has expired allows nothing', 'policy-expired', [
      (t) => postUnder(t, binding, { conditions: [{ bucket: t.bucket }], expiresIn: -300 }),
      (t) => postUnder(t, binding, { conditions: [{ bucket: t.bucket }], expiresIn: -10 * 365 * 86_400 }),
    ]),
    'policy-far-future': {
      title: 'A policy may end in decades',
      run: async (t) => {
        const expiresIn = 25 * 365 * 86_400;
        t.expect(await postUnder(t, binding, { conditions: [{ bucket: t.bucket }], expiresIn }), {
          success: true,
        });
        await expectStored(t, t.key());
      },
    },
    'policy-not-base64': refused('A policy that is not base64 is refused', 'policy-invalid', [
      raw(() => '{"expiration"'),
      raw(() => '*'.repeat(40)),
    ]),
    'policy-not-json': refused('A policy that is not JSON is refused', 'policy-invalid', [
      signed(() => 'not a policy'),
      signed((t) => policyText(t, binding, { conditions: [{ bucket: t.bucket }] }).slice(0, -1)),
      signed((t) => json(t, {}).replace(/\]\}$/, ',]}')),
      raw((t) => base64(`<Policy><Bucket>${t.bucket}</Bucket></Policy>`)),
    ]),
    'policy-not-a-policy': refused('JSON that is no policy document is refused', 'policy-invalid', [
      signed(() => '[]'),
      signed(() => '"expiration"'),
      signed((t) => JSON.stringify({ conditions: [{ bucket: t.bucket }, ...ownConditions(t)] })),
      signed((t) => json(t, { expiration: 'tomorrow' })),
      signed((t) => json(t, { conditions: 'none' })),
      signed((t) => json(t, { conditions: [['ends-with', '$key', 'object'], ...ownConditions(t)] })),
      signed((t) => json(t, { conditions: [['content-length-range', 'a', 'b'], ...ownConditions(t)] })),
    ]),
    'policy-layout': {
      title: 'White space and the order of members in a policy mean nothing',
      run: async (t) => {
        const { expiration, conditions } = JSON.parse(
          policyText(t, binding, { conditions: [{ key: t.key() }] }),
        ) as Record<string, unknown>;
        const text = `\r\n${JSON.stringify({ conditions, expiration }, null, '\t')}\n `;
        t.expect(await postUnder(t, binding, { text }), { success: true });
        await expectStored(t, t.key());
      },
    },
    'policy-time-zone': {
      title: 'The expiration may be written without fractions of a second',
      run: async (t) => {
        const expiration = instant(t).replace(/\.\d+Z$/, 'Z');
        t.expect(await postUnder(t, binding, { text: json(t, { expiration }) }), { success: true });
        await expectStored(t, t.key());
      },
    },
  } satisfies SharedChecks;
}

/** What makes a policy a policy, and until when it is one. */
export function formPolicyDocuments(
  binding: FormPolicies & {
    readonly policyField: string;
    readonly grounds: GroundsFor<ReturnType<typeof documentChecks>>;
  },
): CheckDraft[] {
  return grounded(documentChecks(binding), binding.grounds);
}
