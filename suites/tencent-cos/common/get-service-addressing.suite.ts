import { textsAt } from '../../../dialects/core/document-access.ts';
import { suite } from '../../../harness/check/suite.ts';

export default suite('GetService', [
  {
    id: 'of-one-region',
    title: 'The host of a region lists the buckets of that region and no others',
    claims: ['T-ADDR-14'],
    lease: 'own',
    run: async (t) => {
      // in virtual-host style the host of a bucket is its name and that of its region
      const region = t.host().replace(`${t.bucket}.`, '');
      const exchange = await t.eventually(
        { op: 'GetService', headers: { Host: region } },
        {
          success: true,
          document: 'ListAllMyBucketsResult',
          values: { 'Buckets.Bucket.Name': { includes: [t.bucket] } },
        },
      );
      const locations = textsAt(t.read(exchange, 'ListAllMyBucketsResult'), 'Buckets.Bucket.Location');
      t.compare(exchange, 'locations', [t.region], [...new Set(locations)]);
    },
  },
]);
