import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialectByName } from '../dialects/index.ts';
import { globPattern } from '../harness/runner/plan.ts';
import { parseBaseline } from '../reports/index.ts';
import { loadChecks } from './load-checks.ts';

/** Baselines of servers that were seen, which go with the catalogue. */
const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'baselines');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));

describe.each(files)('%s', (name) => {
  const { dialect = '', entries } = parseBaseline(name, readFileSync(join(FOLDER, name), 'utf8'));

  it('speaks of checks that exist', async () => {
    const found = dialectByName(dialect);
    if (!found) throw new Error(`no dialect is called ${dialect}`);
    const ids = (await loadChecks(found)).map(({ id }) => id);
    const strange = entries.filter(({ id }) => !ids.some((one) => globPattern(id).test(one)));
    expect(strange.map(({ id }) => id)).toEqual([]);
  });

  it('says of every entry what was seen and why it is accepted', () => {
    for (const { id, got, reason } of entries) {
      expect(got, id).toBeDefined();
      expect(reason.length, id).toBeGreaterThan(40);
      expect(reason, id).not.toMatch(/todo/i);
    }
  });
});
