import { suite } from '../../../harness/check/suite.ts';
import { settingAbsent } from './setting.ts';
import { tagging } from './settings.ts';

export default suite('GetBucketTagging', settingAbsent(tagging, ['T-TAG-02']));
