import type { SuccessResponse } from '../../../dialects/core/operation.ts';
import type { Expectation, HeaderRule } from '../../../harness/check/expectation.ts';
import { acceptedDraft } from '../accepted.ts';
import { leaseOfEffect } from '../leases.ts';
import { claimsOf, type Rule } from '../rule.ts';

const ID = 'success';

/**
 * The sample succeeds with the documented status, body and headers, and does what it is for. The first of several
 * success responses is the one a sample gets.
 */
export const successRule: Rule = (dialect, operation) => {
  const claims = claimsOf(dialect, ID, operation);
  const [response] = operation.success;
  if (claims.length === 0 || !response) return [];
  return [
    acceptedDraft(dialect, operation, {
      id: ID,
      title: `${operation.title}: the plainest request succeeds as documented`,
      claims,
      lease: leaseOfEffect(dialect, operation),
      expect: promised(response, operation.method),
    }),
  ];
};

/** What a documented success response promises, as an expectation. A response to HEAD never has a body. */
export function promised({ status, body, headers }: SuccessResponse, method: string): Expectation {
  const present = Object.fromEntries(headers.map((name): [string, HeaderRule] => [name, { present: true }]));
  return { status, headers: present, ...content(method === 'HEAD' ? 'empty' : body) };
}

function content(body: SuccessResponse['body']): Pick<Expectation, 'body' | 'document'> {
  if (body === 'bytes') return { body: { not: new Uint8Array() } };
  if (body === 'any') return {};
  return body === 'empty' ? { body } : { document: body.document };
}
