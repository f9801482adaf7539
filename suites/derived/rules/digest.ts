import { createHash } from 'node:crypto';
import type { BodyDigest } from '../../../dialects/core/dialect.ts';
import type { Operation } from '../../../dialects/core/operation.ts';
import type { RequestSpec } from '../../../harness/check/context.ts';
import { type RefusedRequest, refusedDraft } from '../refused.ts';
import { droppingHeader, settingHeader } from '../request-edit.ts';
import { claimsOf, type Rule } from '../rule.ts';

/** A digest of other content is refused, and nothing of the body takes effect. */
export const digestWrongRule: Rule = digestRule({
  id: 'digest/wrong',
  says: (header) => `a ${header} of other content is refused`,
  refusal: 'bad-digest',
  edit: (sample, { header, encoding }) =>
    settingHeader(sample, header, createHash('md5').update('other content').digest(encoding)),
  appliesTo: () => true,
});

/** A digest that is not one of 16 bytes is refused, and nothing of the body takes effect. */
export const digestMalformedRule: Rule = digestRule({
  id: 'digest/malformed',
  says: (header) => `a ${header} that is no digest is refused`,
  refusal: 'invalid-digest',
  edit: (sample, { header }) => settingHeader(sample, header, 'not-a-digest'),
  appliesTo: () => true,
});

/** A request without the digest its operation requires is refused, and nothing of the body takes effect. */
export const digestMissingRule: Rule = digestRule({
  id: 'digest/missing',
  says: (header) => `a request without ${header} is refused`,
  refusal: 'missing-digest',
  edit: (sample, { header }) => ({ ...droppingHeader(sample, header), digest: false }),
  appliesTo: ({ body }) => 'md5' in body && body.md5 === 'required',
});

interface DigestFault extends Pick<RefusedRequest, 'id' | 'refusal'> {
  readonly says: (header: string) => string;
  readonly edit: (sample: RequestSpec, digest: BodyDigest) => RequestSpec;
  readonly appliesTo: (operation: Operation) => boolean;
}

function digestRule({ id, says, refusal, edit, appliesTo }: DigestFault): Rule {
  return (dialect, operation) => {
    const claims = claimsOf(dialect, id, operation);
    if (claims.length === 0 || !('md5' in operation.body) || !appliesTo(operation)) return [];
    const { bodyDigest } = dialect;
    const title = `${operation.title}: ${says(bodyDigest.header)}`;
    const what = { id, title, claims, impact: 'data-loss', refusal } as const;
    return [refusedDraft(dialect, operation, { ...what, edit: (sample) => edit(sample, bodyDigest) })];
  };
}
