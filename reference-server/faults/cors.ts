import { type HeaderList, headerValue, withHeader, withoutHeader } from '../../dialects/core/headers.ts';
import type { CorsAnswer, CorsRule, Preflight } from '../access/cors.ts';
import { CORS } from '../operations/attributes.ts';
import { refuse } from '../operations/refuse.ts';
import { on } from './edit-request.ts';
import { answering, losing } from './edit-response.ts';
import { faults } from './fault.ts';
import type { Tampering } from './tampering.ts';
import { isPreflight } from './which.ts';

type Answer = (rules: readonly CorsRule[], request: Preflight) => CorsAnswer | undefined;

/** Preflights that are answered in another way. */
function preflights(change: (next: Answer) => Answer): Tampering {
  return { decide: ({ answerPreflight }) => ({ answerPreflight: change(answerPreflight) }) };
}

/** Preflights under other rules. */
function ruled(change: (rules: readonly CorsRule[], request: Preflight) => readonly CorsRule[]): Tampering {
  return preflights((next) => (rules, request) => next(change(rules, request), request));
}

/** Preflights whose answer comes out otherwise. */
function answered(change: (answer: CorsAnswer, request: Preflight) => CorsAnswer): Tampering {
  return preflights((next) => (rules, request) => {
    const answer = next(rules, request);
    return answer && change(answer, request);
  });
}

/** What everybody is told. */
function open({ origin, method, headers }: Preflight): CorsAnswer {
  return {
    allowOrigin: origin,
    allowMethods: [method],
    allowHeaders: headers,
    expose: [],
    maxAgeSeconds: undefined,
  };
}

/** Responses to cross-origin requests that are no preflights. */
function actual(change: (headers: HeaderList, origin: string) => HeaderList): Tampering {
  return {
    respond: (response, { incoming }) => {
      const origin = headerValue(incoming.headers, 'origin');
      if (origin === undefined || incoming.method === 'OPTIONS') return response;
      return { ...response, headers: change(response.headers, origin) };
    },
  };
}

/** Cross-origin access. */
export const corsFaults = faults('cors', {
  'any-origin-echoed': {
    says: 'Any origin is allowed and echoed, as permissive proxies do.',
    ...ruled((rules, { origin }) => rules.map((rule) => ({ ...rule, origins: [origin] }))),
  },
  'any-method-allowed': {
    says: 'Methods are not looked at.',
    ...ruled((rules, { method }) => rules.map((rule) => ({ ...rule, methods: [...rule.methods, method] }))),
  },
  'any-header-allowed': {
    says: 'Requested headers are not looked at.',
    ...ruled((rules) => rules.map((rule) => ({ ...rule, headers: ['*'] }))),
  },
  'preflights-without-rules': {
    says: 'A preflight is allowed where nothing is configured.',
    ...on(isPreflight, (prepared, next) => {
      const { context, request } = prepared;
      if (context.store.bucket(context.bucket)?.attributes.get(CORS)) return next(prepared);
      const origin = request.header('Origin') ?? '*';
      return Promise.resolve({
        status: 200,
        headers: [
          ['Access-Control-Allow-Origin', origin],
          ['Access-Control-Allow-Methods', request.header('Access-Control-Request-Method') ?? ''],
        ],
        body: { kind: 'none' },
      });
    }),
  },
  'refused-preflights-answer-200': {
    says: 'A preflight that matches no rule answers 200 with what it asked for.',
    ...preflights((next) => (rules, request) => next(rules, request) ?? open(request)),
  },
  'rules-merged': {
    says: 'Rules are merged: the origin of one allows the methods of another.',
    ...ruled((rules) => [
      {
        origins: rules.flatMap(({ origins }) => origins),
        methods: rules.flatMap(({ methods }) => methods),
        headers: rules.flatMap(({ headers }) => headers),
        expose: rules.flatMap(({ expose }) => expose),
      },
    ]),
  },
  'first-rule-only': { says: 'Only the first rule counts.', ...ruled((rules) => rules.slice(0, 1)) },
  'last-matching-rule': {
    says: 'The last rule that matches counts.',
    ...ruled((rules) => rules.toReversed()),
  },
  'origin-star-literal': {
    says: 'An origin * matches only itself.',
    ...ruled((rules) =>
      rules.map((rule) => ({ ...rule, origins: rule.origins.filter((origin) => origin !== '*') })),
    ),
  },
  'origin-pattern-literal': {
    says: 'A * inside an origin matches only itself.',
    ...ruled((rules) =>
      rules.map((rule) => ({
        ...rule,
        origins: rule.origins.filter((origin) => origin === '*' || !origin.includes('*')),
      })),
    ),
  },
  'origin-matched-by-suffix': {
    says: 'An origin is matched by its end, so that evil-example.com passes for example.com.',
    ...ruled((rules, { origin }) =>
      rules.map((rule) => ({
        ...rule,
        origins: rule.origins.map((allowed) =>
          origin.endsWith(allowed.replace(/^https?:\/\//, '')) && !allowed.includes('*') ? origin : allowed,
        ),
      })),
    ),
  },
  'origin-scheme-ignored': {
    says: 'The scheme of an origin is not compared.',
    ...ruled((rules, { origin }) =>
      rules.map((rule) => ({
        ...rule,
        origins: rule.origins.map((allowed) =>
          allowed.replace(/^https?:/, '') === origin.replace(/^https?:/, '') ? origin : allowed,
        ),
      })),
    ),
  },
  'header-star-literal': {
    says: 'A header * matches only itself.',
    ...ruled((rules) =>
      rules.map((rule) => ({ ...rule, headers: rule.headers.filter((name) => name !== '*') })),
    ),
  },
  'header-case-matters': {
    says: 'Header names are compared with letter case.',
    ...ruled((rules, { headers }) =>
      rules.map((rule) => ({
        ...rule,
        headers: rule.headers.filter((pattern) => pattern.includes('*') || headers.includes(pattern)),
      })),
    ),
  },
  'one-header-suffices': {
    says: 'One allowed header among those requested is enough.',
    ...preflights((next) => (rules, request) => {
      const some = request.headers.length === 0 ? [[]] : request.headers.map((name) => [name]);
      const found = some
        .map((headers) => next(rules, { ...request, headers }))
        .find((answer) => answer !== undefined);
      return found && { ...found, allowHeaders: request.headers };
    }),
  },
  'allow-headers-missing': {
    says: 'A preflight does not say which headers are allowed.',
    ...answered((answer) => ({ ...answer, allowHeaders: [] })),
  },
  'allow-methods-missing': {
    says: 'A preflight does not say which methods are allowed.',
    ...answering(isPreflight, losing(/^access-control-allow-methods$/)),
  },
  'max-age-lost': {
    says: 'A preflight does not say how long it holds.',
    ...answered((answer) => ({ ...answer, maxAgeSeconds: undefined })),
  },
  'max-age-constant': {
    says: 'A preflight always holds for a day.',
    ...answered((answer) => ({ ...answer, maxAgeSeconds: 86_400 })),
  },
  'expose-lost': {
    says: 'A preflight does not say which headers are exposed.',
    ...answered((answer) => ({ ...answer, expose: [] })),
  },
  'preflights-need-signature': {
    says: 'A preflight without signature is refused.',
    ...on(isPreflight, (prepared, next) =>
      prepared.request.sent('Authorization') === undefined ? refuse('anonymous-denied') : next(prepared),
    ),
  },
  'preflights-need-object': {
    says: 'A preflight for a key that does not exist is refused.',
    ...on(isPreflight, (prepared, next) => {
      const { context } = prepared;
      const missing = context.key !== '' && !context.store.bucket(context.bucket)?.current(context.key);
      return missing ? refuse('missing-key') : next(prepared);
    }),
  },
  'preflights-answer-204': {
    says: 'A preflight answers 204.',
    ...answering(isPreflight, (response) => ({ ...response, status: 204 })),
  },
  'actual-requests-not-answered': {
    says: 'Only preflights say that an origin is allowed.',
    ...actual((headers) => headers.filter(([name]) => !/^access-control-/i.test(name))),
  },
  'actual-requests-allow-any': {
    says: 'Every response allows every origin, whatever is configured.',
    ...actual((headers, origin) => withHeader(headers, 'Access-Control-Allow-Origin', origin)),
  },
  'vary-missing': {
    says: 'Responses that depend on Origin do not say so, and caches mix them up.',
    ...actual((headers) => withoutHeader(headers, 'vary')),
  },
  'vary-missing-on-preflight': {
    says: 'Preflights have no Vary.',
    ...answering(isPreflight, losing(/^vary$/)),
  },
});
