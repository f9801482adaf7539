import type { Operation, RequestBody } from '../../../dialects/core/operation.ts';
import { type RefusedRequest, refusedDraft } from '../refused.ts';
import { bodyText, settingBody } from '../request-edit.ts';
import { claimsOf, type Rule } from '../rule.ts';
import { padded, renamedRoot, twoRoots, unclosed } from '../xml-edit.ts';

type XmlBody = RequestBody & { readonly kind: 'xml' };

/** The XML body an operation takes, or undefined. */
export function xmlBody({ body }: Operation): XmlBody | undefined {
  return body.kind === 'xml' ? body : undefined;
}

/** A document whose root is never closed is refused, and nothing of it takes effect. */
export const xmlMalformedRule: Rule = xmlRefusedRule({
  id: 'xml/malformed',
  says: 'a document that is not well-formed is refused',
  refusal: 'malformed-xml',
  edit: unclosed,
});

/** A document under another root is refused. */
export const xmlWrongRootRule: Rule = xmlRefusedRule({
  id: 'xml/wrong-root',
  says: 'a document under another root is refused',
  refusal: 'malformed-xml',
  edit: (xml) => renamedRoot(xml, 'Bucketproof'),
});

/** Two documents one after the other are none, and are refused. */
export const xmlTwoRootsRule: Rule = xmlRefusedRule({
  id: 'xml/two-roots',
  says: 'a body with two roots is refused',
  refusal: 'malformed-xml',
  edit: twoRoots,
});

/** An empty body is refused where a document is required. */
export const xmlEmptyRule: Rule = xmlRefusedRule({
  id: 'xml/empty',
  says: 'an empty body is refused',
  refusal: 'missing-body',
  edit: () => undefined,
  appliesTo: ({ required }) => required,
});

/**
 * Longer than any document a client would send, for operations without a bound of their own: a thousand keys or ten
 * thousand parts take less than 2 MiB.
 */
const LONGER_THAN_ANY = 8 * 1024 * 1024;

/** A document above the documented length, or above any sensible one, is refused. */
export const xmlOversizeRule: Rule = xmlRefusedRule({
  id: 'xml/oversize',
  says: 'a body above the largest length is refused',
  refusal: 'body-too-large',
  edit: (xml, { maxBytes = LONGER_THAN_ANY }) => padded(xml, maxBytes + 1),
});

interface XmlFault extends Pick<RefusedRequest, 'id' | 'refusal'> {
  readonly says: string;
  /** Makes the body out of the sample's; undefined sends none. */
  readonly edit: (xml: string, body: XmlBody) => string | undefined;
  readonly appliesTo?: (body: XmlBody) => boolean;
}

function xmlRefusedRule({ id, says, refusal, edit, appliesTo }: XmlFault): Rule {
  return (dialect, operation) => {
    const claims = claimsOf(dialect, id, operation);
    const body = xmlBody(operation);
    if (claims.length === 0 || !body || appliesTo?.(body) === false) return [];
    return [
      refusedDraft(dialect, operation, {
        id,
        title: `${operation.title}: ${says}`,
        claims,
        refusal,
        edit: (sample) => settingBody(sample, edit(bodyText(sample), body)),
      }),
    ];
  };
}
