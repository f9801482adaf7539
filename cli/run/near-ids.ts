/** How much of a mistyped id an id has to hold, from 0 to 1, for one to be taken for a slip of the other. */
const ALIKE = 0.5;

/** The ids most like a mistyped one or a piece of one, the likest first, at most `count`. `*` stands for nothing. */
export function nearIds(wanted: string, ids: readonly string[], count = 5): string[] {
  const asked = trigrams(wanted.replaceAll('*', ''));
  if (asked.size === 0) return [];
  return ids
    .map((id) => {
      const parts = trigrams(id);
      const shared = [...asked].filter((part) => parts.has(part)).length;
      return { id, covered: shared / asked.size, excess: parts.size - shared };
    })
    .filter(({ covered }) => covered >= ALIKE)
    .toSorted((a, b) => b.covered - a.covered || a.excess - b.excess || (a.id < b.id ? -1 : 1))
    .slice(0, count)
    .map(({ id }) => id);
}

/** Every three characters of a text that follow one another, letter case ignored. */
function trigrams(text: string): ReadonlySet<string> {
  const lower = text.toLowerCase();
  return new Set(Array.from({ length: Math.max(0, lower.length - 2) }, (_, at) => lower.slice(at, at + 3)));
}
