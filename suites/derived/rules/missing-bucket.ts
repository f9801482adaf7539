import { operationById } from '../../../dialects/core/dialect.ts';
import type { Expectation } from '../../../harness/check/expectation.ts';
import { preparationNeeds } from '../needs.ts';
import { claimsOf, type Rule } from '../rule.ts';
import { bareFixture, sampleOf } from '../sample.ts';

const ID = 'missing-bucket';

/** A request to a bucket that does not exist is refused, and does not bring the bucket into being. */
export const missingBucketRule: Rule = (dialect, operation) => {
  const claims = claimsOf(dialect, ID, operation);
  const refusal = operation.whenMissing.bucket;
  if (claims.length === 0 || refusal === undefined) return [];
  const expectation: Expectation = { refusal };
  // What an object operation refers to has to exist, or its absence would be a reason to refuse as well.
  const refersToObjects = operation.resource === 'object' && operation.authentication !== 'none';
  return [
    {
      id: ID,
      title: `${operation.title}: a bucket that does not exist is answered as missing`,
      claims,
      needs: refersToObjects ? preparationNeeds(dialect, operation) : [],
      lease: refersToObjects ? 'shared' : 'none',
      expects: [expectation],
      run: async (t) => {
        const bucket = t.newBucketName('absent');
        const fixture = refersToObjects ? await t.prepare(operation) : bareFixture(t, { bucket });
        const exchange = await t.send({ ...sampleOf(t, operation, fixture), bucket });
        t.expect(exchange, expectation);
        if (operation.effect === 'none') return;
        const { headBucket } = dialect.housekeeping;
        const absent = operationById(dialect, headBucket).whenMissing.bucket;
        if (absent !== undefined) await t.eventually({ op: headBucket, bucket }, { refusal: absent });
      },
    },
  ];
};
