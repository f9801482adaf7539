import { suite } from '../../../harness/check/suite.ts';
import { onSetting, settingRemovals } from './setting.ts';
import { tagging } from './settings.ts';

export default suite('DeleteBucketTagging', [
  ...settingRemovals(tagging, ['T-TAG-03', 'T-TAG-02']),
  onSetting(
    tagging,
    { id: 'nothing-to-remove', title: 'Removing tags where there are none succeeds', claims: ['T-TAG-03'] },
    async (t) => {
      t.expect(await t.send({ op: 'DeleteBucketTagging' }), { status: 204, body: 'empty' });
      t.expect(await t.send({ op: 'GetBucketTagging' }), { refusal: 'no-tags' });
    },
  ),
]);
