import type { Operation } from '../../../dialects/core/operation.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import type { Expectation, HeaderRule } from '../../../harness/check/expectation.ts';
import type { Exchange } from '../../../harness/transport/exchange.ts';
import { errorRequest } from '../error-request.ts';
import { leaseOfSuccess } from '../leases.ts';
import { preparationNeeds } from '../needs.ts';
import { claimsOf, type Rule } from '../rule.ts';
import { sampleOf } from '../sample.ts';
import { XML_TYPE } from '../xml-type.ts';

const ID = 'response-headers';

/** The form of HTTP dates that is generated. RFC 9110 section 5.6.7. */
const IMF_FIXDATE =
  /(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT/;

/** A success and an error carry the common response headers: Date, the true length, the type of a document. */
export const responseHeadersRule: Rule = (dialect, operation) => {
  const claims = claimsOf(dialect, ID, operation);
  if (claims.length === 0) return [];
  const error = errorRequest(operation);
  const isHead = operation.method === 'HEAD';
  const errorIsDocument = !isHead && dialect.error.document !== undefined;
  const success: Expectation = { success: true, headers: common(!isHead && answersDocument(operation)) };
  const failure: Expectation | undefined = error && {
    refusal: error.refusal,
    headers: common(errorIsDocument),
  };
  return [
    {
      id: ID,
      title: `${operation.title}: a success and an error carry the common response headers`,
      claims,
      needs: preparationNeeds(dialect, operation),
      lease: leaseOfSuccess(dialect, operation),
      expects: failure ? [success, failure] : [success],
      run: async (t) => {
        const fixture = await t.prepare(operation);
        judge(t, await t.send(sampleOf(t, operation, fixture)), success);
        if (error && failure) judge(t, await t.send(error.request(t)), failure);
      },
    },
  ];
};

function answersDocument({ success: [first] }: Operation): boolean {
  return typeof first?.body === 'object';
}

function common(isDocument: boolean): Readonly<Record<string, HeaderRule>> {
  return { date: IMF_FIXDATE, ...(isDocument ? { 'content-type': XML_TYPE } : {}) };
}

function judge(t: CheckContext, exchange: Exchange, expectation: Expectation): void {
  t.expect(exchange, expectation);
  const { response, request } = exchange;
  const length = t.header(exchange, 'content-length');
  if (response && length !== undefined && request.method !== 'HEAD') {
    t.compare(exchange, 'header content-length', String(response.body.length), length);
  }
  const connection = t.header(exchange, 'connection')?.toLowerCase();
  if (connection !== undefined && connection !== 'close') {
    t.compare(exchange, 'header connection', 'keep-alive', connection);
  }
}
