import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tencentCos as dialect } from '../../dialects/tencent-cos/index.ts';
import { ProfileError } from './profile-error.ts';
import { parseProfile } from './read-profile.ts';
import { resolveTarget, type TargetOverrides } from './resolve-target.ts';
import type { Target } from './target.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bucketproof-target-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const ENVIRONMENT = { SECRET: 'the-secret-of-this-test', SHORT: 'abc' };

const PROFILE = [
  'dialect: tencent-cos',
  'endpoint: http://127.0.0.1:9000',
  'identities:',
  `  main: { keyId: AKID, secret: "\${SECRET}", account: "1250000000", uin: "100" }`,
];

function target(lines: readonly string[] = [], overrides: TargetOverrides = {}): Target {
  const file = join(folder, 'p.yaml');
  return resolveTarget(
    dialect,
    parseProfile(file, [...PROFILE, ...lines].join('\n'), ENVIRONMENT),
    overrides,
  );
}

function fault(lines: readonly string[], overrides: TargetOverrides = {}): ProfileError {
  try {
    target(lines, overrides);
  } catch (error) {
    if (error instanceof ProfileError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('a target', () => {
  it('is what the profile says, and the dialect where it says nothing', () => {
    expect(target()).toMatchObject({
      name: '127.0.0.1:9000',
      profile: 'current',
      endpoint: 'http://127.0.0.1:9000',
      addressing: { style: 'virtual-host', hostSuffix: 'cos.ap-beijing.myqcloud.com', region: 'ap-beijing' },
      identities: { main: { keyId: 'AKID', account: '1250000000', uin: '100' } },
      consistencyMs: 0,
      concurrency: 16,
      timeouts: {},
    });
  });

  it('takes every setting', () => {
    const lines = [
      'name: staging',
      'vendor: v',
      'product: p',
      'version: "1.2"',
      'profile: "2018"',
      'addressing: path',
      'hostSuffix: storage.example.com:8443',
      'serviceHost: service.example.com',
      'region: eu-1',
      'features: { archive: false }',
      'limits: { bucketsPerAccount: 20 }',
      'consistency: { window: 1.5s }',
      'rate: { concurrency: 4, perSecond: 2.5 }',
      'timeouts: { connect: 1s, response: 500ms, bodyIdle: 2s, exchange: 1m }',
      'tls: { insecure: true }',
    ];
    expect(target(lines)).toMatchObject({
      name: 'staging',
      vendor: 'v',
      product: 'p',
      version: '1.2',
      profile: '2018',
      addressing: {
        style: 'path',
        hostSuffix: 'storage.example.com:8443',
        serviceHost: 'service.example.com',
        region: 'eu-1',
      },
      features: { archive: false },
      limits: { bucketsPerAccount: 20 },
      consistencyMs: 1500,
      concurrency: 4,
      perSecond: 2.5,
      timeouts: { connectMs: 1000, responseMs: 500, bodyIdleMs: 2000, deadlineMs: 60_000 },
      tls: { insecure: true },
    });
  });

  it('is asked by its own host in path style', () => {
    const { addressing } = target(['addressing: path']);
    expect(addressing).toMatchObject({ hostSuffix: '127.0.0.1:9000', serviceHost: '127.0.0.1:9000' });
  });

  it('is what flags and environment say, before the profile', () => {
    const lines = ['region: eu-1', 'profile: "2018"', 'rate: { concurrency: 4 }', 'tls: { insecure: false }'];
    const overrides = {
      endpoint: 'https://other.example.com',
      region: 'eu-2',
      profile: 'current',
      concurrency: 8,
      insecure: true,
    };
    expect(target(lines, overrides)).toMatchObject({
      endpoint: 'https://other.example.com',
      addressing: { region: 'eu-2' },
      profile: 'current',
      concurrency: 8,
      tls: { insecure: true },
    });
  });

  it('trusts the authority of a file beside the profile', () => {
    writeFileSync(join(folder, 'ca.pem'), '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n');
    expect(target(['tls: { ca: ca.pem }']).tls.ca).toMatch(/BEGIN CERTIFICATE/);
  });
});

describe('a target that cannot be', () => {
  it('has an unknown profile', () => {
    const { message, line, hint } = fault(['profile: "2017"']);
    expect(message).toMatch(/p\.yaml:5: there is no profile 2017$/);
    expect([line, hint]).toEqual([5, 'tencent-cos has 2018, current']);
    expect(fault([], { profile: '2017' }).message).toBe('--profile: there is no profile 2017');
  });

  it.each(['teleport', '__proto__', 'constructor'])('declares the unknown feature %s', (name) => {
    const { message, hint } = fault(['features:', '  archive: true', `  ${name}: true`]);
    expect(message).toMatch(new RegExp(`p\\.yaml:7: features\\.${name} is no feature of tencent-cos$`));
    expect(hint).toMatch(/appendObject/);
  });

  it.each(['third', '__proto__', 'constructor'])('has somebody in the unknown role %s', (name) => {
    const { message, hint } = fault([`  ${name}: { keyId: other, secret: "\${SECRET}", account: '1' }`]);
    expect(message).toMatch(new RegExp(`p\\.yaml:5: identities\\.${name} is no role of tencent-cos$`));
    expect(hint).toBe('it knows main, second');
  });

  it.each([
    'ftp://127.0.0.1',
    'http://127.0.0.1/path',
    'http://127.0.0.1?query',
    'http://user:the-password@127.0.0.1',
    'nonsense',
  ])('is overridden by the endpoint %s, which is not repeated', (endpoint) => {
    const { message, hint } = fault([], { endpoint });
    expect(message).toBe('--endpoint or BUCKETPROOF_ENDPOINT: is not an endpoint');
    expect(hint).not.toContain('the-password');
  });

  it('has an endpoint with an impossible port', () => {
    const lines = PROFILE.map((line) => line.replace('9000', '99999'));
    const content = parseProfile('p.yaml', lines.join('\n'), ENVIRONMENT);
    expect(() => resolveTarget(dialect, content, {})).toThrow(/^p\.yaml:2: endpoint is none$/);
  });

  it('has a secret too short to be kept out of records', () => {
    const second = `  second: { keyId: AKID2, secret: "\${SHORT}", account: "1250000001" }`;
    expect(fault([second]).message).toMatch(
      /p\.yaml:5: identities\.second\.secret has fewer than 4 characters$/,
    );
  });

  it('has an authority that is not there, or is none', () => {
    writeFileSync(join(folder, 'none.pem'), 'nothing');
    expect(fault(['tls: { ca: missing.pem }']).message).toMatch(
      /p\.yaml:5: tls\.ca: .*missing\.pem cannot be read$/,
    );
    expect(fault(['tls: { ca: none.pem }']).message).toMatch(
      /p\.yaml:5: tls\.ca: .*none\.pem holds no certificate$/,
    );
  });
});
