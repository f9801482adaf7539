import { suite } from '../../../harness/check/suite.ts';
import { settingPuts } from './setting.ts';
import { referer } from './settings.ts';

export default suite('PutBucketReferer', settingPuts(referer, ['T-BCFG-07']));
