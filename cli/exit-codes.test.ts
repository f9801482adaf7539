import { readdirSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from './exit-code.ts';
import { type CliOptions, type CliResult, runCli, startCli } from './testing/run-cli.ts';
import { type ServedTarget, serveTarget } from './testing/served-target.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

/** Every documented exit code, by a process that ends with it. */
const folder = temporaryFolder('exit');
let target: ServedTarget;

beforeAll(async () => {
  target = await serveTarget('tencent-cos');
});

afterAll(async () => {
  await target.close();
});

async function run(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const result = await runCli(args, { cwd: folder(), ...options });
  expect(result.stderr + result.stdout).not.toMatch(/^\s+at .*:\d+:\d+/m);
  return result;
}

describe('0', () => {
  it('is a run in which nothing required fails', async () => {
    const { code, stdout } = await run(['run', '--only', '*/get-service/*', '--out', 'ok']);
    expect(stdout).toMatch(/Gate passed/);
    expect(code).toBe(EXIT.ok);
    expect(readdirSync(join(folder(), 'ok')).filter((name) => name.endsWith('.ledger'))).toEqual([]);
  });

  it('is a target that is ready', async () => {
    const { code } = await run(['doctor', '--endpoint', target.url]);
    expect(code).toBe(EXIT.ok);
  });

  it('is help and version', async () => {
    expect((await run(['--help'])).code).toBe(EXIT.ok);
    expect((await run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('1', () => {
  it('is a run in which something required fails', async () => {
    const endpoint = await answering((_request, response) => response.end());
    const { code, stdout } = await run(['run', '--endpoint', endpoint, '--only', '*/get-service/*']);
    expect(stdout).toMatch(/violate/);
    expect(code).toBe(EXIT.failed);
  });
});

describe('2', () => {
  it.each<[string, string[], RegExp]>([
    ['an unknown command', ['rnu'], /unknown command 'rnu'[\s\S]*Did you mean run/],
    ['no command', [], /Usage: bucketproof/],
    ['an unknown flag', ['run', '--onyl', 'x'], /unknown option '--onyl'[\s\S]*Did you mean --only/],
    ['a flag without its value', ['run', '--out'], /argument missing/],
    ['a number that is none', ['run', '--concurrency', 'many'], /whole number/],
    ['a seed that is too large', ['run', '--seed', '99999999999'], /below 4294967296/],
    ['a value that is none of several', ['run', '--level', 'shall'], /must, should, may/],
    [
      'a glob that matches nothing',
      ['run', '--only', '*/get-objct/*'],
      /--only "\*\/get-objct\/\*" matches no check\n {2}did you mean tencent-cos\/get-object/,
    ],
    [
      'a glob that lacks its stars',
      ['run', '--skip', 'range'],
      /--skip "range" matches no check\n {2}did you mean '\*range\*'/,
    ],
    [
      'globs that leave nothing',
      ['run', '--only', '*/get-service/*', '--skip', '*'],
      /no check of profile current is left/,
    ],
    [
      'an unknown dialect',
      ['run', '--dialect', 'tencent'],
      /no dialect is called "tencent"\n {2}there is tencent-cos/,
    ],
    ['an unknown profile', ['run', '--profile', '2017'], /no profile "2017"\n {2}it has 2018, current/],
    [
      'a profile that is not there',
      ['run', '--target', 'none.yaml'],
      /none\.yaml: no such file\n {2}docs\/TARGETS\.md/,
    ],
    [
      'an output folder that cannot be',
      ['run', '--out', '/dev/null/out'],
      /--out \/dev\/null\/out cannot be written to/,
    ],
    ['an endpoint without a scheme', ['doctor', '--endpoint', '127.0.0.1:9000'], /endpoint/],
    ['no endpoint at all', ['doctor'], /which endpoint\?\n {2}give --target/],
    [
      'an unknown id',
      ['explain', 'T-GETOBJ-999'],
      /no claim and no check is called "T-GETOBJ-999"\n {2}did you mean T-GETOBJ-/,
    ],
    ['an unknown kind of schema', ['schema', 'nothing'], /Allowed choices are/],
    ['an unknown claim', ['list', '--claim', 'T-NO-1'], /no claim is called "T-NO-1"/],
    ['a flag that needs another', ['list', '--uncovered'], /--uncovered needs --claims/],
    ['a ledger that is not there', ['clean', 'none.ledger'], /none\.ledger: no such file/],
    ['a folder without ledgers', ['clean', '--out', 'nowhere'], /there is no folder nowhere/],
    ['a port that is none', ['serve', '--port', '70000'], /port from 0 to 65535/],
    [
      'an identity that is none',
      ['serve', '--identity', 'only-a-key'],
      /--identity takes keyId:secret:account/,
    ],
    [
      'a file of identities that is not there',
      ['serve', '--identities', 'none.yaml'],
      /none\.yaml: no such file/,
    ],
  ])('is %s', async (_what, args, says) => {
    const { code, stdout, stderr } = await run(args);
    expect(stderr).toMatch(says);
    expect(stdout).toBe('');
    expect(code).toBe(EXIT.usage);
  });

  it('is an endpoint without identities', async () => {
    const { code, stderr } = await run(['run', '--endpoint', target.url], {
      env: { BUCKETPROOF_SECRET: '' },
    });
    expect(stderr).toMatch(/--endpoint needs an identity\n {2}export BUCKETPROOF_KEY_ID/);
    expect(code).toBe(EXIT.usage);
  });

  it('is a port that is taken', async () => {
    const { port } = new URL(target.url);
    const { code, stderr } = await run(['serve', '--port', port]);
    expect(stderr).toMatch(/the port is taken\n {2}choose another/);
    expect(code).toBe(EXIT.usage);
  });
});

describe('3', () => {
  it('is a target that nobody answers for', async () => {
    for (const command of ['run', 'doctor']) {
      const { code, stdout, stderr } = await run([command, '--endpoint', 'http://127.0.0.1:1']);
      expect(stdout + stderr).toMatch(/nothing listens at 127\.0\.0\.1:1/);
      expect(code).toBe(EXIT.unreachable);
    }
  });

  it('is an identity that the target refuses', async () => {
    const env = { BUCKETPROOF_SECRET: 'another-secret' };
    for (const command of ['run', 'doctor']) {
      const { code, stdout, stderr } = await run([command, '--endpoint', target.url], { env });
      expect(stdout + stderr).toMatch(/refuse.*403/);
      expect(code).toBe(EXIT.unreachable);
    }
  });
});

describe('4', () => {
  /** Lets a function of the platform throw in the process of a command, as a bug of ours would. */
  const broken = (expression: string): CliOptions => ({
    env: {
      NODE_OPTIONS: `--import="data:text/javascript,${expression} = () => { throw new Error('a bug') }"`,
    },
  });

  it('is a command with a bug in it', async () => {
    const { code, stderr } = await run(['list', '--claims'], broken('Map.groupBy'));
    expect(stderr).toMatch(/^bucketproof: this is a bug of ours: a bug\n {2}BUCKETPROOF_DEBUG=1/);
    expect(code).toBe(EXIT.internal);
  });

  it('is a runner with a bug in it', async () => {
    const args = ['run', '--only', '*/get-service/*'];
    const { code, stderr } = await run(args, broken('performance.eventLoopUtilization'));
    expect(stderr).toMatch(/^bucketproof: the runner failed: .*a bug/);
    expect(code).toBe(EXIT.internal);
  });
});

describe('5', () => {
  it('is a run that was interrupted', async () => {
    const cli = startCli(['run', '--endpoint', target.url, '--out', join(folder(), 'stopped')]);
    const records = (): string[] =>
      readdirIfThere(join(folder(), 'stopped')).filter((name) => name.endsWith('.ndjson'));
    await cli.until(() => records().length > 0);
    cli.kill('SIGTERM');
    expect((await cli.ended).code).toBe(EXIT.incomplete);
  });

  it('is a run of which nothing could be judged', async () => {
    const endpoint = await answering((request, response) => {
      const listing = request.url === '/' && request.method === 'GET';
      response.writeHead(listing ? 200 : 503);
      response.end('<ListAllMyBucketsResult><Owner><ID>o</ID></Owner><Buckets/></ListAllMyBucketsResult>');
    });
    const { code, stdout } = await run(['run', '--endpoint', endpoint, '--only', '*/get-object/range-*']);
    expect(stdout).toMatch(/could not be judged/);
    expect(code).toBe(EXIT.incomplete);
  });
});

/** The endpoint of a server that answers so until the tests are over. */
async function answering(answer: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => answer(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function readdirIfThere(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
