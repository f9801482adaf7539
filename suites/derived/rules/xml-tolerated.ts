import type { RequestSpec } from '../../../harness/check/context.ts';
import type { Expectation } from '../../../harness/check/expectation.ts';
import { acceptedDraft } from '../accepted.ts';
import { bodyText, settingBody, settingHeader } from '../request-edit.ts';
import { claimsOf, type Rule } from '../rule.ts';
import { appended, namespaced } from '../xml-edit.ts';
import { xmlBody } from './xml-refused.ts';

/** A namespace on the root of a document changes nothing. */
export const xmlNamespaceRule: Rule = xmlToleratedRule({
  id: 'xml/namespace',
  says: 'a namespace declared on the root is tolerated',
  expect: { success: true },
  edit: (sample) => settingBody(sample, namespaced(bodyText(sample), 'http://example.com/bucketproof')),
});

/** The Content-Type of the request does not decide whether a document is read. */
export const xmlContentTypeRule: Rule = xmlToleratedRule({
  id: 'xml/content-type-ignored',
  says: 'a document is accepted under another Content-Type',
  expect: { success: true },
  edit: (sample) => settingHeader(sample, 'Content-Type', 'application/x-www-form-urlencoded'),
});

/**
 * An element no documentation knows is ignored, or the document is refused as not valid; the server does not stumble.
 * The one rule that accepts both a success and a refusal.
 */
export const xmlUnknownElementRule: Rule = xmlToleratedRule({
  id: 'xml/unknown-element',
  says: 'an unknown element is ignored or refused',
  expect: { anyOf: [{ success: true }, { refusal: 'malformed-xml' }] },
  edit: (sample) =>
    settingBody(sample, appended(bodyText(sample), '<BucketproofUnknown>1</BucketproofUnknown>')),
});

interface XmlOddity {
  readonly id: string;
  readonly says: string;
  readonly expect: Expectation;
  readonly edit: (sample: RequestSpec) => RequestSpec;
}

function xmlToleratedRule({ id, says, expect, edit }: XmlOddity): Rule {
  return (dialect, operation) => {
    const claims = claimsOf(dialect, id, operation);
    if (claims.length === 0 || !xmlBody(operation)) return [];
    const title = `${operation.title}: ${says}`;
    return [acceptedDraft(dialect, operation, { id, title, claims, expect, edit })];
  };
}
