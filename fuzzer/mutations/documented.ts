import { claimById } from '../../dialects/core/dialect.ts';
import type { MutationRule } from '../../dialects/core/mutation-rule.ts';
import type { Json } from '../json.ts';
import type { About, MutationClass, Settlement } from './mutation.ts';
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

/** The first rule of the dialect for that class, operation and change. */
function ruleFor(slug: string, args: Json, { dialect, operation }: About): MutationRule | undefined {
  const text = typeof args === 'string' ? args : JSON.stringify(args);
  return dialect.mutationRules?.find(
    (rule) =>
      rule.slug === slug &&
      (rule.operations.length === 0 || rule.operations.includes(operation.id)) &&
      (rule.args?.test(text) ?? true),
  );
}

function settlementOf({ outcome, claim }: MutationRule, { dialect }: About): Settlement | undefined {
  return outcome.kind === 'open' ? undefined : settled(outcome, claim, claimById(dialect, claim)?.level);
}
