import type { Complain } from '../operations/refuse.ts';
import { faults } from './fault.ts';
import type { Tampering } from './tampering.ts';

/** Authentication that does not mind some of what can be wrong. */
function overlooks(...refusals: readonly string[]): Tampering {
  return {
    complain: (next) => (refusal, more) => {
      if (!refusals.includes(refusal)) next(refusal, more);
    },
  };
}

/** Authentication that calls what is wrong by another name. */
function mistakes(refusal: string, as: string): Tampering {
  return {
    complain:
      (next): Complain =>
      (found, more) =>
        next(found === refusal ? as : found, more),
  };
}

/** What a server may get wrong about who sends a request, whatever its signatures look like. */
export const signatureFaults = faults('signature', {
  'expiry-not-checked': {
    says: 'Signatures are accepted after their end time.',
    ...overlooks('expired-signature'),
  },
  'start-not-checked': {
    says: 'Signatures are accepted before their start time.',
    ...overlooks('not-yet-valid-signature'),
  },
  'any-signature-accepted': {
    says: 'Key and times are looked at, the signature itself is not, as in many emulators.',
    ...overlooks('signature-mismatch', 'form-signature-mismatch'),
  },
  'form-signature-not-checked': {
    says: 'The signature of a posted form is not looked at.',
    ...overlooks('form-signature-mismatch'),
  },
  'unknown-key-is-anonymous': {
    says: 'A request of an unknown key is taken for an anonymous one.',
    ...overlooks('unknown-key'),
  },
  'unknown-key-as-mismatch': {
    says: 'An unknown key is refused as if its signature were wrong.',
    ...mistakes('unknown-key', 'signature-mismatch'),
  },
  'algorithm-not-checked': {
    says: 'The name of the signature algorithm is not looked at.',
    ...overlooks('unsupported-algorithm'),
  },
  'incomplete-authorization-is-anonymous': {
    says: 'An authorization that lacks an item is overlooked, and the request taken for an anonymous one.',
    ...overlooks('incomplete-authorization'),
  },
  'mismatch-as-bad-request': {
    says: 'A wrong signature is a bad request, status 400.',
    ...mistakes('signature-mismatch', 'invalid-argument'),
  },
  'expired-as-bad-request': {
    says: 'An expired signature is a bad request, status 400.',
    ...mistakes('expired-signature', 'invalid-argument'),
  },
  'signatures-not-known': {
    says: 'Whoever sends a request counts as anonymous, as behind a proxy that drops the Authorization header.',
    authenticate: () => undefined,
  },
});
