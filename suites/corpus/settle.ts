import type { Judging } from '../../fuzzer/oracles/judge.ts';
import type { Observation } from '../../fuzzer/oracles/observation.ts';
import { isThrottled, outcomeText } from '../../fuzzer/outcome.ts';
import { CheckInconclusive } from '../../harness/check/check.ts';
import type { CheckContext } from '../../harness/check/context.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import type { FindingRecord } from '../../reports/fuzz/fuzz-record.ts';

/** Every server is judged alone: the runner compares them. */
export const NOBODY_NAMES: Judging['names'] = { target: [], reference: [] };

/**
 * What of the observations a case is held against: what has to hold for every answer, and the rule of its finding,
 * however strong. Another way of being wrong is wrong as well.
 */
export function objections(
  { oracle, rule }: Pick<FindingRecord, 'oracle' | 'rule'>,
  observed: readonly Observation[],
): Observation[] {
  return observed.filter((one) => one.grade === 'fail' || (one.oracle === oracle && one.rule === rule));
}

/**
 * Judges the answer to a case: no objection, and the outcome that was promised when it was promoted.
 * @throws CheckInconclusive when the server only asked to be left alone
 */
export function settle(
  t: Pick<CheckContext, 'compare' | 'dialect'>,
  { rule, promoted, says }: Pick<FindingRecord, 'rule' | 'promoted' | 'says'>,
  exchange: Exchange,
  found: readonly Observation[],
): void {
  if (isThrottled(exchange)) {
    throw new CheckInconclusive('throttled', `the server is overloaded: status ${exchange.response?.status}`);
  }
  const outcome = outcomeText(t.dialect, exchange);
  for (const { path, rule: broken, expected, got } of found) {
    const facet = path.startsWith('status:') ? 'status' : broken;
    // An objection stands, however its texts were clipped.
    t.compare(exchange, facet, expected, expected === got ? `otherwise, ${got}` : got);
  }
  if (promoted?.expects !== undefined) t.compare(exchange, 'status', promoted.expects, outcome);
  else if (found.length === 0) t.compare(exchange, rule, says.documentation, says.documentation);
}
