import { suite } from '../../../harness/check/suite.ts';
import { settingAbsent } from './setting.ts';
import { replication } from './settings.ts';

export default suite('GetBucketReplication', settingAbsent(replication, ['T-BCFG-09']));
