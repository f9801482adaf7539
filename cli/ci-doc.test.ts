import { execFile } from 'node:child_process';
import {
  chmodSync,
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
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { EXIT } from './exit-code.ts';
import { packageRoot } from './package-root.ts';
import { CANARIES, ENVIRONMENT, MAIN } from './testing/run-cli.ts';
import { type ServedTarget, serveTarget } from './testing/served-target.ts';

/** The commands of docs/CI.md, run as they stand there against a local stand-in for the target. */
const DOCUMENT = readFileSync(join(packageRoot, 'docs', 'CI.md'), 'utf8');

/** What `npx` runs: bucketproof from source, and few checks, for these are commands and not checks to be tested. */
const NPX = `#!/bin/sh
tool=$1; shift
case "$tool $1" in
  'bucketproof run') exec "${process.execPath}" "${MAIN}" "$@" --only 'tencent-cos/head-object/c*' ;;
  bucketproof*) exec "${process.execPath}" "${MAIN}" "$@" ;;
  allure*) exec "${process.execPath}" "${join(packageRoot, 'node_modules', 'allure', 'cli.js')}" "$@" ;;
  *) echo "no $tool here" >&2; exit 127 ;;
esac
`;

const TARGET = (url: string): string => `name: stand-in
dialect: tencent-cos
endpoint: ${url}
identities:
  main: { keyId: ${ENVIRONMENT.BUCKETPROOF_KEY_ID}, secret: "\${COS_SECRET}", account: "${ENVIRONMENT.BUCKETPROOF_ACCOUNT}" }
  second: { keyId: ${ENVIRONMENT.BUCKETPROOF_SECOND_KEY_ID}, secret: "\${COS_SECRET_2}", account: "${ENVIRONMENT.BUCKETPROOF_SECOND_ACCOUNT}" }
`;

let served: ServedTarget;
let bin: string;
const folders: string[] = [];

beforeAll(async () => {
  served = await serveTarget('tencent-cos');
  bin = folder();
  writeFileSync(join(bin, 'npx'), NPX);
  chmodSync(join(bin, 'npx'), 0o755);
});

afterAll(async () => {
  await served.close();
  for (const one of folders) rmSync(one, { recursive: true, force: true });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'bucketproof-ci-'));
  folders.push(made);
  return made;
}

/** A repository as the document describes it. */
function repository(): string {
  const cwd = folder();
  mkdirSync(join(cwd, 'conformance'));
  writeFileSync(join(cwd, 'conformance', 'target.yaml'), TARGET(served.url));
  writeFileSync(join(cwd, 'conformance', 'baseline.yaml'), 'dialect: tencent-cos\nentries: []\n');
  return cwd;
}

/** Runs a command in the shell. @returns its exit code and what it printed */
async function shell(
  command: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<[number, string]> {
  return new Promise((resolve) => {
    const environment = {
      PATH: `${bin}:${process.env.PATH ?? ''}`,
      COS_SECRET: CANARIES.main,
      COS_SECRET_2: CANARIES.second,
      ...env,
    };
    execFile('sh', ['-ec', command], { cwd, env: environment }, (error, stdout, stderr) => {
      resolve([error === null ? 0 : Number(error.code), `${stdout}${stderr}`]);
    });
  });
}

async function all(
  commands: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  expect(commands.length).toBeGreaterThan(0);
  for (const command of commands) {
    const [code, output] = await shell(command, cwd, env);
    expect([command, code, code === EXIT.ok ? '' : output]).toEqual([command, EXIT.ok, '']);
  }
}

/** The fenced blocks under a heading. */
function blocks(heading: string, language: string): string[] {
  const section = DOCUMENT.split(`\n## ${heading}`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, text = '']) => text,
  );
}

const ours = (commands: readonly (string | undefined)[]): string[] =>
  commands.flatMap((command) => (command?.includes('npx bucketproof') ? [command] : []));
const lines = (block: string | undefined): string[] =>
  (block ?? '').split('\n').filter((line) => line !== '');

interface Steps {
  readonly steps: readonly { readonly run?: string }[];
}

describe('docs/CI.md', () => {
  it('GitHub Actions: three shards, merged, reported and gated', async () => {
    const cwd = repository();
    const { jobs }: { jobs: { shard: Steps; gate: Steps } } = parse(
      blocks('GitHub Actions', 'yaml')[0] ?? '',
    );
    const steps = ours(jobs.shard.steps.map(({ run }) => run));
    const env = { SEED: '41' };
    for (const shard of ['1', '2', '3']) {
      await all(
        steps.map((step) => step.replaceAll(/\$\{\{ matrix\.shard \}\}/g, shard)),
        cwd,
        env,
      );
    }
    // As upload-artifact and download-artifact do.
    mkdirSync(join(cwd, 'shards'));
    const records = readdirSync(join(cwd, 'records')).filter((name) => name.endsWith('.ndjson'));
    expect(records).toHaveLength(3);
    for (const name of records) copyFileSync(join(cwd, 'records', name), join(cwd, 'shards', name));
    const summary = join(cwd, 'step-summary.md');
    await all(ours(jobs.gate.steps.map(({ run }) => run)), cwd, {
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: summary,
    });
    expect(readdirSync(cwd)).toEqual(
      expect.arrayContaining(['run.ndjson', 'report.html', 'junit.xml', 'run.sarif', 'badge.json']),
    );
    expect(readFileSync(summary, 'utf8')).toContain('Gate passed');
  }, 300_000);

  it('GitLab: parallel shards, merged, reported and gated', async () => {
    const cwd = repository();
    const jobs: Record<string, { script: string[]; after_script?: string[] }> = parse(
      blocks('GitLab', 'yaml')[0] ?? '',
    );
    for (const index of ['1', '2']) {
      const env = { CI_NODE_INDEX: index, CI_NODE_TOTAL: '2', CI_PIPELINE_IID: '42' };
      await all(ours([...(jobs.shard?.script ?? []), ...(jobs.shard?.after_script ?? [])]), cwd, env);
    }
    await all(ours(jobs.gate?.script ?? []), cwd);
    expect(readdirSync(cwd)).toEqual(expect.arrayContaining(['run.ndjson', 'report.html', 'summary.md']));
  }, 300_000);

  it('Kubernetes: the pods of an Indexed Job, one of them tried twice', async () => {
    const cwd = repository();
    const heading = 'Kubernetes, for large campaigns';
    const job: { spec: { template: { spec: { containers: [{ args: [string] }] } } } } = parse(
      blocks(heading, 'yaml')[0] ?? '',
    );
    const [{ args }] = job.spec.template.spec.containers;
    // In place of the volume.
    const records = folder();
    const pod = (index: string): Promise<void> =>
      all([...args], cwd, { JOB_COMPLETION_INDEX: index, SHARDS: '2', SEED: '43', RECORDS: records });
    await pod('0');
    await pod('1');
    await pod('1');
    await all(ours(lines(blocks(heading, 'sh')[0])), cwd, { RECORDS: records });
  }, 300_000);

  it('Allure: results of a run, and the report made of them', async () => {
    const cwd = repository();
    await all(lines(blocks('Allure', 'sh')[0]), cwd);
    const results = readdirSync(join(cwd, 'allure-results')).filter((name) => name.endsWith('-result.json'));
    const shown: { byId: object } = JSON.parse(
      readFileSync(join(cwd, 'allure-report', 'test-results.json'), 'utf8'),
    );
    expect(results.length).toBeGreaterThan(5);
    expect(Object.keys(shown.byId)).toHaveLength(results.length);
  }, 300_000);

  it('Several targets side by side: one page and one summary of two runs', async () => {
    const cwd = repository();
    writeFileSync(join(cwd, 'staging.yaml'), 'target: stand-in\nentries: []\n');
    for (const name of ['staging', 'release']) {
      await all([`npx bucketproof run --target conformance/target.yaml --out ${name}`], cwd);
      const [records = ''] = readdirSync(join(cwd, name)).filter((file) => file.endsWith('.ndjson'));
      copyFileSync(join(cwd, name, records), join(cwd, `${name}.ndjson`));
    }
    await all(lines(blocks('Several targets side by side', 'sh')[0]), cwd);
    expect(readdirSync(cwd)).toEqual(expect.arrayContaining(['matrix.html', 'matrix.md']));
  }, 300_000);
});
