import { allows } from '../access/allows.ts';
import type { Caller } from '../access/principal.ts';
import { conditionTruths, evaluateConditions } from '../http/conditional.ts';
import { aclOfBucket, aclOfObject } from '../operations/bucket-acl.ts';
import type { Decision } from '../operations/context.ts';
import { refuse } from '../operations/refuse.ts';
import type { Clock } from '../store/clock.ts';
import { authenticate, type KeyRing } from './authenticate.ts';
import { authenticateForm, type FormCaller, type PostedCredentials } from './authenticate-form.ts';
import type { Routed } from './route-request.ts';

/** Everything that is decided about a request. The second of the server's four seams. */
export interface TencentDecision extends Decision {
  /** Who sent a request with standard authentication. @throws Refused */
  readonly authenticate: (routed: Routed) => Caller;
  /** Who posted a form. @throws Refused */
  readonly authenticateForm: (form: PostedCredentials) => FormCaller;
}

/** Decisions by key ring, clock and access control lists. */
export function createDecision(keys: KeyRing, clock: Clock): TencentDecision {
  return {
    authenticate: ({ incoming, address, query }) =>
      authenticate(
        { method: incoming.method, paths: address.paths, query, headers: incoming.headers },
        keys,
        clock.now(),
      ),
    authenticateForm: (form) => authenticateForm(form, keys, clock.now()),
    authorize: (permission, caller, bucket, object) => {
      const bucketAcl = bucket && aclOfBucket(bucket);
      const objectAcl = bucket && object && aclOfObject(bucket, object);
      if (allows(permission, caller, bucketAcl, objectAcl)) return;
      refuse(caller === undefined ? 'anonymous-denied' : 'access-denied');
    },
    evaluateConditions,
    conditionTruths,
  };
}
