import { suite } from '../../../harness/check/suite.ts';
import { expectSetting, onSetting, put } from './setting.ts';
import { logging } from './settings.ts';

export default suite('PutBucketLogging', [
  onSetting(
    logging,
    {
      id: 'turns-off',
      title: 'An empty status turns the log off, and is returned as that',
      claims: ['T-BCFG-05'],
      reading: 'sample-logging',
    },
    async (t) => {
      t.expect(await put(t, logging, logging.other()), { success: true });
      await expectSetting(t, logging, logging.other());
    },
  ),
  onSetting(
    logging,
    {
      id: 'turns-on',
      title: 'Where the log was turned on, its target is returned',
      claims: ['T-BCFG-05'],
      level: 'may',
      reading: 'sample-logging',
    },
    async (t) => {
      t.expect(await put(t, logging, logging.one(t)), { success: true });
      await expectSetting(t, logging, logging.one(t));
      t.expect(await put(t, logging, logging.other()), { success: true });
      await expectSetting(t, logging, logging.other());
    },
  ),
]);
