import type { CheckContext } from '../../harness/check/context.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import {
  type CorsBinding,
  configure,
  expectAllowed,
  expectUnmatched,
  NO_METHODS,
  NO_ORIGIN,
  noHeaders,
  type PreflightSpec,
} from './cors.ts';
import { PREFLIGHT_RULES } from './cors-preflight-rules.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';
import { store } from './stored-object.ts';

/** The preflight that the first rule allows in every respect. */
const ASKED: PreflightSpec = { origin: 'http://www.example.com', method: 'PUT', headers: 'x-first' };

/** Origins that look like the allowed one to a comparison that is not exact. */
const OTHER_ORIGINS = [
  'http://elsewhere.example.com',
  'https://www.example.com',
  'http://www.example.com:8080',
  'http://example.com',
  'http://www.example.com.elsewhere.test',
  'http://elsewhere.www.example.com',
  'http://wwwxexample.com',
  'null',
];

function preflightChecks(binding: CorsBinding) {
  const asking = (
    title: string,
    judge: (t: CheckContext) => Promise<unknown>,
    impact: SharedCheck['impact'] = 'breaks-clients',
  ): SharedCheck => ({
    title,
    impact,
    lease: { group: 'cors preflights' },
    run: async (t) => {
      await configure(t, binding, PREFLIGHT_RULES);
      await judge(t);
    },
  });
  const allowed = (
    t: CheckContext,
    asked: PreflightSpec,
    headers: Parameters<typeof expectAllowed>[3] = {},
  ) => expectAllowed(t, binding, asked, headers);
  const unmatched = (t: CheckContext, asked: PreflightSpec, headers: Parameters<typeof expectUnmatched>[3]) =>
    expectUnmatched(t, binding, asked, headers);
  return {
    'matching-preflight': asking('A preflight that a rule allows names its origin and has no body', (t) =>
      allowed(t, ASKED),
    ),
    'each-origin': asking('Every origin of a rule is allowed, one with a port, too', async (t) => {
      await allowed(t, { origin: 'http://one.example.com', method: 'DELETE' });
      await allowed(t, { origin: 'http://two.example.com', method: 'DELETE' });
      await allowed(t, { origin: 'https://port.example.com:8443', method: 'POST' });
    }),
    'each-method': asking('The method that is asked for is among the allowed ones', async (t) => {
      for (const [origin, method] of [
        ['http://www.example.com', 'PUT'],
        ['http://www.example.com', 'GET'],
        ['http://two.example.com', 'DELETE'],
        ['http://two.example.com', 'HEAD'],
        ['https://port.example.com:8443', 'POST'],
      ] as const) {
        await allowed(t, { origin, method }, { 'access-control-allow-methods': { lists: [method] } });
      }
    }),
    'each-header': asking('Every header that is asked for is among the allowed ones', async (t) => {
      for (const [headers, lists] of [
        ['x-first', ['x-first']],
        ['x-second,x-first', ['x-first', 'x-second']],
        ['x-first, x-second', ['x-first', 'x-second']],
      ] as const) {
        await allowed(t, { ...ASKED, headers }, { 'access-control-allow-headers': { lists } });
      }
    }),
    'header-name-case': asking('The letter case of header names does not matter', (t) =>
      allowed(
        t,
        { ...ASKED, headers: 'X-First, x-SECOND' },
        { 'access-control-allow-headers': { lists: ['x-first', 'x-second'] } },
      ),
    ),
    'no-headers-asked': asking('A preflight need not ask for headers', async (t) => {
      const { origin, method } = ASKED;
      await allowed(t, { origin, method }, { 'access-control-allow-methods': { lists: [method] } });
      await allowed(t, { origin: 'http://bare.example.com', method: 'GET' });
    }),
    'any-header': asking('AllowedHeader * allows whatever header is asked for', (t) =>
      allowed(
        t,
        { origin: 'https://port.example.com:8443', method: 'POST', headers: 'content-type, x-anything' },
        { 'access-control-allow-headers': { lists: ['content-type', 'x-anything'] } },
      ),
    ),
    'exposed-headers': asking('The headers that scripts may read are named', (t) =>
      allowed(t, ASKED, { 'access-control-expose-headers': { lists: ['x-shown', 'etag'] } }),
    ),
    'max-age': asking('Access-Control-Max-Age is that of the rule', async (t) => {
      await allowed(t, ASKED, { 'access-control-max-age': '500' });
      const port = { origin: 'https://port.example.com:8443', method: 'POST' };
      await allowed(t, port, { 'access-control-max-age': '7' });
    }),
    'other-origins': asking(
      'An origin that no rule allows is not named, however much it looks like one',
      async (t) => {
        await allowed(t, ASKED);
        for (const origin of OTHER_ORIGINS) await unmatched(t, { ...ASKED, origin }, NO_ORIGIN);
      },
      'security',
    ),
    'other-methods': asking(
      'A method that no rule allows for the origin is not answered with allowed methods',
      async (t) => {
        await allowed(t, ASKED);
        for (const method of ['DELETE', 'POST', 'PATCH']) {
          await unmatched(t, { ...ASKED, method }, NO_METHODS);
        }
        await unmatched(t, { origin: 'http://bare.example.com', method: 'PUT' }, NO_METHODS);
      },
      'security',
    ),
    'other-headers': asking(
      'A header that no rule allows is not among the allowed ones, also beside one that is allowed',
      async (t) => {
        await allowed(t, ASKED);
        await unmatched(t, { ...ASKED, headers: 'x-other' }, noHeaders('x-other', '*'));
        await unmatched(t, { ...ASKED, headers: 'x-first, x-other' }, noHeaders('x-other', '*'));
        await unmatched(t, { ...ASKED, headers: 'x-firs' }, noHeaders('x-firs', '*'));
        const bare = { origin: 'http://bare.example.com', method: 'GET', headers: 'x-first' };
        await unmatched(t, bare, noHeaders('x-first', '*'));
      },
      'security',
    ),
    'refusal-code': asking('A preflight that no rule allows is refused', async (t) => {
      await allowed(t, ASKED);
      for (const asked of [
        { ...ASKED, origin: 'http://elsewhere.example.com' },
        { ...ASKED, method: 'DELETE' },
        { ...ASKED, headers: 'x-other' },
      ]) {
        await expectUnmatched(t, { ...binding, unmatched: { refusal: 'cors-forbidden' } }, asked, {});
      }
    }),
    'rule-as-a-whole': asking(
      'What several rules allow is not mixed: one rule allows origin, method and headers',
      async (t) => {
        const origin = 'http://split.example.com';
        await allowed(
          t,
          { origin, method: 'PUT', headers: 'x-for-put' },
          { 'access-control-max-age': '200', 'access-control-expose-headers': { lists: ['x-shown-to-put'] } },
        );
        await allowed(
          t,
          { origin, method: 'GET', headers: 'x-for-get' },
          { 'access-control-max-age': '100', 'access-control-expose-headers': { lists: ['x-shown-to-get'] } },
        );
        await unmatched(t, { origin, method: 'GET', headers: 'x-for-put' }, noHeaders('x-for-put', '*'));
        await unmatched(t, { ...ASKED, origin: 'http://bare.example.com' }, NO_METHODS);
      },
      'security',
    ),
    'one-rule-answers': asking('Where two rules allow a preflight the answer is that of one', async (t) => {
      const asked = { origin: 'http://twice.example.com', method: 'GET' };
      const exchange = await allowed(t, asked, { 'access-control-max-age': { oneOf: ['10', '20'] } });
      const first = t.header(exchange, 'access-control-max-age') === '10';
      const [own, others] = first ? ['x-of-first', 'x-of-second'] : ['x-of-second', 'x-of-first'];
      const lists = { lists: [own] } as const;
      t.expect(exchange, { success: true, headers: { 'access-control-expose-headers': lists } });
      const listsNone = { listsNone: [others] } as const;
      t.expect(exchange, { success: true, headers: { 'access-control-expose-headers': listsNone } });
    }),
    'missing-object': asking('A preflight for an object that does not exist is answered by the rules', (t) =>
      allowed(t, { ...ASKED, key: t.key('missing') }),
    ),
    'existing-object': asking(
      'A preflight for an object that exists is answered without content, and does nothing to it',
      async (t) => {
        const key = await store(t, 'object', 'content');
        await allowed(t, { origin: 'http://one.example.com', method: 'DELETE', key });
        await allowed(t, { ...ASKED, key });
        t.expect(await t.send({ op: t.dialect.housekeeping.getObject, key }), {
          status: 200,
          body: 'content',
        });
      },
      'data-loss',
    ),
    unsigned: asking('A preflight needs no signature, also for what only the owner may read', async (t) => {
      const key = await store(t, 'object', 'content');
      await allowed(t, { ...ASKED, as: 'anonymous', key });
      await allowed(t, { ...ASKED, as: 'anonymous' });
      const elsewhere = { ...ASKED, origin: 'http://elsewhere.example.com', as: 'anonymous' } as const;
      await unmatched(t, elsewhere, NO_ORIGIN);
    }),
    'bucket-and-subresource': asking(
      'A preflight for the bucket itself or for a sub-resource is answered like any other',
      async (t) => {
        await allowed(t, { ...ASKED, key: '' });
        await allowed(t, { ...ASKED, query: { uploads: null } });
      },
    ),
    unconfigured: {
      title: 'Without a configuration a preflight is refused',
      impact: 'security',
      run: async (t) => {
        const refused: CorsBinding = { ...binding, unmatched: { refusal: 'no-cors-for-preflight' } };
        const key = await store(t, 'object', 'content', {});
        for (const asked of [ASKED, { ...ASKED, key }]) {
          await expectUnmatched(t, refused, asked, { ...NO_ORIGIN, ...NO_METHODS });
        }
      },
    },
  } satisfies SharedChecks;
}

/** Preflights, and the rules they are answered by. Fetch standard, section CORS protocol. */
export function corsPreflights(
  binding: CorsBinding & { readonly grounds: GroundsFor<ReturnType<typeof preflightChecks>> },
): CheckDraft[] {
  return grounded(preflightChecks(binding), binding.grounds);
}
