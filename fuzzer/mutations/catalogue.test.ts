import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mutationClasses, mutationsBySlug } from './registry.ts';

function table(name: string, width: number): string[][] {
  const [, ...lines] = readFileSync(new URL(`./${name}.tsv`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => {
    const cells = line.split('\t');
    expect(cells, line).toHaveLength(width);
    return cells;
  });
}

const catalogue = table('catalogue', 3);
const notBuilt = table('not-built', 2);

describe('the catalogue', () => {
  it('has every slug once', () => {
    const slugs = catalogue.map(([slug]) => slug);
    expect(slugs.filter((slug, index) => slugs.indexOf(slug) !== index)).toEqual([]);
    for (const slug of slugs) expect(slug).toMatch(/^(fr|se|ra|co|ur|xm|si|cr|ac|mp|li|da|he)(-[a-z0-9]+)+$/);
  });

  it('every slug is a class, or has a reason why it is none', () => {
    const reasons = new Map(notBuilt.map(([slug, reason]) => [slug, reason]));
    const neither = catalogue.filter(([slug = '']) => !mutationsBySlug.has(slug) && !reasons.has(slug));
    expect(neither.map(([slug]) => slug)).toEqual([]);
    for (const [slug, reason = ''] of notBuilt) expect(reason.length, slug).toBeGreaterThan(15);
  });

  it('every class and every reason is in it', () => {
    const known = new Set(catalogue.map(([slug]) => slug));
    expect(mutationClasses.filter(({ slug }) => !known.has(slug)).map(({ slug }) => slug)).toEqual([]);
    expect(notBuilt.filter(([slug]) => !known.has(slug)).map(([slug]) => slug)).toEqual([]);
  });

  it('no class has a reason why it is none', () => {
    expect(notBuilt.filter(([slug = '']) => mutationsBySlug.has(slug)).map(([slug]) => slug)).toEqual([]);
  });

  it('says of every class what the class says of itself', () => {
    for (const [slug = '', group, title] of catalogue) {
      const built = mutationsBySlug.get(slug);
      if (built) expect([slug, group, title]).toEqual([slug, built.group, built.title]);
    }
  });

  it('at most a fifth of it is not built', () => {
    expect(notBuilt.length / catalogue.length).toBeLessThanOrEqual(0.2);
  });
});
