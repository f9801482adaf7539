import type { FormField } from '../../dialects/core/form-body.ts';
import type { CheckContext } from '../../harness/check/context.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { PLACEHOLDER } from './form-filename.ts';
import { type Condition, type FormPolicies, postUnder } from './form-policies.ts';
import { expectNothing, expectStored, FILE, type PostedForm } from './form-upload.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';

/** A form, and whether the policy lets it pass. */
interface Case {
  readonly conditions: readonly Condition[];
  readonly form?: PostedForm;
  readonly holds: boolean;
}

const SIZE = FILE.length;
const PLACE = 'http://www.example.com/done';

function conditionChecks(binding: FormPolicies & { readonly storageField: string }) {
  const { metaPrefix, aclField, storageField } = binding;
  const meta = `${metaPrefix}color`;

  /** Each form is stored if its policy holds; else it is refused and nothing is stored. */
  const judged = (
    title: string,
    cases: (t: CheckContext) => readonly Case[],
    refusal = 'policy-condition',
  ): SharedCheck => ({
    title,
    impact: 'security',
    run: async (t) => {
      for (const { conditions, form = {}, holds } of cases(t)) {
        const exchange = await postUnder(t, binding, { conditions }, form);
        if (holds) {
          t.expect(exchange, { success: true });
          await expectStored(t, t.key());
          await t.setup({ op: t.dialect.housekeeping.deleteObject, key: t.key() });
        } else {
          t.expect(exchange, { refusal });
          await expectNothing(t, t.key());
        }
      }
    },
  });
  /** One condition on a field, and a form in which it holds and one in which it does not. */
  const pair = (condition: Condition, good: FormField, bad: FormField): Case[] => [
    { conditions: [condition], form: { fields: [good] }, holds: true },
    { conditions: [condition], form: { fields: [bad] }, holds: false },
  ];

  return {
    'condition-exact-key': judged('An exact condition on the key is compared with the whole key', (t) => [
      { conditions: [{ key: t.key() }], holds: true },
      { conditions: [{ key: t.key('other') }], holds: false },
      { conditions: [{ key: t.key('') }], holds: false },
      { conditions: [{ key: t.key().toUpperCase() }], holds: false },
    ]),
    'condition-exact-acl': judged('An exact condition on the ACL', () =>
      pair({ [aclField]: 'private' }, [aclField, 'private'], [aclField, 'public-read']),
    ),
    'condition-exact-header': judged('An exact condition on a standard field', () => [
      ...pair({ 'Content-Type': 'text/x-a' }, ['Content-Type', 'text/x-a'], ['Content-Type', 'text/x-b']),
      ...pair({ 'Cache-Control': 'no-store' }, ['Cache-Control', 'no-store'], ['Cache-Control', 'max-age=1']),
    ]),
    'condition-exact-status': judged('An exact condition on success_action_status', () => [
      ...pair(
        { success_action_status: '204' },
        ['success_action_status', '204'],
        ['success_action_status', '200'],
      ),
    ]),
    'condition-exact-metadata': judged('An exact condition on user metadata', () =>
      pair({ [meta]: 'blue' }, [meta, 'blue'], [meta, 'blues']),
    ),
    'condition-exact-storage-class': judged('An exact condition on the storage class', () =>
      pair({ [storageField]: 'STANDARD' }, [storageField, 'STANDARD'], [storageField, 'STANDARD_IA']),
    ),
    'condition-prefix-key': judged('A prefix condition on the key is compared with its beginning', (t) => [
      { conditions: [['starts-with', '$key', t.key('')]], holds: true },
      { conditions: [['starts-with', '$key', t.key()]], holds: true },
      { conditions: [['starts-with', '$key', t.key('other')]], holds: false },
      { conditions: [['starts-with', '$key', 'object']], holds: false },
    ]),
    'condition-prefix-acl': judged('A prefix condition on the ACL', () =>
      pair(['starts-with', `$${aclField}`, 'priv'], [aclField, 'private'], [aclField, 'public-read']),
    ),
    'condition-prefix-header': judged('A prefix condition on a standard field', () =>
      pair(
        ['starts-with', '$Content-Type', 'image/'],
        ['Content-Type', 'image/x-a'],
        ['Content-Type', 'text/x-image/'],
      ),
    ),
    'condition-prefix-metadata': judged('A prefix condition on user metadata', () =>
      pair(['starts-with', `$${meta}`, '12'], [meta, '124'], [meta, '214']),
    ),
    'condition-prefix-redirect': {
      title: 'A prefix condition on success_action_redirect',
      impact: 'security',
      run: async (t) => {
        const conditions = [['starts-with', '$success_action_redirect', PLACE]];
        const to = (place: string) =>
          postUnder(t, binding, { conditions }, { fields: [['success_action_redirect', place]] });
        t.expect(await to('http://www.example.org/done'), {
          refusal: 'policy-condition',
          headers: { location: { absent: true } },
        });
        await expectNothing(t, t.key());
        t.expect(await to(`${PLACE}/1`), { status: 303 });
        await expectStored(t, t.key());
      },
    },
    'condition-empty-prefix': judged('A prefix condition with an empty prefix holds for every value', (t) => [
      { conditions: [['starts-with', '$key', '']], holds: true },
      {
        conditions: [['starts-with', `$${meta}`, '']],
        form: { fields: [[meta, 'anything at all']] },
        holds: true,
      },
      // the same policy refuses what another condition of it does not allow
      {
        conditions: [
          ['starts-with', '$key', ''],
          ['starts-with', '$key', t.key('other')],
        ],
        holds: false,
      },
    ]),
    'condition-size': judged(
      'content-length-range holds for files in the range, both ends included, and for no others',
      () =>
        [
          { min: SIZE, max: SIZE, holds: true },
          { min: 0, max: SIZE, holds: true },
          { min: SIZE, max: SIZE + 1, holds: true },
          { min: 0, max: SIZE - 1, holds: false },
          { min: SIZE + 1, max: SIZE + 100, holds: false },
        ].map(({ min, max, holds }) => ({ conditions: [['content-length-range', min, max]], holds })),
      'policy-length',
    ),
    'condition-bucket': judged(
      'A condition on the bucket is compared with the addressed bucket, whatever the form says',
      ({ bucket }) => [
        { conditions: [{ bucket }], holds: true },
        { conditions: [['eq', '$bucket', bucket]], holds: true },
        { conditions: [{ bucket: `x${bucket}` }], holds: false },
        {
          conditions: [{ bucket: `x${bucket}` }],
          form: { fields: [['bucket', `x${bucket}`]] },
          holds: false,
        },
      ],
    ),
    'condition-absent': judged('What no condition speaks of is not checked', ({ bucket }) => [
      {
        conditions: [{ bucket }],
        form: {
          fields: [
            [aclField, 'private'],
            ['Content-Type', 'text/x-free'],
            [meta, 'free'],
            ['success_action_status', '204'],
          ],
        },
        holds: true,
      },
      // the policy is looked at all the same
      { conditions: [{ bucket }, { [meta]: 'bound' }], form: { fields: [[meta, 'free']] }, holds: false },
    ]),
    'condition-spellings': judged('An exact condition may be an object or an eq list', (t) =>
      [t.key(), t.key('other')].flatMap((key) =>
        [{ key }, ['eq', '$key', key]].map((condition) => ({
          conditions: [condition],
          holds: key === t.key(),
        })),
      ),
    ),
    'condition-several-in-object': judged('Every member of a condition object has to hold', (t) => [
      { conditions: [{ key: t.key(), [meta]: 'blue' }], form: { fields: [[meta, 'blue']] }, holds: true },
      { conditions: [{ key: t.key(), [meta]: 'blue' }], form: { fields: [[meta, 'red']] }, holds: false },
    ]),
    'condition-names': judged('Names in lists may have a leading $', (t) => [
      { conditions: [['eq', '$key', t.key()]], holds: true },
      { conditions: [['eq', '$key', t.key('other')]], holds: false },
      { conditions: [['starts-with', '$key', t.key('ob')]], holds: true },
      { conditions: [['starts-with', '$key', t.key('ot')]], holds: false },
    ]),
    'condition-names-bare': judged('Names in lists may do without a leading $', (t) => [
      { conditions: [['eq', 'key', t.key()]], holds: true },
      { conditions: [['eq', 'key', t.key('other')]], holds: false },
      { conditions: [['starts-with', meta, '12']], form: { fields: [[meta, '124']] }, holds: true },
      { conditions: [['starts-with', meta, '12']], form: { fields: [[meta, '214']] }, holds: false },
    ]),
    'condition-all-have-to-hold': judged(
      'Every condition has to hold, the last as well as the first',
      (t) => [
        {
          conditions: [{ key: t.key() }, ['content-length-range', 0, 100], { bucket: t.bucket }],
          holds: true,
        },
        { conditions: [{ key: t.key('other') }, { bucket: t.bucket }], holds: false },
        { conditions: [{ bucket: t.bucket }, { key: t.key('other') }], holds: false },
      ],
    ),
    'condition-field-repeated': {
      title: 'A field that stands twice does not slip past its condition',
      impact: 'security',
      run: async (t) => {
        const key = t.key('outside/object');
        for (const fields of [
          [
            ['key', t.key()],
            ['key', key],
          ],
          [
            ['key', key],
            ['key', t.key()],
          ],
        ] as const) {
          await postUnder(t, binding, { conditions: [{ key: t.key() }] }, { fields });
          await expectNothing(t, key);
        }
        t.expect(await postUnder(t, binding, { conditions: [{ key: t.key() }] }), { success: true });
        await expectStored(t, t.key());
      },
    },
    'condition-field-absent': judged('A field that a condition names has to be in the form', () => [
      { conditions: [['starts-with', `$${meta}`, '']], form: { fields: [[meta, '']] }, holds: true },
      { conditions: [['starts-with', `$${meta}`, '']], holds: false },
      { conditions: [{ [meta]: 'blue' }], holds: false },
    ]),
    'condition-after-filename': judged(`${PLACEHOLDER} is replaced before the policy is evaluated`, (t) => {
      const form = (key: string): PostedForm => ({
        fields: [['key', t.key(key)]],
        file: { filename: 'object' },
      });
      return [
        { conditions: [{ key: t.key() }], form: form(PLACEHOLDER), holds: true },
        { conditions: [{ key: t.key(PLACEHOLDER) }], form: form(PLACEHOLDER), holds: false },
        { conditions: [['starts-with', '$key', t.key('ob')]], form: form(PLACEHOLDER), holds: true },
        { conditions: [['starts-with', '$key', t.key('$')]], form: form(PLACEHOLDER), holds: false },
      ];
    }),
  } satisfies SharedChecks;
}

/** What the conditions of a form's policy allow: each kind of condition, satisfied and violated. */
export function formConditions(
  binding: FormPolicies & {
    readonly storageField: string;
    readonly grounds: GroundsFor<ReturnType<typeof conditionChecks>>;
  },
): CheckDraft[] {
  return grounded(conditionChecks(binding), binding.grounds);
}
