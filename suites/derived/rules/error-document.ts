import type { Dialect } from '../../../dialects/core/dialect.ts';
import type { Operation } from '../../../dialects/core/operation.ts';
import type { CheckContext, RequestSpec } from '../../../harness/check/context.ts';
import type { Expectation } from '../../../harness/check/expectation.ts';
import { type ErrorRequest, errorRequest } from '../error-request.ts';
import { queryList } from '../request-edit.ts';
import { claimsOf, type DerivedDraft, type Rule } from '../rule.ts';
import { XML_TYPE } from '../xml-type.ts';

/** Characters that would end or begin markup if they were written into a document as they are. */
const MARKUP = `<a>&b;"c'`;

/** An error of the operation is a complete error document: code, message, and the id of the request it answers. */
export const errorDocumentRule: Rule = (dialect, operation) =>
  errorDraft(dialect, operation, {
    id: 'error-document',
    says: 'an error comes as a complete error document',
    request: (t, error) => error.request(t),
  });

/** The error document stays well-formed when names in the request hold markup characters. */
export const errorDocumentMarkupRule: Rule = (dialect, operation) =>
  errorDraft(dialect, operation, {
    id: 'error-document/markup',
    says: 'an error is well-formed when names in the request hold markup characters',
    request: (t, error) => {
      const request = error.request(t, t.key(MARKUP));
      return { ...request, query: [...queryList(request), ['bucketproof', MARKUP]] };
    },
  });

interface ErrorCheck {
  readonly id: string;
  readonly says: string;
  readonly request: (t: CheckContext, error: ErrorRequest) => RequestSpec;
}

function errorDraft(dialect: Dialect, operation: Operation, check: ErrorCheck): DerivedDraft[] {
  const { id, says, request } = check;
  const claims = claimsOf(dialect, id, operation);
  const error = errorRequest(operation);
  const { document } = dialect.error;
  if (claims.length === 0 || !error || document === undefined || operation.method === 'HEAD') return [];
  const expectation = (requestId: string | undefined): Expectation =>
    completeError(dialect, document, error.refusal, requestId);
  return [
    {
      id,
      title: `${operation.title}: ${says}`,
      claims,
      lease: error.lease,
      expects: [expectation(undefined)],
      run: async (t) => {
        const exchange = await t.send(request(t, error));
        t.expect(exchange, expectation(t.header(exchange, dialect.requestIdHeader)));
      },
    },
  ];
}

/** @param requestId value of the request id header, which the document repeats */
function completeError(
  { error, requestIdHeader }: Dialect,
  document: string,
  refusal: string,
  requestId: string | undefined,
): Expectation {
  return {
    refusal,
    headers: { 'content-type': XML_TYPE, [requestIdHeader]: { present: true } },
    document,
    values: {
      [error.code]: /\S+/,
      [error.message]: { present: true },
      [error.requestId]: requestId ?? { present: true },
    },
  };
}
