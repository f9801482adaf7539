import { suite } from '../../../harness/check/suite.ts';

export default suite('GetBucketLogging', [
  {
    id: 'never-configured',
    title: 'Where nothing was set the status is empty',
    claims: ['T-BCFG-06'],
    lease: 'own',
    send: {},
    expect: {
      success: true,
      document: 'BucketLoggingStatus',
      values: { 'LoggingEnabled.TargetBucket': { absent: true } },
    },
  },
]);
