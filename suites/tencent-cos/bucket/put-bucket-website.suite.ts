import { suite } from '../../../harness/check/suite.ts';
import { settingPuts } from './setting.ts';
import { website } from './settings.ts';

export default suite('PutBucketWebsite', settingPuts(website, ['T-BCFG-01']));
