import type { HeaderRule, ValueRule } from '../check/expectation.ts';

/** Whether a rule holds, and how it reads in a report when it does not. */
export interface RuleResult {
  readonly holds: boolean;
  readonly expected: string;
  readonly got: string;
}

/** Judges the values of one header field (all fields of that name, in wire order). */
export function judgeHeader(rule: HeaderRule, values: readonly string[]): RuleResult {
  const got = values.length === 0 ? 'absent' : values.map((value) => JSON.stringify(value)).join(', ');
  const [first] = values;
  const result = (holds: boolean, expected: string): RuleResult => ({ holds, expected, got });
  if (typeof rule === 'string') return result(values.length === 1 && first === rule, JSON.stringify(rule));
  if (rule instanceof RegExp)
    return result(values.length === 1 && matchesWhole(rule, first), `matching ${rule}`);
  if ('absent' in rule) return result(values.length === 0, 'absent');
  if ('present' in rule)
    return result(values.length > 0 && values.every((value) => value !== ''), 'present, not empty');
  if ('oneOf' in rule) {
    return result(values.length === 1 && rule.oneOf.includes(first ?? ''), `one of ${quoteAll(rule.oneOf)}`);
  }
  const items = values.flatMap((value) => value.split(',')).map((item) => item.trim().toLowerCase());
  if ('lists' in rule) {
    const wanted = rule.lists.map((item) => item.toLowerCase());
    return result(
      values.length > 0 && wanted.every((item) => items.includes(item)),
      `a list with ${quoteAll(rule.lists)}`,
    );
  }
  const unwanted = rule.listsNone.map((item) => item.toLowerCase());
  return result(!unwanted.some((item) => items.includes(item)), `a list without ${quoteAll(rule.listsNone)}`);
}

/** Judges the texts found at one element path, in document order. */
export function judgeValue(rule: ValueRule, texts: readonly string[]): RuleResult {
  const got = texts.length === 0 ? 'absent' : quoteAll(texts);
  const [first] = texts;
  const result = (holds: boolean, expected: string): RuleResult => ({ holds, expected, got });
  if (typeof rule === 'string') return result(texts.length === 1 && first === rule, JSON.stringify(rule));
  if (rule instanceof RegExp)
    return result(texts.length === 1 && matchesWhole(rule, first), `matching ${rule}`);
  if ('absent' in rule) return result(texts.length === 0, 'absent');
  if ('present' in rule) return result(texts.length > 0, 'present');
  if ('oneOf' in rule) {
    return result(texts.length === 1 && rule.oneOf.includes(first ?? ''), `one of ${quoteAll(rule.oneOf)}`);
  }
  if ('list' in rule) return result(sameList(texts, rule.list), listed(rule.list, 'in this order'));
  if ('set' in rule) {
    return result(sameList(texts.toSorted(), rule.set.toSorted()), listed(rule.set, 'in any order'));
  }
  if ('includes' in rule) {
    return result(
      rule.includes.every((wanted) => texts.includes(wanted)),
      `including ${quoteAll(rule.includes)}`,
    );
  }
  return result(
    !rule.excludes.some((unwanted) => texts.includes(unwanted)),
    `without ${quoteAll(rule.excludes)}`,
  );
}

/** The texts a rule names. */
export function namedBy(rule: ValueRule): readonly string[] {
  if (typeof rule === 'string') return [rule];
  if (rule instanceof RegExp || 'absent' in rule || 'present' in rule) return [];
  const [texts = []] = Object.values<readonly string[]>(rule);
  return texts;
}

const anchored = new WeakMap<RegExp, RegExp>();

function matchesWhole(pattern: RegExp, value: string | undefined): boolean {
  if (value === undefined) return false;
  const whole = anchored.get(pattern) ?? new RegExp(`^(?:${pattern.source})$`, pattern.flags);
  anchored.set(pattern, whole);
  whole.lastIndex = 0;
  return whole.test(value);
}

function sameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}

/** Lists longer than this are cut in reports; the judgement is made on the whole. */
const SHOWN = 12;

function quoteAll(items: readonly string[]): string {
  const shown = items.slice(0, SHOWN).map((item) => JSON.stringify(item));
  const rest = items.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function listed(items: readonly string[], how: string): string {
  return items.length === 0 ? 'absent' : items.length === 1 ? quoteAll(items) : `${quoteAll(items)} ${how}`;
}
