import type { Claim } from '../../dialects/core/claim.ts';
import { claimById, type Dialect, operationById } from '../../dialects/core/dialect.ts';
import type { Check } from '../../harness/check/check.ts';
import { paragraph } from '../../reports/console/paragraph.ts';
import { shellQuote } from '../../reports/shell-quote.ts';
import { readingText } from './reading-text.ts';

/** Columns that prose is wrapped to: lines longer than this are tiring to read. */
const WIDTH = 100;

/** A claim for a reader: what it says, where from, what tests it. */
export function claimLines(dialect: Dialect, checks: readonly Check[], claim: Claim): string[] {
  const tested = checks.filter(({ claims }) => claims.includes(claim.id));
  const untested = dialect.untested.find((one) => one.claim === claim.id);
  const lines = [
    `${claim.id}  ${claim.level}`,
    ...paragraph(claim.text, WIDTH, 2),
    '',
    `  document   ${dialect.title}, ${claim.source}`,
    `  about      ${claim.topic}`,
    `  profiles   ${dialect.claimProfiles(claim).join(', ')}`,
    '',
  ];
  if (untested) lines.push(...paragraph(`Not tested: ${untested.reason}`, WIDTH, 2, 2), '');
  if (tested.length === 0) return [...lines, '  No check tests it.'];
  lines.push(tested.length === 1 ? '  Tested by 1 check:' : `  Tested by ${tested.length} checks:`);
  for (const { id, title } of tested) lines.push(`    ${id}`, ...paragraph(title, WIDTH, 6));
  return lines;
}

/** A check for a reader: what it tests, why, on which ground, how to run it. */
export function checkLines(dialect: Dialect, check: Check): string[] {
  const { id, title, level, impact, needs, reading, operation, profiles } = check;
  const facts = [
    `  operation  ${operationById(dialect, operation).title}`,
    `  level      ${level}; a failure is of impact ${impact}`,
    `  profiles   ${profiles.join(', ')}`,
    ...(needs.length > 0 ? [`  needs      ${needs.join(', ')}`] : []),
    `  run it     bucketproof run --dialect ${dialect.name} --only ${shellQuote(id)}`,
  ];
  const claims = check.claims.flatMap((name) => {
    const claim = claimById(dialect, name);
    if (!claim) return [];
    return [`    ${claim.id}  ${claim.level}  ${claim.source}`, ...paragraph(claim.text, WIDTH, 6)];
  });
  const asked =
    claims.length === 0
      ? ['', `  It is a regression case of the fuzzer, and rests on ${check.source ?? 'no claim'}.`]
      : ['', `  What the documentation asks (${dialect.title}):`, ...claims];
  return [id, ...paragraph(title, WIDTH, 2), '', ...facts, ...asked, ...readingLines(dialect, reading)];
}

function readingLines(dialect: Dialect, anchor: string | undefined): string[] {
  if (anchor === undefined) return [];
  const where = `dialects/${dialect.name}/READINGS.md#${anchor}`;
  const text = readingText(dialect, anchor);
  return [
    '',
    `  How the text is read there (${where}):`,
    ...text.flatMap((part) => paragraph(part, WIDTH, 4)),
  ];
}
