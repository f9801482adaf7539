import type { Json } from '../json.ts';
import type { Settlement } from '../mutations/mutation.ts';
import { isRefusal, outcomeKind, outcomeText } from '../outcome.ts';
import type { Judged, Observation } from './observation.ts';

const GRADES = { must: 'fail', should: 'non-strict', may: 'informational' } as const;

/**
 * Whether the outcome is what the rule of the only mutation asks for. Two mutations may make up for each other, so that
 * the rule of neither counts.
 */
export function ruleOracle(judged: Judged): Observation[] {
  const { dialect, operation, exchange, applied } = judged;
  const { fuzzCase } = judged.trial;
  const [only, ...more] = applied;
  if (!only || more.length > 0) return [];
  const { order, settles, settlesEitherOrder } = only.mutation;
  const usual = fuzzCase.signOrder === 'sign-then-mutate' ? 'after-signing' : 'before-signing';
  const isBehindSignature = (order ?? usual) === 'after-signing';
  const about = { dialect, operation, isBehindSignature, profile: fuzzCase.profile };
  const settlement = settles?.(only.args as Json, only.slot, about);
  if (!settlement) return [];
  // Behind the back of the signature any change may be refused, unless that is what the class is about.
  const isAside = isBehindSignature && order === undefined && settlesEitherOrder !== true;
  if (settlement.expects.kind !== 'refused' && isAside) return [];
  // What else a request asks for may decide its outcome; a refusal goes before everything.
  const { parameters, body } = fuzzCase;
  if (settlement.expects.kind !== 'refused' && (parameters.length > 0 || body !== undefined)) return [];
  const kind = outcomeKind(exchange);
  if (kind === 'infrastructure' || kind === 'not-delivered' || kind === 'server-error' || kind === 'hang')
    return [];
  const expected = violated(settlement, judged);
  if (expected === undefined) return [];
  const got = outcomeText(dialect, exchange);
  return [
    {
      oracle: settlement.expects.kind === 'as-unmutated' ? 'metamorphic' : 'rule',
      rule: only.mutation.slug,
      grade: GRADES[settlement.level],
      path: `status:${settlement.expects.kind}→${kindOf(judged)}`,
      expected,
      got,
      source: settlement.source,
    },
  ];
}

/** RFC 9110 section 15.4, but for 304, which answers a condition. */
function isRedirection(status = 0): boolean {
  return status >= 300 && status < 400 && status !== 304;
}

function kindOf({ exchange }: Judged): string {
  return exchange.response ? String(exchange.response.status) : outcomeKind(exchange);
}

/** What the settlement expects, when that is not what came; undefined when it is. */
function violated({ expects }: Settlement, { dialect, operation, exchange }: Judged): string | undefined {
  const { response } = exchange;
  switch (expects.kind) {
    case 'refused':
      // Who is sent elsewhere has not been served either.
      return isRefusal(exchange) || isRedirection(response?.status)
        ? undefined
        : 'a refusal: 4xx, or the connection closed';
    case 'as-unmutated': {
      const accepted = operation.success.flatMap(({ status }) => status);
      if (response && accepted.includes(response.status)) return undefined;
      return `the status of the same request without the mutation: ${accepted.join(' or ')}`;
    }
    case 'status':
      return response && expects.status.includes(response.status)
        ? undefined
        : `status ${expects.status.join(' or ')}`;
    case 'refusal': {
      const refusal = dialect.refusals[expects.refusal];
      if (!refusal || (response && refusal.accepts.status.includes(response.status))) return undefined;
      return `status ${refusal.accepts.status.slice(0, 5).join(' or ')}`;
    }
    default:
      return expects satisfies never;
  }
}
