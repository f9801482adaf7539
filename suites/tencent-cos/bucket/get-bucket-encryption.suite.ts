import { suite } from '../../../harness/check/suite.ts';
import { settingAbsent } from './setting.ts';
import { encryption } from './settings.ts';

export default suite('GetBucketEncryption', settingAbsent(encryption, ['T-BCFG-11']));
