import { Refused } from '../operations/refuse.ts';

/** `error` with the name a form has for it, where a form has one of its own. */
export function asFormRefusal(error: unknown): unknown {
  if (!(error instanceof Refused) || error.refusal !== 'signature-mismatch') return error;
  return new Refused('form-signature-mismatch', {
    sentence: error.sentence,
    details: error.details,
    headers: error.headers,
  });
}
