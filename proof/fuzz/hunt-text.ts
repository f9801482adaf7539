import type { Hunt } from './hunt.ts';

/** Longest list of mutations that a finding may need. */
export const MOST_MUTATIONS = 2;

/** Whether a fault counts as found: at least one finding, each minimal. */
export function isFound({ findings }: Hunt): boolean {
  return findings.length > 0 && findings.every(({ mutations }) => mutations.length <= MOST_MUTATIONS);
}

/** What became of one fault: a line, and one more for each finding that says the same once more. */
export function huntLine(hunt: Hunt): string {
  const { fault, firstMs, firstCases, findings, duplicates, flaky, cases } = hunt;
  if (firstMs === undefined) return `NOT FOUND ${fault} in ${cases} cases (${hunt.says}), ${flaky} flaky`;
  const [first, ...more] = findings;
  const count = more.length > 0 ? `${findings.length} findings` : '1 finding';
  return [
    `${isFound(hunt) ? 'found    ' : 'TOO LONG '} ${fault} after ${(firstMs / 1000).toFixed(1)} s, ${firstCases} cases: ${count}, ${duplicates} again: ${first?.title}`,
    ...more.map(({ title, says }) => `          once more: ${title}; ${says.target}`),
  ].join('\n');
}

/** The end of the text. */
export function huntSummary(hunts: readonly Hunt[], clean: Hunt | undefined): string[] {
  const times = hunts
    .flatMap(({ firstMs }) => (firstMs === undefined ? [] : [firstMs]))
    .sort((a, b) => a - b);
  const single = hunts.filter(({ findings }) => findings.length === 1).length;
  const again = hunts.reduce((sum, { duplicates }) => sum + duplicates, 0);
  return [
    '',
    `${hunts.filter(isFound).length} of ${hunts.length} faults are found, half of them within ${((times[Math.floor(times.length / 2)] ?? 0) / 1000).toFixed(1)} s, the last after ${((times.at(-1) ?? 0) / 1000).toFixed(1)} s`,
    `${single} of them as one finding; findings seen again ${again} times`,
    ...(clean
      ? [
          `without a fault: ${clean.findings.length} findings in ${clean.cases} cases, ${Math.round(clean.durationMs / 1000)} s, ${clean.flaky} flaky`,
          ...clean.findings.map(({ title, path }) => `  ${title}: ${path}`),
        ]
      : []),
  ];
}
