import { refusedDraft } from '../refused.ts';
import { claimsOf, type Rule } from '../rule.ts';

const ID = 'missing-upload';

/** An upload id that was never handed out is answered as missing; the real upload beside it is untouched. */
export const missingUploadRule: Rule = (dialect, operation) => {
  const claims = claimsOf(dialect, ID, operation);
  const refusal = operation.whenMissing.upload;
  if (claims.length === 0 || refusal === undefined) return [];
  return [
    refusedDraft(dialect, operation, {
      id: ID,
      title: `${operation.title}: an unknown upload id is answered as missing`,
      claims,
      refusal,
      edit: (sample, fixture, t) => {
        const strange = { ...fixture, uploadId: unknownUploadId(fixture.uploadId) };
        return { ...sample, ...t.sample(operation, strange) };
      },
    }),
  ];
};

/**
 * An id of the same form as a real one, so that nothing but its being unknown is wrong with it: every digit is another
 * digit. An id without digits gets one at its end.
 */
export function unknownUploadId(real: string): string {
  const changed = real.replace(/\d/g, (digit) => String((Number(digit) + 5) % 10));
  return changed === real ? `${real}0` : changed;
}
