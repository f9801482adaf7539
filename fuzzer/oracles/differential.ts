import { withoutHeader } from '../../dialects/core/headers.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { compare } from '../../harness/verify/compare.ts';
import type { Substitutions } from '../../harness/verify/symbolise.ts';
import { isComparable, isRefusal, isThrottled, outcomeKind, outcomeText } from '../outcome.ts';
import type { Judged, Observation } from './observation.ts';
import { withoutPositions } from './path.ts';

/** What in the answers of the servers merely names them. */
export interface Names {
  readonly target: Substitutions;
  readonly reference: Substitutions;
}

/** Differences of one pair of answers that are told apart. */
const MOST_DIFFERENCES = 12;

/** Where the target answers otherwise than the reference: the outcome, or whatever differs in the order of the wire. */
export function differentialOracle(judged: Judged, names: Names): Observation[] {
  const { dialect, trial, exchange: target } = judged;
  const { reference } = trial;
  if (!reference) return [];
  const kinds = [outcomeKind(target), outcomeKind(reference)];
  if (kinds.some((kind) => kind === 'infrastructure' || kind === 'not-delivered')) return [];
  if (isThrottled(target) || isThrottled(reference)) return [];
  const isRaw = trial.rendered.raw !== undefined;
  // Of what is no HTTP only matters whether it is refused: below the API nobody documents how.
  if (isRaw && isRefusal(target) && isRefusal(reference)) return [];
  const [expected, got] = [outcomeText(dialect, reference), outcomeText(dialect, target)];
  const observe = (path: string, theirs: string, ours: string): Observation => ({
    oracle: 'differential',
    rule: 'as-reference',
    grade: 'divergent',
    path,
    expected: theirs,
    got: ours,
  });
  if (!isComparable(got, expected)) return [observe(`status:${expected}→${got}`, expected, got)];
  const ids = (values: readonly string[]): Substitutions => values.map((id) => [id, '‹id›']);
  const differences = compare(
    dialect,
    {
      exchanges: [comparable(judged, target)],
      substitutions: [...names.target, ...ids(trial.ids.target)],
    },
    {
      exchanges: [comparable(judged, reference)],
      substitutions: [...names.reference, ...ids(trial.ids.reference)],
    },
  );
  const observed = [
    ...(expected !== got ? [observe('error code:missing', expected, got)] : []),
    ...differences.map(({ facet, reference: theirs, target: ours }) =>
      observe(facetPath(facet, theirs, ours), theirs, ours),
    ),
  ];
  const paths = new Map(observed.toReversed().map((one) => [one.path, one]));
  return observed.filter((one) => paths.get(one.path) === one).slice(0, MOST_DIFFERENCES);
}

function facetPath(facet: string, reference: string, target: string): string {
  const change = target === 'absent' ? ':missing' : reference === 'absent' ? ':extra' : '';
  return `${withoutPositions(facet)}${change}`;
}

/** The list of an account's buckets shows what else goes on at that moment: its body is not compared. */
function comparable({ dialect, operation, trial }: Judged, exchange: Exchange): Exchange {
  const { response } = exchange;
  const isList = operation.id === dialect.housekeeping.listBuckets || trial.tellsOfOthers === true;
  if (!isList || response?.status !== 200) return exchange;
  const headers = withoutHeader(response.headers, 'content-length');
  return { ...exchange, response: { ...response, headers, body: new Uint8Array() } };
}
