/** Builds the published package into `dist/`: JavaScript, and the data files beside it that the code reads. */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

/** Folders whose code is published. */
const CODE_FOLDERS = ['cli', 'dialects', 'fuzzer', 'harness', 'reference-server', 'reports', 'suites'];
/** What the code reads at run time besides itself. */
const DATA = /\.(tsv|json|css|md|svg)$/;
const ONLY_FOR_TESTS = /(^|\/)(testing|testdata|fixtures)\/|\.(fixture|test)\./;

rmSync(dist, { recursive: true, force: true });
compile();
for (const folder of CODE_FOLDERS) copyData(folder);
// The regression cases that go with the catalogue; `suites/corpus/read-corpus.ts` looks for them there.
copyData(join('fixtures', 'corpora'), 'corpora');
chmodSync(join(dist, 'cli', 'main.js'), 0o755);

function compile(): void {
  const compiler = join(
    dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
    'bin',
    'tsc',
  );
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

function copyData(folder: string, to = folder): void {
  for (const name of filesUnder(join(root, folder))) {
    if (!DATA.test(name) || ONLY_FOR_TESTS.test(name)) continue;
    const target = join(dist, to, name);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(root, folder, name), target);
  }
}

function filesUnder(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    // A folder that is not there yet has nothing to publish.
    return [];
  }
}
