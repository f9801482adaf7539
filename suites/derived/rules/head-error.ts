import type { Expectation } from '../../../harness/check/expectation.ts';
import { errorRequest } from '../error-request.ts';
import { claimsOf, type Rule } from '../rule.ts';

const ID = 'head-error-without-body';

/** How long to watch the connection for a body that must not come, ms. */
const LINGER_MS = 200;

/** An error answer to HEAD ends with its header section; a body would be read as the next response. */
export const headErrorRule: Rule = (dialect, operation) => {
  const claims = claimsOf(dialect, ID, operation);
  const error = errorRequest(operation);
  if (claims.length === 0 || !error || operation.method !== 'HEAD') return [];
  const expectation: Expectation = { refusal: error.refusal, body: 'empty' };
  return [
    {
      id: ID,
      title: `${operation.title}: an error has no body`,
      claims,
      lease: error.lease,
      expects: [expectation],
      run: async (t) => {
        // Only a connection of its own shows bytes after a response that must have none.
        const exchange = await t.send({ ...error.request(t), raw: { lingerMs: LINGER_MS } });
        t.expect(exchange, expectation);
        const trailing = exchange.response?.trailing ?? new Uint8Array();
        t.compare(exchange, 'bytes after the header section', 0, trailing.length);
      },
    },
  ];
};
