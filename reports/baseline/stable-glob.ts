/** Longest value written into a baseline; what comes after it may be anything. */
const MAX_LENGTH = 160;

/** What is another one in the next run, whatever the target does: dates, ports, digests, ids. */
const VOLATILE = [
  /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT/g,
  /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?/g,
  /(?<=\d\.\d{1,3}:|localhost:)\d{2,5}/g,
  /[A-Za-z0-9_+/=-]*[0-9][A-Za-z0-9_+/=-]{19,}/g,
  /\b[0-9a-fA-F]{16,}\b/g,
  /\d{10,}/g,
];

/**
 * A glob for a value that was got, with `*` where the next run has something else. It always matches the value itself.
 * @param runId what the names of the run's buckets have in them
 */
export function stableGlob(value: string, runId: string): string {
  let glob = value.length > MAX_LENGTH ? `${value.slice(0, MAX_LENGTH)}*` : value;
  if (runId.length >= 4) {
    glob = glob
      .split(/([\w.-]+)/)
      .map((word) => (word.includes(runId) ? '*' : word))
      .join('');
  }
  for (const pattern of VOLATILE) glob = glob.replace(pattern, '*');
  return glob.replace(/\*{2,}/g, '*');
}
