import { suite } from '../../../harness/check/suite.ts';
import { settingRemovals } from './setting.ts';
import { website } from './settings.ts';

export default suite('DeleteBucketWebsite', settingRemovals(website, ['T-BCFG-01', 'T-BCFG-02']));
