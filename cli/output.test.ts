import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from './exit-code.ts';
import { type CliResult, MAIN, runCli } from './testing/run-cli.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

/** What commands print, by processes of their own in a folder of their own. */
const folder = temporaryFolder('output');
let records: string;

const CHECK = 'tencent-cos/get-object/announces-ranges';

beforeAll(async () => {
  await run('run', '--only', '*/get-object/announces-*');
  const name = readdirSync(join(folder(), 'bucketproof-out')).find((one) => one.endsWith('.ndjson')) ?? '';
  records = join(folder(), 'bucketproof-out', name);
});

const run = (...args: string[]): Promise<CliResult> => runCli(args, { cwd: folder() });

async function expectText(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(...args);
  expect(stderr).toBe('');
  expect(code).toBe(EXIT.ok);
  return stdout;
}

describe('help', () => {
  it('lists every exit code', async () => {
    const text = await expectText('--help');
    for (const code of Object.values(EXIT)) expect(text).toMatch(new RegExp(`^ {2}${code} {2}\\S`, 'm'));
  });

  it('of every command has examples and fits', async () => {
    const [, commands = ''] = (await expectText('--help')).split('\nCommands:\n');
    const names = [...(commands.split('\n\n')[0]?.matchAll(/^ {2}([a-z]+)\b/gm) ?? [])].map(
      ([, name = '']) => name,
    );
    expect(names).toEqual(
      expect.arrayContaining(['run', 'serve', 'doctor', 'clean', 'list', 'explain', 'schema']),
    );
    for (const name of names.filter((one) => one !== 'help')) {
      const text = await expectText(name, '--help');
      expect(text, name).toMatch(/\nExamples:\n {2}bucketproof |\nCommands:\n/);
      expect(text.split('\n').filter((line) => line.length > 110)).toEqual([]);
    }
  });
});

describe('a reader that goes away', () => {
  it.each(['list', 'list --claims', 'explain T-GETOBJ-18', '--help', 'schema'])(
    'does no harm to %s',
    (command) => {
      const line = `"${process.execPath}" "${MAIN}" ${command} 2>errors | head -c 1; echo; echo "\${PIPESTATUS[0]}"`;
      const [, code] = execFileSync('bash', ['-c', line], { cwd: folder(), encoding: 'utf8' }).split('\n');
      expect(readFileSync(join(folder(), 'errors'), 'utf8')).toBe('');
      expect(code).toBe('0');
    },
  );

  it('does not keep a run from its end', () => {
    const line = `"${process.execPath}" "${MAIN}" run --only '*/get-service/*' --out piped 2>errors | head -c 1; echo "\${PIPESTATUS[0]}"`;
    execFileSync('bash', ['-c', line], { cwd: folder(), encoding: 'utf8' });
    expect(readFileSync(join(folder(), 'errors'), 'utf8')).toBe('');
    expect(readdirSync(join(folder(), 'piped')).some((name) => name.endsWith('.html'))).toBe(true);
  });
});

describe('colour', () => {
  const inTerminal = (env: string): string =>
    execFileSync(
      'script',
      ['-qec', `env ${env} "${process.execPath}" "${MAIN}" run --only '*/get-service/*'`, '/dev/null'],
      {
        cwd: folder(),
        encoding: 'utf8',
        env: { PATH: process.env.PATH, TERM: 'xterm-256color' },
      },
    );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for
  const COLOUR = /\u001b\[[\d;]*m/;

  it('is for terminals, and not for NO_COLOR', () => {
    expect(inTerminal('A=b')).toMatch(COLOUR);
    expect(inTerminal('NO_COLOR=1')).not.toMatch(COLOUR);
  });

  it('is not for files, nor is anything else a terminal does', async () => {
    expect(await expectText('run', '--only', '*/get-service/*')).not.toContain('\u001b');
  });
});

describe('list', () => {
  it('takes filters together', async () => {
    const lines = await expectText(
      'list',
      '--json',
      '--only',
      '*/get-object/*',
      '--level',
      'must',
      '--claim',
      't-getobj-18',
    );
    const checks = lines
      .trim()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line));
    expect(checks.length).toBeGreaterThan(0);
    for (const check of checks) {
      expect(check).toMatchObject({ level: 'must', claims: expect.arrayContaining(['T-GETOBJ-18']) });
      expect(check.id).toMatch(/^tencent-cos\/get-object\//);
    }
  });

  it('shows claims with what tests them', async () => {
    expect(await expectText('list', '--claims', '--only', 'T-GETOBJ-04')).toMatch(
      /^T-GETOBJ-04 {2}must +\d+ checks/,
    );
  });
});

describe('explain', () => {
  it('shows a claim in any letter case', async () => {
    const text = await expectText('explain', 't-getobj-04');
    expect(text).toMatch(/^T-GETOBJ-04 {2}must\n/);
    expect(text).toContain(CHECK);
  });

  it('shows a check, its claims, and how the latest run went', async () => {
    await expectText('run', '--only', CHECK);
    const text = await expectText('explain', CHECK);
    expect(text).toContain('T-GETOBJ-04');
    expect(text).toMatch(/How it went: passed/);
    expect(text).toMatch(/> GET \/.*\n/);
    expect(text).toMatch(/< both +Accept-Ranges: bytes/i);
  });

  it('says when the latest run did not take the check', async () => {
    await expectText('run', '--only', CHECK);
    expect(await expectText('explain', 'tencent-cos/get-object/condition-before-range')).toMatch(
      /did not take it/,
    );
  });

  it('shows the reading that a check rests on', async () => {
    const text = await expectText('explain', 'tencent-cos/get-object/key-form-raw-utf8');
    expect(text).toMatch(/READINGS\.md#raw-utf8-path\):\n {4}\S/);
  });

  it.each<[string, (path: string) => void, RegExp]>([
    ['is missing', () => undefined, /no such file/],
    ['is empty', (path) => writeFileSync(path, ''), /holds no record/],
    ['is no record file', (path) => writeFileSync(path, 'hello\n'), /:1: is not JSON\n {2}\S/],
    [
      'is of another version',
      (path) => writeFileSync(path, '{"kind":"run","schema":99}\n'),
      /record format 99/,
    ],
    ['has no such check', (path) => copyFileSync(records, path), /has no record of/],
  ])('says what is wrong with a record file that %s', async (_what, make, says) => {
    const path = join(folder(), 'other.ndjson');
    rmSync(path, { force: true });
    make(path);
    const { code, stderr } = await run(
      'explain',
      'tencent-cos/get-object/condition-before-range',
      '--run',
      path,
    );
    expect(stderr).toMatch(says);
    expect(code).toBe(EXIT.usage);
  });

  it('does not take a folder for a record file', async () => {
    const { code, stderr } = await run('explain', CHECK, '--run', folder());
    expect(stderr).toMatch(/is a folder/);
    expect(code).toBe(EXIT.usage);
  });
});
