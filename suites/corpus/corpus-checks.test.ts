import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dialect } from '../../dialects/core/dialect.ts';
import { dialectByName, dialects } from '../../dialects/index.ts';
import { inShard } from '../../harness/runner/shard.ts';
import type { FindingRecord } from '../../reports/fuzz/fuzz-record.ts';
import { checkSchema } from '../../reports/schema/check.ts';
import { corpusChecks } from './corpus-checks.ts';

const CORPORA = join(import.meta.dirname, '..', '..', 'fixtures', 'corpora');
const dialect = firstDialect();

function firstDialect(): Dialect {
  const [first] = dialects;
  if (!first) throw new Error('no dialect');
  return first;
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bucketproof-corpus-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const bundled = (of: Dialect): FindingRecord[] =>
  readdirSync(join(CORPORA, of.name)).map((name) =>
    JSON.parse(readFileSync(join(CORPORA, of.name, name), 'utf8')),
  );

/** A case like one that comes with the catalogue, under an id of its own. */
function written(change: (finding: FindingRecord) => object, id = 'F-000000000000'): string {
  const like = bundled(dialect).find(({ oracle }) => oracle === 'rule');
  if (!like) throw new Error('no such case');
  const file = join(folder, `${id}.json`);
  writeFileSync(file, JSON.stringify({ ...like, id, ...change(like) }));
  return file;
}

const ofFolder = (destructive = false) =>
  corpusChecks(dialect, { folders: [folder], destructive }).filter(({ id }) => id.endsWith('000000000000'));

describe.each(dialects.map((one) => [one.name, one] as const))('the corpus of %s', (_name, of) => {
  it('is there, and every case is a check under an id that stays', () => {
    const checks = corpusChecks(of);
    expect(checks.length).toBeGreaterThan(4);
    for (const { id } of bundled(of)) {
      const found = checks.filter((check) => check.id.endsWith(`/${id.toLowerCase()}`));
      expect(found.map((check) => check.id)).toHaveLength(1);
      expect(found[0]?.id).toMatch(new RegExp(checkSchema.properties.id.pattern));
      expect(found[0]?.id.startsWith(`${of.name}/corpus/`)).toBe(true);
    }
  });

  it('says of each what it rests on, and runs it in some profile', () => {
    for (const check of corpusChecks(of)) {
      expect(check.claims.length === 0, check.id).toBe(check.source !== undefined);
      expect(check.profiles.length, check.id).toBeGreaterThan(0);
    }
  });

  it('keeps nothing of what a target answered', () => {
    for (const { evidence, promoted } of bundled(of)) {
      expect(evidence).toEqual({ bytes: {} });
      expect(promoted?.since).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });
});

describe('a case of a folder', () => {
  it('is a check as strong as its finding, of the operation, in the profile it was found in', () => {
    for (const [grade, level] of [
      ['fail', 'must'],
      ['non-strict', 'should'],
      ['informational', 'may'],
      ['divergent', 'may'],
    ] as const) {
      written(({ operation }) => ({ grade, operation, oracle: 'differential', source: undefined }));
      expect(ofFolder().map((check) => [check.level, check.profiles, check.claims])).toEqual([
        [level, [bundled(dialect)[0]?.profile], []],
      ]);
    }
  });

  it('rests on the claim it was promoted with, and is as strong as that', () => {
    const claim = dialect.claims.find(({ level }) => level === 'should');
    written(() => ({ promoted: { since: '2026-01-31', claim: claim?.id, expects: '404 NoSuchKey' } }));
    const [check] = ofFolder();
    expect([check?.claims, check?.level, check?.source]).toEqual([[claim?.id], 'should', undefined]);
    expect(check?.title).toContain('the outcome is 404 NoSuchKey');
  });

  it('is found beside folders of other dialects, and counts once', () => {
    const file = written(() => ({}));
    mkdirSync(join(folder, dialect.name));
    copyFileSync(file, join(folder, dialect.name, 'again.json'));
    for (const other of dialects.slice(1)) {
      mkdirSync(join(folder, other.name));
      const [name = ''] = readdirSync(join(CORPORA, other.name));
      copyFileSync(join(CORPORA, other.name, name), join(folder, other.name, name));
    }
    expect(ofFolder()).toHaveLength(1);
  });

  it('is in one shard, whatever else there is', () => {
    written(() => ({}));
    const [check] = ofFolder();
    const shards = [1, 2, 3].filter((index) => inShard(check?.id ?? '', { index, count: 3 }));
    expect(shards).toHaveLength(1);
  });

  it('that may hurt is not run unless somebody asks for it', () => {
    written((like) => ({ case: { ...like.case, mutations: [destructiveStep] } }));
    expect(ofFolder().map(({ withheld }) => withheld?.code)).toEqual(['destructive']);
    expect(ofFolder(true).map(({ withheld }) => withheld)).toEqual([undefined]);
  });

  it('needs the features of its operations, and the identity that sends it', () => {
    const operation = dialect.operations.find(({ feature }) => feature !== undefined);
    written((like) => ({
      operation: operation?.id,
      case: {
        ...like.case,
        operation: operation?.id,
        state: { precondition: 'bucket', prepare: [] },
        identity: 'second',
      },
    }));
    expect(ofFolder()[0]?.needs).toEqual([operation?.feature, 'secondIdentity']);
  });

  it.each<[string, (like: FindingRecord) => object, string]>([
    [
      'class',
      (like) => ({ case: { ...like.case, mutations: [{ slug: 'no-such', slot: 'body', args: 0 }] } }),
      'no mutation class no-such',
    ],
    ['operation', (like) => ({ case: { ...like.case, operation: 'Nothing' } }), 'no operation Nothing'],
    ['operation of the record', () => ({ operation: 'Nothing' }), 'no operation Nothing'],
    ['profile', () => ({ profile: 'none' }), 'no profile none'],
    ['role', (like) => ({ case: { ...like.case, identity: 'nobody' } }), 'no role nobody'],
    [
      'precondition',
      (like) => ({ case: { ...like.case, state: { precondition: 'luck', prepare: [] } } }),
      'no precondition luck',
    ],
    [
      'steps',
      () => ({ case: { kind: 'sequence', schema: 1, dialect: 'x', profile: 'y', steps: 5 } }),
      'no list of steps',
    ],
    ['case', () => ({ case: {} }), 'of another version'],
    ['claim', () => ({ promoted: { since: '2026-01-31', claim: 'X-1' } }), 'cites X-1'],
    ['schema', () => ({ schema: 2 }), 'schema'],
  ])('of an unknown %s is refused, naming the file', (_what, change, message) => {
    const file = written(change);
    expect(() => ofFolder()).toThrow(message);
    expect(() => ofFolder()).toThrow(file);
  });

  it('that is no JSON is refused, naming the file', () => {
    writeFileSync(join(folder, 'a.json'), '{');
    expect(() => ofFolder()).toThrow(/a\.json: is no JSON/);
  });

  it('of another dialect is none of this one', () => {
    const other = dialects[1];
    if (!other) throw new Error('one dialect only');
    const [name = ''] = readdirSync(join(CORPORA, other.name));
    copyFileSync(join(CORPORA, other.name, name), join(folder, name));
    expect(() => ofFolder()).toThrow(`holds no case of ${dialect.name}, it has some of ${other.name}`);
    expect(dialectByName(other.name)).toBe(other);
  });
});

const destructiveStep = { slug: 'fr-header-count', slot: 'framing', args: 200 };
