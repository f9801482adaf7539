import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from './exit-code.ts';
import { CANARIES, type CliResult, runCli } from './testing/run-cli.ts';
import { startTelltale, type Telltale, tracesOf } from './testing/telltale.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

/** A target that gives away every secret, in every response. Nothing that bucketproof writes repeats any of it. */
const TOKEN = 'canary-token-4b8d1f';
const SECRETS = [...Object.values(CANARIES), TOKEN];

const folder = temporaryFolder('canary');
let target: Telltale;

beforeAll(async () => {
  target = await startTelltale(SECRETS);
});

afterAll(async () => {
  await target.close();
});

const FLAGS = ['--endpoint', '', '--out', 'out'];

async function run(...args: string[]): Promise<CliResult> {
  const result = await runCli(args, { cwd: folder(), env: { BUCKETPROOF_SESSION_TOKEN: TOKEN } });
  expectSilence('stdout', result.stdout);
  expectSilence('stderr', result.stderr);
  return result;
}

function expectSilence(where: string, text: string): void {
  const given = [...SECRETS.flatMap(tracesOf), ...target.signatures].filter((trace) => text.includes(trace));
  expect(given, where).toEqual([]);
}

function expectSilentFiles(): string[] {
  const names = readdirSync(folder(), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const name of names) expectSilence(name, readFileSync(name, 'utf8'));
  return names.map((name) => name.split('.').at(-1) ?? '');
}

const endpoint = (): string[] => FLAGS.map((flag) => (flag === '' ? target.url : flag));

describe('a target that gives everything away', () => {
  it('is told of in a run, and nothing it says is repeated', async () => {
    const only = ['get-service/*', 'post-object/*', 'get-object/range-*', 'initiate-multipart-upload/*'];
    const { code, stdout } = await run('run', ...endpoint(), '--only', ...only.map((glob) => `*/${glob}`));
    expect(code).toBe(EXIT.failed);
    expect(stdout).toMatch(/violate/);
    expect(target.signatures.size).toBeGreaterThan(100);
    const endings = expectSilentFiles();
    expect(endings.toSorted()).toEqual(['html', 'ledger', 'md', 'ndjson']);
  }, 120_000);

  it('is explained', async () => {
    const [records = ''] = readdirSync(join(folder(), 'out')).filter((name) => name.endsWith('.ndjson'));
    const ids = readFileSync(join(folder(), 'out', records), 'utf8').matchAll(
      /"kind":"check","id":"([^"]+)"/g,
    );
    for (const [, id = ''] of [...ids].filter((_id, index) => index % 80 === 0)) {
      const { code, stdout } = await run('explain', id, '--run', join('out', records));
      expect(stdout).toMatch(/How it went/);
      expect(code).toBe(EXIT.ok);
    }
  }, 60_000);

  it('is cleaned, as far as it lets itself', async () => {
    const { code, stdout } = await run('clean', '--out', 'out');
    expect(stdout).toMatch(/left {2}bucket bp-.* 409/);
    expect(code).toBe(EXIT.incomplete);
    expectSilentFiles();
  }, 120_000);

  it('is looked at', async () => {
    const { code, stdout } = await run('doctor', ...endpoint());
    expect(stdout).toMatch(/main identity: accepted/);
    expect([EXIT.ok, EXIT.unreachable, EXIT.incomplete]).toContain(code);
    expectSilentFiles();
  }, 60_000);
});

describe('a profile that gives everything away', () => {
  const identity = (secret: string): string[] => [
    'identities:',
    `  main: { keyId: AKID, secret: ${secret}, account: "1" }`,
  ];
  const reference = `"\${BUCKETPROOF_SECRET}"`;
  const head = ['dialect: tencent-cos', 'endpoint: http://127.0.0.1:1'];

  it.each<[string, string[]]>([
    ['has the secret written out', [...head, ...identity(CANARIES.main)]],
    ['has it where YAML breaks', [...head, 'identities:', `  main: { secret: "${CANARIES.main}`]],
    ['has it for an endpoint', ['dialect: tencent-cos', `endpoint: ${reference}`, ...identity(reference)]],
    [
      'has it for a password of the endpoint',
      [head[0] ?? '', `endpoint: "http://u:\${BUCKETPROOF_SECRET}@h"`, ...identity(reference)],
    ],
    ['has it for a dialect', [`dialect: ${reference}`, head[1] ?? '', ...identity(reference)]],
    ['has it for a profile', [...head, `profile: ${reference}`, ...identity(reference)]],
    ['has it for a name', [...head, `name: ${reference}`, ...identity(reference)]],
    ['has it for a file', [...head, `tls: { ca: ${reference} }`, ...identity(reference)]],
    ['has it for a duration', [...head, `consistency: { window: ${reference} }`, ...identity(reference)]],
    ['has it for a key', [...head, `${CANARIES.main}: 1`, ...identity(reference)]],
  ])('%s', async (_what, lines) => {
    writeFileSync(join(folder(), 'target.yaml'), lines.join('\n'));
    const result = await runCli(['run', '--target', 'target.yaml'], { cwd: folder() });
    expect(result.code).toBe(EXIT.usage);
    // What the user wrote into a file as the name of a key is no secret any more.
    if (!lines.some((line) => line.startsWith(CANARIES.main))) expectSilence('stderr', result.stderr);
    expect(result.stdout).toBe('');
  });
});
