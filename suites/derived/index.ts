import type { Dialect } from '../../dialects/core/dialect.ts';
import { type Suite, suite } from '../../harness/check/suite.ts';
import type { DerivedDraft, Rule } from './rule.ts';
import { anonymousDeniedRule } from './rules/anonymous-denied.ts';
import { authenticationFaultsRule } from './rules/authentication-faults.ts';
import { digestMalformedRule, digestMissingRule, digestWrongRule } from './rules/digest.ts';
import { errorDocumentMarkupRule, errorDocumentRule } from './rules/error-document.ts';
import { headErrorRule } from './rules/head-error.ts';
import { headMirrorsGetRule } from './rules/head-mirrors-get.ts';
import { missingBucketRule } from './rules/missing-bucket.ts';
import { missingKeyRule } from './rules/missing-key.ts';
import { missingLengthRule } from './rules/missing-length.ts';
import { missingParameterRule } from './rules/missing-parameter.ts';
import { missingUploadRule } from './rules/missing-upload.ts';
import { requestIdRule } from './rules/request-id.ts';
import { responseHeadersRule } from './rules/response-headers.ts';
import { secondAccountDeniedRule } from './rules/second-account-denied.ts';
import { subresourceWithEqualsRule } from './rules/subresource-with-equals.ts';
import { successRule } from './rules/success.ts';
import { unsupportedMethodRule } from './rules/unsupported-method.ts';
import { xmlDoctypeRule } from './rules/xml-doctype.ts';
import {
  xmlEmptyRule,
  xmlMalformedRule,
  xmlOversizeRule,
  xmlTwoRootsRule,
  xmlWrongRootRule,
} from './rules/xml-refused.ts';
import { xmlContentTypeRule, xmlNamespaceRule, xmlUnknownElementRule } from './rules/xml-tolerated.ts';

/** Every rule, by the id under which a dialect gives its claims; ids that end in `/` stand for one id per kind. */
export const rules: Readonly<Record<string, Rule>> = {
  'auth/': authenticationFaultsRule,
  'auth/anonymous-denied': anonymousDeniedRule,
  'auth/second-account-denied': secondAccountDeniedRule,
  'digest/malformed': digestMalformedRule,
  'digest/missing': digestMissingRule,
  'digest/wrong': digestWrongRule,
  'error-document': errorDocumentRule,
  'error-document/markup': errorDocumentMarkupRule,
  'head-error-without-body': headErrorRule,
  'head-mirrors-get': headMirrorsGetRule,
  'missing-bucket': missingBucketRule,
  'missing-key': missingKeyRule,
  'missing-length': missingLengthRule,
  'missing-parameter/': missingParameterRule,
  'missing-upload': missingUploadRule,
  'request-id': requestIdRule,
  'response-headers': responseHeadersRule,
  'subresource-with-equals': subresourceWithEqualsRule,
  success: successRule,
  'unsupported-method': unsupportedMethodRule,
  'xml/content-type-ignored': xmlContentTypeRule,
  'xml/doctype': xmlDoctypeRule,
  'xml/empty': xmlEmptyRule,
  'xml/malformed': xmlMalformedRule,
  'xml/namespace': xmlNamespaceRule,
  'xml/oversize': xmlOversizeRule,
  'xml/two-roots': xmlTwoRootsRule,
  'xml/unknown-element': xmlUnknownElementRule,
  'xml/wrong-root': xmlWrongRootRule,
};

/** The checks of every operation of a dialect that follow from its catalogue, one suite per operation. */
export function derivedSuites(dialect: Dialect): Suite[] {
  return dialect.operations.map((operation) => suite(operation.id, derivedDrafts(dialect, operation.id)));
}

/** The generated checks of one operation, with what they expect. @throws Error for an operation the dialect lacks */
export function derivedDrafts(dialect: Dialect, operationId: string): DerivedDraft[] {
  const operation = dialect.operations.find(({ id }) => id === operationId);
  if (!operation) throw new Error(`${dialect.name} has no operation ${operationId}`);
  return Object.values(rules).flatMap((rule) =>
    rule(dialect, operation).map((draft) => ({ ...draft, id: slugOf(draft.id) })),
  );
}

/** Families of rules that give their ids a first segment of their own. */
const FAMILY = /^(?:auth|digest|xml)\//;

/**
 * Slug of a check made by a rule: the rule's id in lower case (`partNumber` is `part-number`), under `common/` where it
 * has no family. Suite files name their checks
 * without a first segment, so that neither can take an id of the other.
 */
export function slugOf(ruleId: string): string {
  const slug = ruleId.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
  return FAMILY.test(slug) ? slug : `common/${slug}`;
}
