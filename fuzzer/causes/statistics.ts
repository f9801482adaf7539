/** How often the target lacks what the reference's answers have. */
export interface Statistics {
  /** Notes an answer. @param context what the request was, so that the same one over and over counts once */
  readonly note: (traits: readonly string[], missed: ReadonlySet<string>, context: string) => void;
  /** Whether the target lacks it wherever it is to be expected: not a matter of the request, then. */
  readonly lacksAlways: (trait: string) => boolean;
  /** Whether the target has it, too, as a rule. */
  readonly has: (trait: string) => boolean;
  /** Whether that may be so, and it was asked too seldom to say. */
  readonly isOpen: (trait: string) => boolean;
}

/** In fewer different requests than this, nothing is a rule. */
const LEAST_CONTEXTS = 5;
/** Share of the answers that have to lack it: some may have it for a reason of their own. */
const NEARLY_ALL = 0.9;
/** Traits that are counted. */
const MAX_TRAITS = 5_000;

interface Count {
  total: number;
  missed: number;
  readonly contexts: Set<string>;
}

/** Opens with nothing counted. */
export function openStatistics(): Statistics {
  const counts = new Map<string, Count>();
  const contextsOf = (trait: string): number => counts.get(trait)?.contexts.size ?? 0;
  const isLacking = (trait: string): boolean => {
    const { missed, total } = counts.get(trait) ?? { missed: 0, total: 1 };
    return missed >= total * NEARLY_ALL;
  };
  return {
    note: (traits, missed, context) => {
      for (const trait of traits) {
        const count = counts.get(trait) ?? { total: 0, missed: 0, contexts: new Set() };
        if (!counts.has(trait) && counts.size >= MAX_TRAITS) continue;
        counts.set(trait, count);
        count.total++;
        if (!missed.has(trait)) continue;
        count.missed++;
        if (count.contexts.size < LEAST_CONTEXTS) count.contexts.add(context);
      }
    },
    lacksAlways: (trait) => isLacking(trait) && contextsOf(trait) >= LEAST_CONTEXTS,
    has: (trait) => counts.has(trait) && !isLacking(trait),
    isOpen: (trait) => isLacking(trait) && contextsOf(trait) < LEAST_CONTEXTS,
  };
}
