import { suite } from '../../../harness/check/suite.ts';
import { expectSetting, onSetting, put, settingPuts } from './setting.ts';
import { tagging } from './settings.ts';

const tags = (...pairs: readonly (readonly [key: string, value: string])[]) => ({
  TagSet: { Tag: pairs.map(([Key, Value]) => ({ Key, Value })) },
});

export default suite('PutBucketTagging', [
  ...settingPuts(tagging, ['T-TAG-01']),
  onSetting(
    tagging,
    {
      id: 'longest-tag',
      title: 'A tag key of 128 characters and a value of 256 are accepted and returned whole',
      claims: ['T-TAG-01', 'T-TAG-06'],
    },
    async (t) => {
      const longest = tags(['k'.repeat(128), 'v'.repeat(256)]);
      t.expect(await put(t, tagging, longest), { success: true });
      await expectSetting(t, tagging, longest);
    },
  ),
  onSetting(
    tagging,
    {
      id: 'invalid-tag',
      title:
        'A tag that is too long or has other characters is refused with InvalidTag and the old tags stay',
      claims: ['T-TAG-06'],
    },
    async (t) => {
      const kept = tagging.one(t);
      t.expect(await put(t, tagging, kept), { success: true });
      for (const [key, value] of [
        ['k'.repeat(129), 'value'],
        ['key', 'v'.repeat(257)],
        ['cos:key', 'value'],
        ['key#', 'value'],
        ['key', 'value!'],
      ] as const) {
        t.expect(await put(t, tagging, tags(['color', 'green'], [key, value])), { refusal: 'invalid-tag' });
        await expectSetting(t, tagging, kept);
      }
    },
  ),
]);
