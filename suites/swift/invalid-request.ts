import { withHeader } from '../../dialects/core/headers.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';

/** A server that waits for a body of no length does not have to be waited for long. */
const PATIENCE = { responseMs: 5_000 };

/**
 * A request whose header section is not valid is answered 400. A Content-Length that is no number is wrong whatever the
 * operation is. Some servers answer below the API: then the status is all there is. S-PUTOBJ-29.
 */
export function invalidRequest(operation: string, claims: readonly string[]): CheckDraft {
  return {
    id: 'invalid-request',
    title: 'A request that is not valid is answered 400',
    claims,
    run: async (t) => {
      const op = t.operation(operation);
      const fixture = await t.prepare(op);
      const exchange = await t.send({
        ...t.sample(op, fixture),
        afterSigning: (signed) => ({
          ...signed,
          headers: withHeader(signed.headers, 'Content-Length', 'abc'),
        }),
        raw: { limits: PATIENCE },
      });
      t.expect(exchange, { refusal: 'invalid-argument' });
    },
  };
}

/** The account a request names does not exist. Only somebody who may use every account is told. READINGS.md, `missing-account`. */
export function missingAccount(operation: string, claims: readonly string[]): CheckDraft {
  return {
    id: 'missing-account',
    title: 'A request to an account that does not exist is answered 404',
    claims,
    needs: ['resellerIdentity', 'strictAccounts'],
    reading: 'missing-account',
    lease: 'none',
    run: async (t) => {
      const { account } = t.identity('main');
      const absent = `${account}bucketproofabsent`;
      const bucket = t.newBucketName('absent');
      const exchange = await t.send({ op: operation, account: absent, bucket, as: 'reseller' });
      t.expect(exchange, { refusal: 'missing-account' });
      // an account that came about by this is somebody else's: nothing of ours may stay in it
      const made = t.operation(operation).effect === 'creates-bucket' && exchange.response?.status === 201;
      if (made) await t.send({ op: 'DeleteContainer', account: absent, bucket, as: 'reseller' });
    },
  };
}
