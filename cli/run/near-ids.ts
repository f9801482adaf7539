/** How alike two ids have to be at least, from 0 to 1, for one to be taken for a slip of the other. */
const ALIKE = 0.35;

/** The ids most like a mistyped one, the likest first, at most `count`. `*` in `wanted` stands for nothing. */
export function nearIds(wanted: string, ids: readonly string[], count = 5): string[] {
  const asked = trigrams(wanted.replaceAll('*', ''));
  return ids
    .map((id) => ({ id, likeness: likeness(asked, trigrams(id)) }))
    .filter((one) => one.likeness >= ALIKE)
    .toSorted((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1))
    .slice(0, count)
    .map(({ id }) => id);
}

/** Dice's coefficient: 1 for the same trigrams, 0 for none in common. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const part of a) if (b.has(part)) shared++;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}

function trigrams(text: string): ReadonlySet<string> {
  const padded = `  ${text.toLowerCase()} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
}
