import { refusedDraft } from '../refused.ts';
import { settingBody } from '../request-edit.ts';
import { claimsOf, type Rule } from '../rule.ts';

const ID = 'missing-length';

/**
 * A request without Content-Length is refused where the operation asks for it, and stores nothing. No content follows:
 * without a length there is none, and bytes after the header section would be the next request (RFC 9112 section 6.3).
 */
export const missingLengthRule: Rule = (dialect, operation) => {
  const claims = claimsOf(dialect, ID, operation);
  if (claims.length === 0 || operation.body.kind === 'none') return [];
  return [
    refusedDraft(dialect, operation, {
      id: ID,
      title: `${operation.title}: a request without Content-Length is refused`,
      claims,
      refusal: 'missing-content-length',
      edit: (sample) => ({
        ...settingBody(sample, undefined),
        // The credentials of a form are in its content.
        ...(operation.authentication === 'form' ? { as: 'anonymous' as const } : {}),
        raw: { omitContentLength: true },
      }),
    }),
  ];
};
