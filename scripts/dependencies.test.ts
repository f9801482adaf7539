import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './source-files.ts';

const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const manifest: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(read('package.json'));

/** Packages that have a row in the table under a heading of docs/DEPENDENCIES.md. */
function explained(heading: string): string[] {
  const section = read('docs/DEPENDENCIES.md').split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const cells = [...section.matchAll(/^\| (`[^|]+) \|/gm)].map(([, cell = '']) => cell);
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
}

describe('docs/DEPENDENCIES.md', () => {
  it.each([
    ['dependencies', 'At run time'],
    ['devDependencies', 'For development'],
  ])('has a reason for each of the %s, and for nothing else', (kind, heading) => {
    expect(explained(heading).toSorted()).toEqual(Object.keys(manifest[kind] ?? {}).toSorted());
  });
});
