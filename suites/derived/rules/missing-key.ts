import type { Expectation } from '../../../harness/check/expectation.ts';
import { claimsOf, type Rule } from '../rule.ts';
import { bareFixture, sampleOf } from '../sample.ts';

const ID = 'missing-key';

/** A request to an object that does not exist is answered as missing. */
export const missingKeyRule: Rule = (dialect, operation) => {
  const claims = claimsOf(dialect, ID, operation);
  const refusal = operation.whenMissing.key;
  if (claims.length === 0 || refusal === undefined) return [];
  const expectation: Expectation = { refusal };
  return [
    {
      id: ID,
      title: `${operation.title}: an object that does not exist is answered as missing`,
      claims,
      expects: [expectation],
      run: async (t) => {
        const fixture = bareFixture(t, { key: t.key('absent') });
        t.expect(await t.send(sampleOf(t, operation, fixture)), expectation);
      },
    },
  ];
};
