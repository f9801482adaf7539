import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialect } from '../../dialects/core/dialect.ts';
import { codeRoot } from '../package-root.ts';

/** The paragraphs of a reading: what stands below the heading of that anchor in a dialect's READINGS.md. */
export function readingText(dialect: Dialect, anchor: string): string[] {
  const text = readFileSync(join(codeRoot, 'dialects', dialect.name, 'READINGS.md'), 'utf8');
  return paragraphsUnder(text, anchor);
}

/** The paragraphs under a Markdown heading, up to the next one, each on one line; none when there is no such heading. */
export function paragraphsUnder(markdown: string, heading: string): string[] {
  const lines = markdown.split('\n');
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '').trim() === heading);
  if (start === -1) return [];
  const length = lines.slice(start + 1).findIndex((line) => /^#+ /.test(line));
  const body = lines.slice(start + 1, length === -1 ? undefined : start + 1 + length);
  return body
    .join('\n')
    .split(/\n\s*\n/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '');
}
