import type { CheckContext, RequestSpec } from '../../../harness/check/context.ts';
import type { Expectation } from '../../../harness/check/expectation.ts';
import { suite } from '../../../harness/check/suite.ts';

const SITE = 'http://www.example.com';
const OTHER_SITE = 'https://other.example.net:8443';
const STRANGER = 'http://stranger.example.org';
const ALLOW_ORIGIN = 'access-control-allow-origin';
const NOTHING: Expectation['headers'] = {
  [ALLOW_ORIGIN]: { absent: true },
  'access-control-allow-methods': { absent: true },
};

/** Attributes of the container that say what other sites may do. */
function letIn(t: CheckContext, attributes: Readonly<Record<string, string>>) {
  const headers = Object.entries(attributes).map(
    ([name, value]) => [`X-Container-Meta-Access-Control-${name}`, value] as const,
  );
  return t.setup({ op: 'UpdateContainerMetadata', headers });
}

/** What a browser asks before it sends a request; nobody gives it a token for that. */
function preflight(
  t: CheckContext,
  origin: string,
  method = 'GET',
  headers: Readonly<Record<string, string>> = {},
): RequestSpec {
  return {
    op: 'PreflightObject',
    key: t.key(),
    as: 'anonymous',
    headers: { Origin: origin, 'Access-Control-Request-Method': method, ...headers },
  };
}

const refused = { refusal: 'origin-not-allowed', headers: NOTHING };

export default suite('PreflightObject', [
  {
    id: 'allowed-origins',
    title: 'Origins that the container names are let in, each by its name, whether the object exists or not',
    claims: ['S-CORS-01'],
    lease: 'own',
    run: async (t) => {
      await letIn(t, { 'Allow-Origin': `${SITE} ${OTHER_SITE}` });
      for (const origin of [SITE, OTHER_SITE]) {
        for (const method of ['GET', 'PUT', 'DELETE']) {
          await t.eventually(preflight(t, origin, method), {
            status: 200,
            headers: { [ALLOW_ORIGIN]: origin, 'access-control-allow-methods': { lists: [method] } },
          });
        }
      }
    },
  },
  {
    id: 'every-origin',
    title: 'A container that names * lets every origin in',
    claims: ['S-CORS-01'],
    lease: 'own',
    run: async (t) => {
      await letIn(t, { 'Allow-Origin': '*' });
      await t.eventually(preflight(t, STRANGER), {
        status: 200,
        headers: { [ALLOW_ORIGIN]: { oneOf: ['*', STRANGER] } },
      });
    },
  },
  {
    id: 'other-origins',
    title: 'An origin that the container does not name exactly is answered 401',
    claims: ['S-CORS-02'],
    impact: 'security',
    lease: 'own',
    run: async (t) => {
      // nothing is let in before the container says so
      t.expect(await t.send(preflight(t, SITE)), refused);
      await letIn(t, { 'Allow-Origin': SITE });
      await t.eventually(preflight(t, SITE), { status: 200 });
      for (const origin of [STRANGER, 'https://www.example.com', `${SITE}:8080`, `${SITE}.example.org`]) {
        t.expect(await t.send(preflight(t, origin)), refused);
      }
    },
  },
  {
    id: 'other-methods',
    title: 'A method that objects do not have is answered 401, whoever asks',
    claims: ['S-CORS-02'],
    lease: 'own',
    run: async (t) => {
      await letIn(t, { 'Allow-Origin': SITE });
      await t.eventually(preflight(t, SITE), { status: 200 });
      t.expect(await t.send(preflight(t, SITE, 'PATCH')), refused);
    },
  },
  {
    id: 'age-and-headers',
    title: 'A preflight is told how long it may be remembered, and gets the headers it asks for',
    claims: ['S-CORS-03'],
    lease: 'own',
    run: async (t) => {
      await letIn(t, { 'Allow-Origin': SITE, 'Max-Age': '55' });
      const asked = { 'Access-Control-Request-Headers': 'x-object-meta-color, x-auth-token' };
      await t.eventually(preflight(t, SITE, 'PUT', asked), {
        status: 200,
        headers: {
          'access-control-max-age': '55',
          'access-control-allow-headers': { lists: ['x-object-meta-color', 'x-auth-token'] },
        },
      });
    },
  },
  {
    id: 'actual-requests',
    title: 'A request from an allowed origin is told so, and which headers a page may see',
    claims: ['S-CORS-04'],
    lease: 'own',
    run: async (t) => {
      await letIn(t, { 'Allow-Origin': SITE, 'Expose-Headers': 'X-Shown X-Shown-Too' });
      await t.setup({ op: 'PutObject', key: t.key(), body: 'shown' });
      const headers = { Origin: SITE };
      const shown = {
        [ALLOW_ORIGIN]: SITE,
        'access-control-expose-headers': { lists: ['x-shown', 'x-shown-too'] },
      };
      await t.eventually(
        { op: 'GetObject', key: t.key(), headers },
        { status: 200, body: 'shown', headers: shown },
      );
      const missing = await t.send({ op: 'GetObject', key: t.key('missing'), headers });
      t.expect(missing, { refusal: 'missing-key', headers: shown });
    },
  },
  {
    id: 'actual-requests-of-others',
    title: 'A request from another origin is served, and a page there is told nothing',
    claims: ['S-CORS-05'],
    impact: 'security',
    lease: 'own',
    run: async (t) => {
      await letIn(t, { 'Allow-Origin': SITE });
      await t.setup({ op: 'PutObject', key: t.key(), body: 'served' });
      await t.eventually(preflight(t, SITE), { status: 200 });
      for (const headers of [{ Origin: STRANGER }, {}]) {
        t.expect(await t.send({ op: 'GetObject', key: t.key(), headers }), {
          status: 200,
          body: 'served',
          headers: { [ALLOW_ORIGIN]: { absent: true }, 'access-control-expose-headers': { absent: true } },
        });
      }
    },
  },
  {
    id: 'taken-back',
    title: 'An origin is not let in any more when the container does not name it any more',
    claims: ['S-CORS-02'],
    impact: 'security',
    lease: 'own',
    run: async (t) => {
      await letIn(t, { 'Allow-Origin': SITE });
      await t.eventually(preflight(t, SITE), { status: 200 });
      await letIn(t, { 'Allow-Origin': '' });
      await t.eventually(preflight(t, SITE), refused);
    },
  },
  {
    id: 'methods',
    title: 'OPTIONS without an origin tells the methods, without a token',
    claims: ['S-CORS-06'],
    run: async (t) => {
      const exchange = await t.send({ op: 'PreflightObject', key: t.key(), as: 'anonymous' });
      t.expect(exchange, {
        status: 200,
        headers: { allow: { lists: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] } },
      });
    },
  },
]);
