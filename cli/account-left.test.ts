import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { swift as dialect } from '../dialects/swift/index.ts';
import type { RequestSpec } from '../harness/check/context.ts';
import { countingLedger } from '../harness/session/ledger.ts';
import { openSession, type Session } from '../harness/session/session.ts';
import { type Embedded, embeddedIdentities, startEmbedded } from './run/embedded.ts';
import { runCli } from './testing/run-cli.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

/** Containers that belong to nobody's run, one of them with a name much like a run's. */
const CONTAINERS = ['photos', 'bp-backup', 'bp-0000000-shared00'];
const KEYS = ['a', 'folder/', 'folder/b c+d%41&<>"\'', 'ünïcödé/☃'];
const PROFILE = 'openstack';
const RUN_MS = 300_000;

let served: Embedded;
let bystander: Session;
const folder = temporaryFolder('account');

beforeAll(async () => {
  served = await startEmbedded(dialect, {
    profile: PROFILE,
    identities: embeddedIdentities(dialect),
    concurrency: 16,
  });
  bystander = openSession({
    dialect,
    target: served.target,
    role: 'target',
    seed: 0,
    runId: 'bystander',
    ledger: countingLedger(),
    clockSkewMs: 0,
  });
  await sent({ op: 'UpdateAccountMetadata', headers: { 'X-Account-Meta-Owner': 'somebody' } });
  for (const bucket of CONTAINERS) {
    const headers = { 'X-Container-Meta-Owner': bucket, 'X-Container-Read': 'nobody:reads' };
    await sent({ op: 'CreateContainer', bucket, headers });
    for (const key of KEYS) {
      const object = { 'X-Object-Meta-Owner': bucket, 'Content-Type': 'text/x-foreign' };
      await sent({ op: 'PutObject', bucket, key, headers: object, body: `${bucket} ${key}` });
    }
  }
});

afterAll(async () => {
  await bystander.close();
  await served.server.close();
});

async function sent(spec: RequestSpec): Promise<string> {
  const { response, failure } = await bystander.send(spec);
  if (!response || response.status >= 300) {
    throw new Error(`${spec.op} ${spec.bucket} ${spec.key}: ${response?.status ?? failure?.message}`);
  }
  const ofTheExchange = /^(?:date|x-trans-id|x-openstack-request-id|connection|keep-alive)$/i;
  const fields = response.headers.filter(([name]) => !ofTheExchange.test(name));
  return `${response.status}\n${fields.join('\n')}\n${Buffer.from(response.body).toString()}`;
}

/** Everything a bystander sees: attributes and counters of the account, every container, every object. */
async function snapshot(): Promise<Readonly<Record<string, string>>> {
  const seen: Record<string, string> = {};
  const look = async (spec: RequestSpec): Promise<void> => {
    seen[`${spec.op} ${spec.bucket} ${spec.key}`] = await sent(spec);
  };
  await look({ op: 'HeadAccount' });
  await look({ op: 'ListContainers', query: { format: 'json' } });
  for (const bucket of CONTAINERS) {
    await look({ op: 'HeadContainer', bucket });
    await look({ op: 'ListObjects', bucket, query: { format: 'json' } });
    for (const key of KEYS) await look({ op: 'GetObject', bucket, key });
  }
  return seen;
}

/** A profile of the server, with the secrets of its identities in the environment. */
function profile(): { file: string; env: Record<string, string> } {
  const roles = Object.entries(dialect.roles);
  const file = join(folder(), 'target.yaml');
  const identities = roles.map(
    ([role, { example }]) =>
      `  ${role}: { keyId: "${example.keyId}", secret: "\${KEY_${role}}", account: ${example.account} }`,
  );
  const head = [
    `dialect: ${dialect.name}`,
    `profile: ${PROFILE}`,
    `endpoint: ${served.server.url}`,
    'identities:',
  ];
  writeFileSync(file, `${[...head, ...identities].join('\n')}\n`);
  return {
    file,
    env: Object.fromEntries(roles.map(([role, { example }]) => [`KEY_${role}`, example.secret])),
  };
}

describe('a whole run in an account that holds what is not the run’s', () => {
  it(
    'leaves the account as it was, and no token in what it writes',
    async () => {
      const before = await snapshot();
      const { file, env } = profile();
      const run = await runCli(['run', '--target', file, '--no-reference', '--out', folder()], { env });
      expect(run.stderr).toBe('');
      expect(run.code).toBe(0);
      expect(run.stdout).toContain('0 left behind');
      expect(await snapshot()).toEqual(before);
      // a token is given again until it expires, so the run had the bystander's
      const tokens = bystander.secrets();
      expect(tokens.length).toBeGreaterThan(0);
      const written = readdirSync(folder()).filter((name) => /\.(?:ndjson|html|md|ledger)$/.test(name));
      expect(written.length).toBeGreaterThan(2);
      const secrets = [...tokens, ...Object.values(env)];
      for (const name of written) {
        const text = readFileSync(join(folder(), name), 'utf8');
        expect(
          secrets.filter((secret) => text.includes(secret)),
          name,
        ).toEqual([]);
      }
    },
    RUN_MS,
  );
});
