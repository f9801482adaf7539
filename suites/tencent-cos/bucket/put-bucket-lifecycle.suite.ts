import { suite } from '../../../harness/check/suite.ts';
import { accepted, expectLifecycle, lifecycle, putLifecycle, refused, rule } from './lifecycle.ts';

export default suite('PutBucketLifecycle', [
  accepted({
    id: 'sample',
    title: 'A configuration like that of the sample is accepted with 200 and no body, and returned',
    claims: ['T-PUTLC-01', 'T-GETLC-01'],
    configurations: [
      [
        {
          ID: 'id1',
          Filter: { Prefix: 'documents/' },
          Status: 'Enabled',
          Transition: { Days: 100, StorageClass: 'STANDARD_IA' },
        },
        { ID: 'id2', Filter: { Prefix: 'logs/' }, Status: 'Enabled', Expiration: { Days: 10 } },
      ],
    ],
  }),
  {
    id: 'replaces-rules',
    title: 'A new configuration replaces the old one: nothing of it is left',
    claims: ['T-PUTLC-03'],
    lease: 'own',
    impact: 'data-loss',
    run: async (t) => {
      await putLifecycle(t, [rule('one'), rule('two')]);
      await expectLifecycle(t, [rule('one'), rule('two')]);
      const next = [rule('three'), rule('two', { Status: 'Disabled', Expiration: { Days: 1000 } })];
      await putLifecycle(t, next);
      await expectLifecycle(t, next);
    },
  },
  accepted({
    id: 'statuses',
    title: 'Rules are Enabled or Disabled, and returned as that',
    claims: ['T-PUTLC-04'],
    configurations: [[rule('on', { Status: 'Enabled' }), rule('off', { Status: 'Disabled' })]],
  }),
  refused({
    id: 'other-status',
    title: 'A rule without Status, or with another one, is refused and the old rules stay',
    claims: ['T-PUTLC-04'],
    configurations: [
      [{ ID: 'none', Filter: { Prefix: 'a/' }, Expiration: { Days: 3650 } }],
      ...['Paused', 'true', ''].map((Status) => [rule('other', { Status })]),
    ],
  }),
  {
    id: 'no-filter',
    title: 'A rule without Filter is refused, or applies to every object',
    claims: ['T-PUTLC-05'],
    reading: 'lifecycle-filter',
    lease: 'own',
    run: async (t) => {
      const rules = [{ ID: 'everything', Status: 'Disabled', Expiration: { Days: 3650 } }];
      const exchange = await t.send({ op: 'PutBucketLifecycle', ...lifecycle(rules) });
      t.expect(exchange, { anyOf: [{ status: 200, body: 'empty' }, { refusal: 'invalid-element' }] });
      if (exchange.response?.status === 200) await expectLifecycle(t, rules);
      else t.expect(await t.send({ op: 'GetBucketLifecycle' }), { refusal: 'no-lifecycle' });
    },
  },
  accepted({
    id: 'empty-prefix',
    title: 'A Filter with an empty Prefix is accepted: the rule applies to every object',
    claims: ['T-PUTLC-05'],
    reading: 'lifecycle-filter',
    configurations: [[rule('everything', { Filter: { Prefix: '' }, Status: 'Disabled' })]],
  }),
  refused({
    id: 'two-prefixes',
    title: 'A Filter with two Prefixes is refused and the old rules stay',
    claims: ['T-PUTLC-06'],
    configurations: [[rule('two', { Filter: { Prefix: ['a/', 'b/'] } })]],
  }),
  accepted({
    id: 'filters',
    title: 'A Filter has a Prefix, a Tag, or both and more Tags under And, and is returned as it was set',
    claims: ['T-PUTLC-07'],
    configurations: [
      [rule('prefix', { Filter: { Prefix: 'a/' } })],
      [rule('tag', { Filter: { Tag: { Key: 'color', Value: 'blue' } } })],
      [rule('both', { Filter: { And: { Prefix: 'a/', Tag: [{ Key: 'color', Value: 'blue' }] } } })],
      [
        rule('several', {
          Filter: {
            And: {
              Prefix: 'a/',
              Tag: [
                { Key: 'color', Value: 'blue' },
                { Key: 'size', Value: 'small' },
              ],
            },
          },
        }),
      ],
    ],
  }),
  accepted({
    id: 'rule-without-id',
    title: 'A rule needs no ID',
    claims: ['T-PUTLC-08'],
    configurations: [[{ Filter: { Prefix: 'a/' }, Status: 'Enabled', Expiration: { Days: 3650 } }]],
  }),
  accepted({
    id: 'longest-id',
    title: 'An ID of 255 characters is accepted and returned whole',
    claims: ['T-PUTLC-08'],
    configurations: [[rule('i'.repeat(255), { Filter: { Prefix: 'a/' } })]],
  }),
  refused({
    id: 'too-long-id',
    title: 'An ID of 256 characters is refused and the old rules stay',
    claims: ['T-PUTLC-08'],
    configurations: [[rule('i'.repeat(256), { Filter: { Prefix: 'a/' } })]],
  }),
  refused({
    id: 'same-id-twice',
    title: 'Two rules of one ID are refused with InvalidArgument and the old rules stay',
    claims: ['T-PUTLC-09'],
    refusal: 'duplicate-rule-id',
    configurations: [
      [rule('same'), rule('same', { Filter: { Prefix: 'elsewhere/' } })],
      [rule('same'), rule('other'), rule('same', { Filter: { Prefix: 'elsewhere/' }, Status: 'Disabled' })],
    ],
  }),
  refused({
    id: 'conflicting-rules',
    title: 'Two rules that remove the same objects at different times are refused and the old rules stay',
    claims: ['T-PUTLC-10'],
    refusal: 'conflicting-rules',
    configurations: [
      [
        rule('one', { Filter: { Prefix: 'logs/' }, Expiration: { Days: 10 } }),
        rule('two', { Filter: { Prefix: 'logs/' }, Expiration: { Days: 20 } }),
      ],
    ],
  }),
  accepted({
    id: 'tag-lengths',
    title: 'A tag key of 128 bytes and a tag value of 256 bytes are accepted and returned whole',
    claims: ['T-PUTLC-19', 'T-PUTLC-20'],
    configurations: [[rule('tag', { Filter: { Tag: { Key: 'k'.repeat(128), Value: 'v'.repeat(256) } } })]],
  }),
  accepted({
    id: 'tag-characters',
    title: 'Tags may have letters, digits, blanks and + - = : /',
    claims: ['T-PUTLC-19', 'T-PUTLC-20'],
    configurations: [[rule('tag', { Filter: { Tag: { Key: 'aZ 09+-=:/', Value: 'zA 90+-=:/' } } })]],
  }),
  refused({
    id: 'tag-key',
    title: 'A tag key of 129 bytes, or one that starts with cos:, is refused and the old rules stay',
    claims: ['T-PUTLC-19'],
    configurations: ['k'.repeat(129), 'cos:key'].map((Key) => [
      rule('tag', { Filter: { Tag: { Key, Value: 'value' } } }),
    ]),
  }),
  refused({
    id: 'tag-value',
    title: 'A tag value of 257 bytes is refused and the old rules stay',
    claims: ['T-PUTLC-20'],
    configurations: [[rule('tag', { Filter: { Tag: { Key: 'key', Value: 'v'.repeat(257) } } })]],
  }),
]);
