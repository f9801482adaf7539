import type { Hunt } from './hunt.ts';

/** Longest list of mutations that a finding may need. */
export const MOST_MUTATIONS = 2;

/** Whether a fault counts as found: at least one finding, each minimal. */
export function isFound({ findings }: Hunt): boolean {
  return findings.length > 0 && findings.every(({ mutations }) => mutations.length <= MOST_MUTATIONS);
}

/** What became of one fault: a line, and one more for each finding that says the same once more. */
export function huntLine(hunt: Hunt): string {
  const { fault, firstMs, firstProcessorMs, firstCases, findings, duplicates, flaky, cases } = hunt;
  if (firstMs === undefined) return `NOT FOUND ${fault} in ${cases} cases (${hunt.says}), ${flaky} flaky`;
  const [first, ...more] = findings;
  const count = more.length > 0 ? `${findings.length} findings` : '1 finding';
  return [
    `${isFound(hunt) ? 'found    ' : 'TOO LONG '} ${fault} after ${seconds(firstMs)} s (processor ${seconds(firstProcessorMs)}), ${firstCases} cases: ${count}, ${duplicates} again: ${first?.title}`,
    ...more.map(({ title, says }) => `          once more: ${title}; ${says.target}`),
  ].join('\n');
}

function seconds(ms = 0): string {
  return (ms / 1000).toFixed(1);
}

/** The end of the text. */
export function huntSummary(hunts: readonly Hunt[], clean: Hunt | undefined): string[] {
  const sorted = (of: (hunt: Hunt) => number | undefined): number[] =>
    hunts.flatMap((hunt) => of(hunt) ?? []).toSorted((a, b) => a - b);
  const times = sorted(({ firstMs }) => firstMs);
  const processor = sorted(({ firstProcessorMs }) => firstProcessorMs);
  const middle = (of: readonly number[]): number | undefined => of[Math.floor(of.length / 2)];
  const single = hunts.filter(({ findings }) => findings.length === 1).length;
  const again = hunts.reduce((sum, { duplicates }) => sum + duplicates, 0);
  return [
    '',
    `${hunts.filter(isFound).length} of ${hunts.length} faults are found, half of them within ${seconds(middle(times))} s, the last after ${seconds(times.at(-1))} s`,
    `in processor time: half of them within ${seconds(middle(processor))} s, the last after ${seconds(processor.at(-1))} s`,
    `${single} of them as one finding; findings seen again ${again} times`,
    ...(clean
      ? [
          `without a fault: ${clean.findings.length} findings in ${clean.cases} cases, ${Math.round(clean.durationMs / 1000)} s, ${clean.flaky} flaky`,
          ...clean.findings.map(({ title, path }) => `  ${title}: ${path}`),
          ...clean.flakes.map(
            ({ operation, mutations, path, times }) =>
              `  flaky, ${times} times: ${[operation, ...mutations].join(' ')}: ${path}`,
          ),
        ]
      : []),
  ];
}
