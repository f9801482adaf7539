import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialectByName, dialects } from '../../dialects/index.ts';
import { profileSchema } from './profile-schema.ts';
import { parseProfile } from './read-profile.ts';
import { resolveTarget } from './resolve-target.ts';
import type { Target } from './target.ts';

/** What docs/TARGETS.md shows is what is read. */
const document = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'TARGETS.md'), 'utf8');
const profiles = [...document.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);
const ENVIRONMENT = { COS_SECRET: 'secret-1', COS_SECRET_2: 'secret-2', COS_TOKEN_2: 'token-2' };

function targetOf(text: string): Target {
  // The authority's file is not there, and need not be for its line to be right.
  const content = parseProfile('TARGETS.md', text.replace(/^ {2}ca: .*\n/m, ''), ENVIRONMENT);
  const dialect = dialectByName(content.value.dialect);
  if (!dialect) throw new Error('no such dialect');
  return resolveTarget(dialect, content, {});
}

/** Paths of all settings of a schema: `tls.ca`. */
function settings(schema: object, path: string[] = []): string[] {
  const properties: Record<string, object> = Reflect.get(schema, 'properties') ?? {};
  return Object.entries(properties).flatMap(([name, child]) => {
    const below = settings(child, [...path, name]);
    return below.length > 0 ? below : [[...path, name].join('.')];
  });
}

describe('docs/TARGETS.md', () => {
  it('shows profiles that are read', () => {
    expect(profiles.length).toBeGreaterThanOrEqual(2);
    for (const text of profiles) expect(targetOf(text).identities.main.secret).toBe('secret-1');
  });

  it('shows every setting there is', () => {
    const { value } = parseProfile('TARGETS.md', profiles.at(-1) ?? '', ENVIRONMENT);
    for (const path of settings(profileSchema)) {
      const found = path.split('.').reduce((at: unknown, name) => Reflect.get(Object(at), name), value);
      expect(found, path).toBeDefined();
    }
  });

  it('says of the example what comes of it', () => {
    expect(targetOf(profiles.at(-1) ?? '')).toMatchObject({
      name: 'staging',
      endpoint: 'https://10.0.0.5:8443',
      addressing: {
        style: 'virtual-host',
        hostSuffix: 'storage.example.com',
        serviceHost: 'storage.example.com',
      },
      identities: { main: { uin: '100000000001' }, second: { sessionToken: 'token-2' } },
      limits: { bucketsPerAccount: 20 },
      consistencyMs: 2000,
      concurrency: 8,
      perSecond: 100,
      timeouts: { connectMs: 5000, responseMs: 30_000, bodyIdleMs: 10_000, deadlineMs: 120_000 },
    });
  });

  it.each(dialects.map(({ name }) => name))('lists the features of %s', (name) => {
    const table =
      new RegExp(`<!-- features: ${name} -->\\n([\\s\\S]*?)<!-- end -->`).exec(document)?.[1] ?? '';
    const rows = [...table.matchAll(/^\| `(\w+)` \| (.*) \|$/gm)].map(([, feature, what]) => [feature, what]);
    expect(Object.fromEntries(rows)).toEqual(dialectByName(name)?.features);
  });
});
