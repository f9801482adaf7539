import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './source-files.ts';
import { npm, type Packed, pack, runtimeDependencies } from './testing/packed.ts';

let folder: string;
let packed: Packed;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bucketproof-package-'));
  packed = pack(join(folder, 'packed'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the tarball', () => {
  it('is under 5 MB', () => {
    expect(packed.size).toBeLessThan(5_000_000);
  });

  it('holds the data that the code reads', () => {
    for (const file of ['claims.tsv', 'untested.tsv', 'READINGS.md']) {
      expect(packed.files).toContain(`dist/dialects/tencent-cos/${file}`);
    }
    expect(packed.files.some((file) => file.startsWith('dist/corpora/tencent-cos/F-'))).toBe(true);
    expect(packed.files).toEqual(
      expect.arrayContaining(['package.json', 'README.md', 'LICENSE', 'docs/TARGETS.md']),
    );
  });

  it('holds nothing that is for tests alone, and no source', () => {
    const strange = packed.files.filter((file) =>
      /\.(test|fixture)\.|\/(testing|testdata|fixtures)\/|\.ts$/.test(file),
    );
    expect(strange).toEqual([]);
  });

  it('imports what it depends on, and depends on what it imports', () => {
    // Statements stand at the start of a line, or behind an await; what a text quotes does not.
    const statement =
      /(?:^import\b[^'"\n]*|^export\b[^'"\n]* from |^\} from |await import\(|createRequire\([^)]*\)\()['"]([^'".][^'"]*)['"]/gm;
    const imported = packed.files
      .filter((file) => file.endsWith('.js'))
      .flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(statement)])
      .map(([, name = '']) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      );
    const packages = [...new Set(imported)].filter((name) => !name.startsWith('node:'));
    expect(packages.toSorted()).toEqual(runtimeDependencies().toSorted());
  });
});

describe.each(['22', '24'])('installed on Node %s', (major) => {
  let home: string;

  const npx = (...args: string[]): SpawnSyncReturns<string> =>
    spawnSync('npx', ['--no-install', ...args], {
      cwd: home,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    });
  const checkout = (...args: string[]): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, [join(root, 'cli', 'main.ts'), ...args], {
      cwd: home,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    });

  beforeAll(() => {
    home = join(folder, `node-${major}`);
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'package.json'), '{ "private": true }');
    npm(home, 'install', packed.tarball);
    npm(home, 'install', '--save-dev', `node@${major}`);
  });

  it('runs on that Node', () => {
    expect(npx('node', '--version').stdout).toMatch(new RegExp(`^v${major}\\.`));
  });

  it.each([
    ['--help'],
    ['run', '--help'],
    ['list'],
    ['list', '--claims', '--json'],
    ['explain', 'T-GETOBJ-18'],
    ['explain', 'tencent-cos/get-object/key-form-raw-utf8'],
    ['schema'],
    ['--version'],
    ['run', '--only', 'nonsense'],
  ])('says what the checkout says to %s %s', (...args: string[]) => {
    const here = npx('bucketproof', ...args);
    const there = checkout(...args);
    expect(here.stdout).toBe(there.stdout);
    expect(here.stderr.replaceAll(/^npm warn.*\n/gm, '')).toBe(there.stderr);
    expect(here.status).toBe(there.status);
  });

  it('runs checks and writes its reports', () => {
    const { status, stdout } = npx(
      'bucketproof',
      'run',
      '--only',
      '*/get-object/*',
      '*/put-bucket/*',
      '--out',
      'out',
    );
    expect(stdout).toMatch(/Gate passed/);
    expect(status).toBe(0);
    expect(
      readdirSync(join(home, 'out'))
        .map((name) => name.split('.').at(-1))
        .toSorted(),
    ).toEqual(['html', 'md', 'ndjson']);
    expect(npx('bucketproof', 'explain', 'tencent-cos/get-object/announces-ranges').stdout).toMatch(
      /^tencent-cos/,
    );
  });

  it('serves, and another process of it tests what it serves', async () => {
    const server = spawn('npx', ['--no-install', 'bucketproof', 'serve', '--port', '0'], {
      cwd: home,
      detached: true,
    });
    try {
      const url = await new Promise<string>((resolve, reject) => {
        server.stdout.setEncoding('utf8').on('data', (text: string) => {
          const found = /http:\/\/[\d.]+:\d+/.exec(text)?.[0];
          if (found !== undefined) resolve(found);
        });
        server.on('close', () => reject(new Error('serve ended')));
      });
      const env = {
        ...process.env,
        BUCKETPROOF_ENDPOINT: url,
        BUCKETPROOF_KEY_ID: 'AKIDmainmainmainmain',
        BUCKETPROOF_SECRET: 'embedded-main-secret',
        BUCKETPROOF_ACCOUNT: '1250000000',
      };
      const options = { cwd: home, encoding: 'utf8', env } as const;
      expect(spawnSync('npx', ['--no-install', 'bucketproof', 'doctor'], options).status).toBe(0);
      const args = ['--no-install', 'bucketproof', 'run', '--only', '*/put-object/*', '--out', 'served'];
      expect(spawnSync('npx', args, options).status).toBe(0);
    } finally {
      if (server.pid !== undefined) process.kill(-server.pid, 'SIGTERM');
    }
  });

  it('leaves its own folder as it was installed', () => {
    const installed = join(home, 'node_modules', 'bucketproof');
    const files = readdirSync(installed, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(installed.length + 1));
    expect(files.toSorted()).toEqual(packed.files.toSorted());
  });
});
