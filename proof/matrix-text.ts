import { byArea, type Matrix, type Row, survivors } from './matrix.ts';

/** How many of the checks that caught a fault a line names. */
const NAMED = 3;

/** One line for a fault: its claims and the checks that caught it. */
export function rowLine({ fault, claims, caughtBy }: Row): string {
  const names = caughtBy.slice(0, NAMED).join(', ');
  const more = caughtBy.length > NAMED ? ` and ${caughtBy.length - NAMED} more` : '';
  return `${caughtBy.length > 0 ? 'caught  ' : 'SURVIVED'} ${fault} (${claims.join(' ')}): ${names || 'nothing'}${more}`;
}

/** The end of the text: areas, survivors, what fails anyhow, and the time. */
export function summaryLines(matrix: Matrix): string[] {
  const left = survivors(matrix);
  return [
    ...byArea(matrix).map(
      ({ area, faults, caught }) => `${String(caught).padStart(5)} of ${String(faults).padEnd(4)} ${area}`,
    ),
    '',
    ...left.map(({ fault, claims, citing, otherwiseCaughtBy }) => {
      const others =
        otherwiseCaughtBy.length > 0
          ? `; noticed without citing them by ${otherwiseCaughtBy.slice(0, NAMED).join(', ')}`
          : '';
      return `SURVIVED ${fault}: none of ${citing} checks that cite ${claims.join(' ')}${others}`;
    }),
    ...matrix.failing.map((line) => `FAILS WITHOUT A FAULT ${line}`),
    `${matrix.rows.length - left.length} of ${matrix.rows.length} faults are caught, by ${matrix.checks} checks of ${matrix.dialect} (${profiles(matrix)}), in ${Math.round(matrix.durationMs / 1000)} s`,
  ];
}

function profiles({ rows }: Matrix): string {
  const names = [...new Set(rows.map(({ profile }) => profile))];
  return `${names.length === 1 ? 'profile' : 'profiles'} ${names.join(' and ')}`;
}

/** The matrix as Markdown: a table for each area. */
export function matrixMarkdown(matrix: Matrix): string {
  const areas = byArea(matrix).map(({ area, faults, caught }) =>
    [
      `## ${area} (${caught} of ${faults})`,
      '',
      '| fault | what the server does | claims | caught by |',
      '|---|---|---|---|',
      ...matrix.rows.filter((row) => row.area === area).map(markdownRow),
      '',
    ].join('\n'),
  );
  return [
    `# Faults of ${matrix.dialect} and the checks that catch them`,
    '',
    ...summaryLines(matrix).slice(-1),
    '',
    ...areas,
  ].join('\n');
}

function markdownRow({ fault, says, claims, caughtBy }: Row): string {
  const names = caughtBy.slice(0, NAMED).map((id) => `\`${id}\``);
  const more = caughtBy.length > NAMED ? ` and ${caughtBy.length - NAMED} more` : '';
  const cells = [
    `\`${fault}\``,
    says,
    claims.join(' '),
    names.length === 0 ? '**nothing**' : names.join(', ') + more,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
