import { claimById, type Dialect } from '../../dialects/core/dialect.ts';
import type { MutationRule } from '../../dialects/core/mutation-rule.ts';
import type { Json } from '../json.ts';
import type { AboutCase, MutationClass, Settlement } from './mutation.ts';
import { settled } from './mutation.ts';

/**
 * The class with the rules that the dialects' claims give for it. The documentation goes before the standards: where it
 * has a rule, that of the class does not count.
 */
export function documented(of: MutationClass): MutationClass {
  return {
    ...of,
    settles: (args, slot, about) => {
      const rule = ruleFor(of.slug, args, about);
      return rule ? settlementOf(rule, about) : of.settles?.(args, slot, about);
    },
  };
}

/**
 * The first rule of the dialect for that class, operation and change whose claim counts in the profile. Where only other
 * profiles have one, nothing decides: what their documents say shows that servers differ there.
 */
function ruleFor(
  slug: string,
  args: Json,
  { dialect, operation, profile }: AboutCase,
): MutationRule | undefined {
  const text = typeof args === 'string' ? args : JSON.stringify(args);
  const rules = (rulesBySlug(dialect).get(slug) ?? []).filter(
    (rule) =>
      (rule.operations.length === 0 || rule.operations.includes(operation.id)) &&
      (rule.args?.test(text) ?? true),
  );
  const counts = ({ claim: id }: MutationRule): boolean => {
    const claim = claimById(dialect, id);
    return profile === undefined || claim === undefined || dialect.claimProfiles(claim).includes(profile);
  };
  const [first] = rules;
  return rules.find(counts) ?? (first && { ...first, outcome: { kind: 'open' } });
}

const indexed = new WeakMap<Dialect, ReadonlyMap<string, readonly MutationRule[]>>();

/** The rules of a dialect, by the classes they are about, in their order. */
function rulesBySlug(dialect: Dialect): ReadonlyMap<string, readonly MutationRule[]> {
  const known = indexed.get(dialect) ?? Map.groupBy(dialect.mutationRules ?? [], ({ slug }) => slug);
  indexed.set(dialect, known);
  return known;
}

function settlementOf({ outcome, claim }: MutationRule, { dialect }: AboutCase): Settlement | undefined {
  return outcome.kind === 'open' ? undefined : settled(outcome, claim, claimById(dialect, claim)?.level);
}
