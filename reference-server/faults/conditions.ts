import type { Conditions } from '../http/conditional.ts';
import { parseHttpDate } from '../http/http-date.ts';
import { refuse } from '../operations/refuse.ts';
import { on } from './edit-request.ts';
import { answering, losing } from './edit-response.ts';
import { faults } from './fault.ts';
import type { Tampering } from './tampering.ts';
import { headsObject, readsObject } from './which.ts';

/** Reading under other conditions than those of the request. */
function reading(change: (conditions: Conditions) => Conditions): Tampering {
  return {
    decide: ({ evaluateConditions }) => ({
      evaluateConditions: (conditions, validators, options) =>
        evaluateConditions(options.purpose === 'read' ? change(conditions) : conditions, validators, options),
    }),
  };
}

/** The same conditions, with the object changed a second later or earlier. */
function shifted(seconds: number, only: (conditions: Conditions) => boolean): Tampering {
  return {
    decide: ({ evaluateConditions }) => ({
      evaluateConditions: (conditions, validators, options) =>
        evaluateConditions(
          conditions,
          validators && only(conditions)
            ? { ...validators, lastModified: validators.lastModified + seconds * 1000 }
            : validators,
          options,
        ),
    }),
  };
}

function isDate(text: string | undefined): boolean {
  return text === undefined || parseHttpDate(text, Date.now()) !== undefined;
}

/** Conditional requests. RFC 9110 section 13. */
export const conditionFaults = faults('conditions', {
  'if-match-ignored': { says: 'If-Match is ignored.', ...reading(({ ifMatch: _, ...rest }) => rest) },
  'if-none-match-ignored': {
    says: 'If-None-Match is ignored.',
    ...reading(({ ifNoneMatch: _, ...rest }) => rest),
  },
  'if-modified-since-ignored': {
    says: 'If-Modified-Since is ignored.',
    ...reading(({ ifModifiedSince: _, ...rest }) => rest),
  },
  'if-unmodified-since-ignored': {
    says: 'If-Unmodified-Since is ignored.',
    ...reading(({ ifUnmodifiedSince: _, ...rest }) => rest),
  },
  'conditions-ignored-on-head': {
    says: 'HEAD takes no notice of conditions.',
    ...on(headsObject, (prepared, next) => {
      const { context } = prepared;
      const decision = { ...context.decision, evaluateConditions: () => 'proceed' as const };
      return next({ ...prepared, context: { ...context, decision } });
    }),
  },
  'not-modified-as-412': {
    says: 'A matching If-None-Match of a read is a failed precondition.',
    decide: ({ evaluateConditions }) => ({
      evaluateConditions: (conditions, ...rest) => {
        const outcome = evaluateConditions(conditions, ...rest);
        return outcome === 'not-modified' && conditions.ifNoneMatch !== undefined
          ? 'precondition-failed'
          : outcome;
      },
    }),
  },
  'not-modified-since-as-412': {
    says: 'If-Modified-Since that does not hold is a failed precondition.',
    decide: ({ evaluateConditions }) => ({
      evaluateConditions: (conditions, ...rest) => {
        const outcome = evaluateConditions(conditions, ...rest);
        return outcome === 'not-modified' && conditions.ifNoneMatch === undefined
          ? 'precondition-failed'
          : outcome;
      },
    }),
  },
  'failed-condition-as-304': {
    says: 'Any condition that does not hold answers 304.',
    decide: ({ evaluateConditions }) => ({
      evaluateConditions: (conditions, validators, options) => {
        const outcome = evaluateConditions(conditions, validators, options);
        return outcome === 'precondition-failed' && options.purpose === 'read' ? 'not-modified' : outcome;
      },
    }),
  },
  'if-match-wants-quotes': {
    says: 'If-Match with an entity tag without quotes never matches.',
    decide: ({ evaluateConditions }) => ({
      evaluateConditions: (conditions, validators, options) =>
        evaluateConditions(conditions, validators, { ...options, unquoted: false }),
    }),
  },
  'if-match-wants-no-quotes': {
    says: 'If-Match is compared as text with the bare MD5, so a quoted entity tag never matches.',
    decide: ({ evaluateConditions }) => ({
      evaluateConditions: (conditions, validators, options) =>
        conditions.ifMatch?.startsWith('"')
          ? 'precondition-failed'
          : evaluateConditions(conditions, validators, options),
    }),
  },
  'if-none-match-wants-no-quotes': {
    says: 'If-None-Match is compared as text with the bare MD5, so a quoted entity tag never matches.',
    ...reading((conditions) =>
      conditions.ifNoneMatch?.startsWith('"') ? { ...conditions, ifNoneMatch: '"no such tag"' } : conditions,
    ),
  },
  'modified-since-compared-with-fraction': {
    says: 'If-Modified-Since is compared with the exact time, whose fraction no client knows.',
    ...shifted(1, ({ ifModifiedSince }) => ifModifiedSince !== undefined),
  },
  'unmodified-since-compared-with-fraction': {
    says: 'If-Unmodified-Since is compared with the exact time, whose fraction no client knows.',
    ...shifted(1, ({ ifUnmodifiedSince }) => ifUnmodifiedSince !== undefined),
  },
  'modified-since-needs-difference-only': {
    says: 'If-Modified-Since is held against the very date: any other one counts as modified.',
    decide: ({ evaluateConditions }) => ({
      evaluateConditions: (conditions, validators, options) => {
        const date = parseHttpDate(conditions.ifModifiedSince ?? '', options.now);
        const equal = date === Math.floor((validators?.lastModified ?? 0) / 1000) * 1000;
        const { ifModifiedSince: _, ...rest } = conditions;
        return evaluateConditions(date === undefined || equal ? conditions : rest, validators, options);
      },
    }),
  },
  'modified-since-wins': {
    says: 'If-Modified-Since is evaluated although If-None-Match does not match.',
    decide: ({ evaluateConditions }) => ({
      evaluateConditions: (conditions, validators, options) => {
        const both = conditions.ifNoneMatch !== undefined && conditions.ifModifiedSince !== undefined;
        const outcome = evaluateConditions(conditions, validators, options);
        if (!both || outcome !== 'proceed') return outcome;
        const { ifModifiedSince } = conditions;
        return evaluateConditions({ ifModifiedSince }, validators, options);
      },
    }),
  },
  'unmodified-since-wins': {
    says: 'If-Unmodified-Since is evaluated although If-Match matches.',
    decide: ({ evaluateConditions }) => ({
      evaluateConditions: (conditions, validators, options) => {
        const { ifMatch, ifUnmodifiedSince } = conditions;
        const outcome = evaluateConditions(conditions, validators, options);
        if (ifMatch === undefined || ifUnmodifiedSince === undefined || outcome !== 'proceed') return outcome;
        return evaluateConditions({ ifUnmodifiedSince }, validators, options);
      },
    }),
  },
  'broken-date-refused': {
    says: 'A date that cannot be read in a condition is refused with 400.',
    ...on(readsObject, (prepared, next) => {
      const { request } = prepared;
      const dates = ['If-Modified-Since', 'If-Unmodified-Since'].map((name) => request.header(name));
      return dates.every(isDate) ? next(prepared) : refuse('invalid-argument');
    }),
  },
  'broken-date-not-modified': {
    says: 'A date that cannot be read in If-Modified-Since counts as the present one.',
    ...reading((conditions) =>
      isDate(conditions.ifModifiedSince)
        ? conditions
        : { ...conditions, ifModifiedSince: new Date(Date.now() + 1000).toUTCString() },
    ),
  },
  'not-modified-without-etag': {
    says: '304 does not name the entity tag.',
    respond: (response, about) => (response.status === 304 ? losing(/^etag$/)(response, about) : response),
  },
  'not-modified-with-body': {
    says: '304 comes with the body of the object.',
    transmit: ({ send }) => ({
      send: async (target, response, circumstances, headers = []) => {
        const { socket } = target;
        if (response.status !== 304 || !socket) return send(target, response, circumstances, headers);
        const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
        socket.end(`HTTP/1.1 304 Not Modified\r\n${lines}Content-Length: 5\r\n\r\nbytes`);
      },
    }),
  },
  'last-modified-is-now': {
    says: 'Last-Modified is the time of the request.',
    ...answering(readsObject, (response) => ({
      ...response,
      headers: response.headers.map(([name, value]) => [
        name,
        name === 'Last-Modified' ? new Date(Date.now() + 120_000).toUTCString() : value,
      ]),
    })),
  },
});
