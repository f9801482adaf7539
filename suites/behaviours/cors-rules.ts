import type { CheckContext } from '../../harness/check/context.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import type { CorsBinding, CorsRule } from './cors.ts';

/** A configuration that uses every element, more than once where that is allowed. */
export const FULL: readonly CorsRule[] = [
  {
    id: 'one of two',
    origins: ['http://www.example.com', 'https://other.example.com:8443'],
    methods: ['PUT', 'GET', 'HEAD'],
    headers: ['x-first', 'x-second'],
    expose: ['x-shown', 'ETag'],
    maxAge: '500',
  },
  { id: 'two of two', origins: ['http://one.example.com'], methods: ['DELETE'], maxAge: '0' },
];

/** The least a rule can say. */
export const PLAIN: CorsRule = { origins: ['http://www.example.com'], methods: ['GET'] };

/** Sets rules and judges the answer. */
export async function putRules(
  t: CheckContext,
  binding: CorsBinding,
  rules: readonly CorsRule[],
): Promise<Exchange> {
  const exchange = await t.send({ op: binding.putCors, ...binding.rules(rules) });
  t.expect(exchange, { success: true });
  return exchange;
}

/** Reads the configuration until it has the origins of these rules, and expects exactly these rules in any order. */
export async function expectRules(
  t: CheckContext,
  binding: CorsBinding,
  rules: readonly CorsRule[],
): Promise<void> {
  const exchange = await readRules(t, binding, rules);
  const found = binding.rulesIn(t, exchange);
  t.compare(exchange, 'rules', comparableRules(rules, rules), comparableRules(found, rules));
}

/** Reads the configuration until it has the origins of these rules. */
export function readRules(
  t: CheckContext,
  { getCors, document, origins }: CorsBinding,
  rules: readonly CorsRule[],
): Promise<Exchange> {
  const all = { set: rules.flatMap((rule) => rule.origins) };
  return t.eventually({ op: getCors }, { success: true, document, values: { [origins]: all } });
}

/**
 * Rules as sorted texts, in which the order of repeated elements does not matter and their number does.
 * @param asked the rules that were set: servers may give one an id that has none, so ids count only where all have one
 */
export function comparableRules(rules: readonly CorsRule[], asked: readonly CorsRule[]): string[] {
  const named = asked.every(({ id }) => id !== undefined);
  return rules
    .map(({ id = '', origins, methods, headers = [], expose = [], maxAge = '' }) => {
      const lists = [origins, methods, headers, expose].map((list) => list.toSorted());
      return JSON.stringify([named ? id : '', ...lists, maxAge]);
    })
    .toSorted();
}
