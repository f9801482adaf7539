import { suite } from '../../../harness/check/suite.ts';

export default suite('GetBucketPolicy', [
  {
    id: 'never-configured',
    title: 'Where nothing was set there is no policy',
    claims: ['T-BCFG-04'],
    lease: 'own',
    send: {},
    expect: { refusal: 'no-policy' },
  },
]);
