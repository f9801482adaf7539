import { allows } from '../access/allows.ts';
import type { Caller } from '../access/principal.ts';
import { aclOfBucket, aclOfObject } from '../operations/bucket-acl.ts';
import type { Decision } from '../operations/context.ts';
import { DOCUMENTED_DECISIONS } from '../operations/documented-decisions.ts';
import { type Complain, refuse } from '../operations/refuse.ts';
import type { Clock } from '../store/clock.ts';
import { authenticate, type KeyRing } from './authenticate.ts';
import { authenticateForm } from './authenticate-form.ts';
import type { Routed } from './route-request.ts';

/** Everything that is decided about a request. The second of the server's four seams. */
export interface TencentDecision extends Decision {
  /** Who sent a request with standard authentication. @throws Refused, unless `complain` overlooks what is wrong */
  readonly authenticate: (routed: Routed, complain?: Complain) => Caller;
}

/** Decisions by key ring, clock and access control lists. */
export function createDecision(keys: KeyRing, clock: Clock): TencentDecision {
  return {
    ...DOCUMENTED_DECISIONS,
    authenticate: ({ incoming, address, query }, complain) =>
      authenticate(
        { method: incoming.method, paths: address.paths, query, headers: incoming.headers },
        keys,
        clock.now(),
        complain,
      ),
    authenticateForm: (form, complain) => authenticateForm(form, keys, clock.now(), complain),
    authorize: (permission, caller, bucket, object) => {
      const bucketAcl = bucket && aclOfBucket(bucket);
      const objectAcl = bucket && object && aclOfObject(bucket, object);
      if (allows(permission, caller, bucketAcl, objectAcl)) return;
      refuse(caller === undefined ? 'anonymous-denied' : 'access-denied');
    },
  };
}
