import { withHeader } from '../../dialects/core/headers.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedChecks } from './grounds.ts';
import type { InterimBinding } from './interim-responses.ts';

function shortBodyChecks({ bodied }: Pick<InterimBinding, 'bodied'>) {
  return {
    'short-body-refused': {
      title:
        'A body that ends before its Content-Length is refused, or the connection closed; it has no effect',
      impact: 'data-loss',
      run: async (t) => {
        const { request, noEffect } = await bodied(t);
        const exchange = await t.send({
          ...request,
          // the length may be among what is signed
          sign: { signedHeaders: ['host'] },
          // the whole body is there, and more is announced: what there is must not be taken for everything
          afterSigning: (signed) => ({
            ...signed,
            headers: withHeader(signed.headers, 'Content-Length', String(signed.body.length + 10)),
          }),
          raw: { halfClose: true, limits: { responseMs: 5_000 } },
        });
        const { kind } = exchange.failure ?? {};
        if (kind === 'closed-early' || kind === 'reset') {
          t.compare(exchange, 'response', undefined, exchange.response?.status);
        } else {
          t.expect(exchange, { refusal: 'incomplete-body' });
        }
        await noEffect();
      },
    },
  } satisfies SharedChecks;
}

/** Bodies that break off. RFC 9112 section 8. */
export function shortBodies(
  binding: Pick<InterimBinding, 'bodied'> & {
    readonly grounds: GroundsFor<ReturnType<typeof shortBodyChecks>>;
  },
): CheckDraft[] {
  return grounded(shortBodyChecks(binding), binding.grounds);
}
