import type { CheckContext } from '../../harness/check/context.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { type CorsBinding, configure, NO_ORIGIN } from './cors.ts';
import { PREFLIGHT_RULES } from './cors-preflight-rules.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';
import { store } from './stored-object.ts';

const ORIGIN = 'http://www.example.com';
/** `*` needs no Vary: the response is the same for every origin. */
const VARIES = {
  anyOf: [
    { status: 200, headers: { 'access-control-allow-origin': '*' } },
    { status: 200, headers: { 'access-control-allow-origin': ORIGIN, vary: { lists: ['origin'] } } },
  ],
} as const;

function requestChecks(binding: CorsBinding) {
  const reading = (
    title: string,
    judge: (t: CheckContext, key: string) => Promise<unknown>,
  ): SharedCheck => ({
    title,
    lease: { group: 'cors preflights' },
    run: async (t) => {
      await configure(t, binding, PREFLIGHT_RULES);
      await judge(t, await store(t, 'object', 'content'));
    },
  });
  const from = (t: CheckContext, key: string, origin: string) => ({
    op: t.dialect.housekeeping.getObject,
    key,
    headers: { Origin: origin },
  });
  return {
    'cross-origin-read': reading(
      'A read from an allowed origin says so, and what scripts may see',
      (t, key) =>
        t.eventually(from(t, key, ORIGIN), {
          status: 200,
          body: 'content',
          headers: {
            'access-control-allow-origin': { oneOf: [ORIGIN, '*'] },
            'access-control-expose-headers': { lists: ['x-shown', 'etag'] },
          },
        }),
    ),
    'cross-origin-read-from-elsewhere': {
      ...reading(
        'A read from another origin, or by a method not allowed to it, does not say so',
        async (t, key) => {
          await t.eventually(from(t, key, ORIGIN), {
            status: 200,
            headers: { 'access-control-allow-origin': { oneOf: [ORIGIN, '*'] } },
          });
          for (const origin of [
            'http://elsewhere.example.com',
            'https://www.example.com',
            'http://one.example.com',
          ]) {
            t.expect(await t.send(from(t, key, origin)), {
              status: 200,
              body: 'content',
              headers: NO_ORIGIN,
            });
          }
        },
      ),
      impact: 'security',
    },
    'cross-origin-vary': reading('A response that depends on the origin says so in Vary', (t, key) =>
      t.eventually(from(t, key, ORIGIN), VARIES),
    ),
    'cross-origin-error': reading(
      'The refusal of a read from an allowed origin can be read there, too',
      (t, key) =>
        t.eventually(from(t, `${key}.missing`, ORIGIN), {
          refusal: 'missing-key',
          headers: { 'access-control-allow-origin': { oneOf: [ORIGIN, '*'] } },
        }),
    ),
  } satisfies SharedChecks;
}

/** What actual requests from other origins are answered with. */
export function corsRequests(
  binding: CorsBinding & { readonly grounds: GroundsFor<ReturnType<typeof requestChecks>> },
): CheckDraft[] {
  return grounded(requestChecks(binding), binding.grounds);
}
