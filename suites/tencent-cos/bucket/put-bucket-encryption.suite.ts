import { suite } from '../../../harness/check/suite.ts';
import { settingPuts } from './setting.ts';
import { encryption } from './settings.ts';

export default suite('PutBucketEncryption', settingPuts(encryption, ['T-BCFG-10']));
