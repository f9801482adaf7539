import { byUrgency, isNotable, type PageEntry, type PageSection } from './page-index.ts';

/** How much of a notable check the page shows: all of it, or expected and got only. */
export type Evidence = 'full' | 'short';

/** Most bytes of HTML that one check's transcripts may take. */
export const MAX_CHECK_BYTES = 150_000;
const FIXED_BYTES = 3000;

/**
 * Shares out a page's room: the worst checks show their transcripts, and when the room is used up the others only what
 * was expected and got. Sizes are estimated from the records, before anything is written.
 * @param maxBytes aim for the size of the whole page
 * @returns ids of the checks that show everything
 */
export function shareEvidence(sections: readonly PageSection[], maxBytes: number): ReadonlySet<string> {
  const entries = sections.flatMap((section) => section.entries);
  const notable = entries.filter(isNotable).sort(byUrgency);
  const quiet = entries.length - notable.length;
  let room = maxBytes - 150_000 - quiet * 500 - notable.length * 2000;
  const full = new Set<string>();
  for (const entry of notable) {
    const cost = estimate(entry);
    if (cost > room) continue;
    room -= cost;
    full.add(entry.id);
  }
  return full;
}

/** Markup around each line and a curl command make a transcript about three times its record. */
function estimate({ length }: PageEntry): number {
  return Math.min(MAX_CHECK_BYTES, FIXED_BYTES + length * 3);
}
