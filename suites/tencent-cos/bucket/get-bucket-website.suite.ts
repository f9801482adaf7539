import { suite } from '../../../harness/check/suite.ts';
import { settingAbsent } from './setting.ts';
import { website } from './settings.ts';

export default suite('GetBucketWebsite', settingAbsent(website, ['T-BCFG-02']));
