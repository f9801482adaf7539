/** How often the target lacks what the reference's answers have. */
export interface Statistics {
  /** Notes an answer. @param context what the request was, so that the same one over and over counts once */
  readonly note: (traits: readonly string[], missed: ReadonlySet<string>, context: string) => void;
  /** Whether the target lacks it wherever it is to be expected: not a matter of the request, then. */
  readonly lacksAlways: (trait: string) => boolean;
}

/** In fewer different requests than this, nothing is a rule. */
const LEAST_CONTEXTS = 6;
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
    lacksAlways: (trait) => {
      const count = counts.get(trait);
      return (
        count !== undefined &&
        count.contexts.size >= LEAST_CONTEXTS &&
        count.missed >= count.total * NEARLY_ALL
      );
    },
  };
}
