import { suite } from '../../../harness/check/suite.ts';
import { settingRemovals } from './setting.ts';
import { encryption } from './settings.ts';

export default suite('DeleteBucketEncryption', settingRemovals(encryption, ['T-BCFG-10', 'T-BCFG-11']));
