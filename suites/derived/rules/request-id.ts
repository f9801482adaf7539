import type { Expectation } from '../../../harness/check/expectation.ts';
import { errorRequest } from '../error-request.ts';
import { leaseOfSuccess } from '../leases.ts';
import { preparationNeeds } from '../needs.ts';
import { claimsOf, type Rule } from '../rule.ts';
import { sampleOf } from '../sample.ts';

const ID = 'request-id';

/** A success and an error each carry a request id, and not the same one. */
export const requestIdRule: Rule = (dialect, operation) => {
  const claims = claimsOf(dialect, ID, operation);
  if (claims.length === 0) return [];
  const { requestIdHeader } = dialect;
  const headers = { [requestIdHeader]: { present: true } } as const;
  const error = errorRequest(operation);
  const success: Expectation = { success: true, headers };
  const failure: Expectation | undefined = error && { refusal: error.refusal, headers };
  return [
    {
      id: ID,
      title: `${operation.title}: every response carries a request id of its own`,
      claims,
      needs: preparationNeeds(dialect, operation),
      lease: leaseOfSuccess(dialect, operation),
      expects: failure ? [success, failure] : [success],
      run: async (t) => {
        const fixture = await t.prepare(operation);
        const first = await t.send(sampleOf(t, operation, fixture));
        t.expect(first, success);
        if (!error || !failure) return;
        const second = await t.send(error.request(t));
        t.expect(second, failure);
        const [before, after] = [first, second].map((exchange) => t.header(exchange, requestIdHeader));
        t.compare(second, 'request id', 'another one', after === before ? 'the same one' : 'another one');
      },
    },
  ];
};
