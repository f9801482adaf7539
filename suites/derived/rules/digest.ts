import { createHash } from 'node:crypto';
import type { Operation } from '../../../dialects/core/operation.ts';
import type { RequestSpec } from '../../../harness/check/context.ts';
import { type RefusedRequest, refusedDraft } from '../refused.ts';
import { droppingHeader, settingHeader } from '../request-edit.ts';
import { claimsOf, type Rule } from '../rule.ts';

const OTHER_CONTENT = createHash('md5').update('other content').digest('base64');

/** A Content-MD5 of other content is refused, and nothing of the body takes effect. */
export const digestWrongRule: Rule = digestRule({
  id: 'digest/wrong',
  says: 'a Content-MD5 of other content is refused',
  refusal: 'bad-digest',
  edit: (sample) => settingHeader(sample, 'Content-MD5', OTHER_CONTENT),
  appliesTo: () => true,
});

/** A Content-MD5 that is not base64 of 16 bytes is refused, and nothing of the body takes effect. */
export const digestMalformedRule: Rule = digestRule({
  id: 'digest/malformed',
  says: 'a Content-MD5 that is no digest is refused',
  refusal: 'invalid-digest',
  edit: (sample) => settingHeader(sample, 'Content-MD5', 'not-a-digest'),
  appliesTo: () => true,
});

/** A request without the Content-MD5 its operation requires is refused, and nothing of the body takes effect. */
export const digestMissingRule: Rule = digestRule({
  id: 'digest/missing',
  says: 'a request without Content-MD5 is refused',
  refusal: 'missing-digest',
  edit: (sample) => ({ ...droppingHeader(sample, 'Content-MD5'), digest: false }),
  appliesTo: ({ body }) => 'md5' in body && body.md5 === 'required',
});

interface DigestFault extends Pick<RefusedRequest, 'id' | 'refusal'> {
  readonly says: string;
  readonly edit: (sample: RequestSpec) => RequestSpec;
  readonly appliesTo: (operation: Operation) => boolean;
}

function digestRule({ id, says, refusal, edit, appliesTo }: DigestFault): Rule {
  return (dialect, operation) => {
    const claims = claimsOf(dialect, id, operation);
    if (claims.length === 0 || !('md5' in operation.body) || !appliesTo(operation)) return [];
    const title = `${operation.title}: ${says}`;
    return [refusedDraft(dialect, operation, { id, title, claims, impact: 'data-loss', refusal, edit })];
  };
}
