import { operationById } from '../../dialects/core/dialect.ts';
import { headerValue } from '../../dialects/core/headers.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { isRefusal, outcomeText } from '../outcome.ts';
import { differentialOracle, type Names } from './differential.ts';
import { furtherDifferences } from './further-differences.ts';
import { invariantOracle } from './invariant.ts';
import type { Judged, Observation } from './observation.ts';

/**
 * What a request left behind: a write that is refused changes nothing, a write that is done changes what the
 * reference's changes. And HEAD has the header fields of GET. RFC 9110 section 9.3.2.
 */
export function afterOracle(judged: Judged, names: Names): Observation[] {
  const { after } = judged.trial;
  if (!after) return [];
  return after.kind === 'mirror' ? mirrorOracle(judged, after.target) : probeOracle(judged, names);
}

/** Fields that say what GET would send. */
const MIRRORED = ['content-type', 'content-length', 'etag', 'last-modified'] as const;

function mirrorOracle({ trial, dialect }: Judged, head: Exchange): Observation[] {
  const { response } = trial.target;
  const [get, other] = [
    outcomeText(dialect, trial.target).slice(0, 3),
    outcomeText(dialect, head).slice(0, 3),
  ];
  const observe = (path: string, expected: string, got: string): Observation[] => [
    {
      oracle: 'invariant',
      rule: 'head-mirrors-get',
      grade: 'fail',
      path,
      expected,
      got,
      source: 'RFC 9110 section 9.3.2',
    },
  ];
  // What is asked for in parameters that only GET has, such as a range, HEAD may answer as it likes.
  if (trial.fuzzCase.parameters.length > 0 || response?.status !== 200) return [];
  if (get !== other) return observe(`HEAD status:${get}→${other}`, get, other);
  const name = MIRRORED.find((one) => {
    const [ours, theirs] = [response, head.response].map((from) => headerValue(from?.headers ?? [], one));
    return theirs !== undefined && ours !== undefined && ours !== theirs;
  });
  if (name === undefined) return [];
  const value = (of: Exchange): string => headerValue(of.response?.headers ?? [], name) ?? 'absent';
  return observe(`HEAD header ${name}`, value(trial.target), value(head));
}

function probeOracle(judged: Judged, names: Names): Observation[] {
  const { trial, dialect } = judged;
  const { after } = trial;
  if (!after) return [];
  const operation = operationById(dialect, after.operation);
  const probe = { ...trial, target: after.target, reference: after.reference, after: undefined };
  const seen = { ...judged, operation, trial: probe, exchange: after.target, applied: [] };
  const then = (one: Observation): Observation => ({ ...one, path: `then ${after.operation}: ${one.path}` });
  const own = invariantOracle(seen);
  const malformed = own.map(then);
  if (malformed.some(({ rule }) => TELLS_NOTHING.has(rule))) return malformed;
  const paths = new Set(own.map(({ path }) => path));
  const found = furtherDifferences(own, differentialOracle(seen, names))
    .filter(({ path }) => !paths.has(path))
    .map(then);
  // Refused for another reason is told otherwise: nothing is there for either server.
  const isThere = [after.target, after.reference].some((one) => one !== undefined && !isRefusal(one));
  if (!isRefusal(trial.target) || !isThere) return [...malformed, ...found];
  return [
    ...malformed,
    ...found.map(
      (one): Observation =>
        OF_WHAT_IS_STORED.test(one.path)
          ? {
              ...one,
              oracle: 'invariant',
              rule: REFUSED_CHANGES_NOTHING,
              grade: 'fail',
              source: 'RFC 9110 section 15.5',
            }
          : one,
    ),
  ];
}

/**
 * Where it shows what is stored: other fields are those of the answer, whatever is there. An entity tag of other content
 * comes with that content; alone, it is only written otherwise.
 */
const OF_WHAT_IS_STORED = /^then \w+: (?!header )|: header (content-|cache-control|expires|x-[a-z-]*meta-)/;

/** The rule of writes that are refused. */
export const REFUSED_CHANGES_NOTHING = 'refused-write-changes-nothing';

/** Rules that are broken by answers which say nothing of what was written. */
const TELLS_NOTHING: ReadonlySet<string> = new Set(['no-server-error', 'error-document', 'success-document']);
