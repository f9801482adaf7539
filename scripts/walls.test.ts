import { dirname, join, normalize } from 'node:path/posix';
import { describe, expect, it } from 'vitest';
import { type SourceFile, sourceFiles } from './source-files.ts';

/** What each top folder may import from, besides itself and packages. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  dialects: [],
  reports: [],
  harness: ['dialects', 'reports'],
  suites: ['dialects', 'harness', 'fuzzer', 'reports'],
  fuzzer: ['dialects', 'harness', 'reports'],
  'reference-server': ['dialects'],
  cli: ['dialects', 'harness', 'suites', 'fuzzer', 'reference-server', 'reports'],
  interop: ['dialects', 'reference-server', 'cli'],
  bench: ['dialects', 'harness', 'suites', 'fuzzer', 'reference-server', 'reports', 'cli', 'proof'],
  scripts: ['dialects', 'harness', 'suites', 'reports', 'cli'],
  proof: ['dialects', 'harness', 'suites', 'fuzzer', 'reference-server', 'reports', 'cli', 'scripts'],
};

/** Shared code: nothing in it may know a dialect by name. */
const SHARED =
  /^(dialects\/core|harness|reports|cli|suites\/(derived|behaviours|corpus)|fuzzer|reference-server\/(http|store|access|operations|faults)|proof)\//;
const DIALECT_NAMES = /['"`](tencent-cos|ibm-cos|huawei-obs|swift)['"`]/;

const files = sourceFiles();

function imports({ path, text }: SourceFile): string[] {
  const found = text.matchAll(/(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g);
  return [...found].map(([, target = '']) => normalize(join(dirname(path), target)));
}

const topOf = (path: string): string => path.split('/')[0] ?? '';

describe('import walls', () => {
  it('sees the source', () => {
    expect(files.length).toBeGreaterThan(50);
  });

  it('point one way', () => {
    const wrong = files.flatMap((file) => {
      const allowed = MAY_IMPORT[topOf(file.path)];
      if (!allowed) return [];
      return imports(file)
        .filter((target) => target.includes('/') && topOf(target) !== topOf(file.path))
        .filter((target) => !allowed.includes(topOf(target)))
        .map((target) => `${file.path} imports ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it('let only regression cases know the fuzzer among the suites', () => {
    const wrong = files
      .filter(({ path }) => path.startsWith('suites/') && !path.startsWith('suites/corpus/'))
      .flatMap((file) =>
        imports(file)
          .filter((target) => topOf(target) === 'fuzzer')
          .map((target) => `${file.path} imports ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  it('keep dialects apart', () => {
    const wrong = files.flatMap((file) => {
      const [top, name] = file.path.split('/');
      if (top !== 'dialects' || name === 'core' || name === 'index.ts') return [];
      return imports(file)
        .filter((target) => !target.startsWith(`dialects/${name}/`) && !target.startsWith('dialects/core/'))
        .map((target) => `${file.path} imports ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it('keep what is a dialect’s own out of shared code', () => {
    const own = /^(?:dialects|suites|reference-server)\/(?:tencent-cos|ibm-cos|huawei-obs|swift)\//;
    const wrong = files
      .filter(({ path }) => SHARED.test(path) && !/\.test\.ts$|\/testing\/|\.fixture\.ts$/.test(path))
      .flatMap((file) =>
        imports(file)
          .filter((target) => own.test(target))
          .map((target) => `${file.path} imports ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  it('keep dialect names out of shared code', () => {
    const wrong = files
      .filter(({ path }) => SHARED.test(path) && !path.endsWith('.test.ts'))
      .flatMap(({ path, text }) =>
        text
          .split('\n')
          .map((line, index) => ({ line, at: `${path}:${index + 1}` }))
          .filter(({ line }) => DIALECT_NAMES.test(line) && !/^\s*(\*|\/\/)/.test(line))
          .map(({ at }) => at),
      );
    expect(wrong).toEqual([]);
  });
});
