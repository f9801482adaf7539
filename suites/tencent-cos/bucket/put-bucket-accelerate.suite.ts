import { suite } from '../../../harness/check/suite.ts';
import { settingPuts } from './setting.ts';
import { accelerate } from './settings.ts';

export default suite('PutBucketAccelerate', settingPuts(accelerate, ['T-BCFG-13']));
