import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecords } from '../../reports/ndjson.ts';
import type { CheckRecord, Impact } from '../../reports/record.ts';
import { EXIT } from '../exit-code.ts';
import { runCli } from '../testing/run-cli.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

/** A target that answers 200 to everything: it fails, and what needs an answer cannot be judged. */
let server: Server;
const folder = temporaryFolder('allure');

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
});

interface AllureResult {
  readonly name: string;
  readonly historyId: string;
  readonly status: string;
  readonly description?: string;
  readonly labels: readonly { readonly name: string; readonly value: string }[];
  readonly links: readonly { readonly name: string; readonly type: string }[];
  readonly steps: readonly { readonly attachments: readonly { readonly source: string }[] }[];
}

const SEVERITIES: Readonly<Record<Impact, string>> = {
  'data-loss': 'blocker',
  security: 'critical',
  'breaks-clients': 'normal',
  cosmetic: 'minor',
};

const STATUSES: Readonly<Record<CheckRecord['outcome'], string>> = {
  pass: 'passed',
  divergent: 'passed',
  fail: 'failed',
  flaky: 'failed',
  inconclusive: 'broken',
  skipped: 'skipped',
};

describe('run --allure', () => {
  it('gives every check its state, history, claims, severity and exchanges', async () => {
    const { port } = server.address() as AddressInfo;
    const baseline = join(folder(), 'baseline.yaml');
    const known = 'tencent-cos/head-object/auth/expired';
    writeFileSync(
      baseline,
      `entries:\n  - { id: ${known}, expect: known-fail, reason: clocks are ignored }\n`,
    );
    const [out, results] = [join(folder(), 'out'), join(folder(), 'results')];
    const { code } = await runCli([
      'run',
      ...['--endpoint', `http://127.0.0.1:${port}`, '--only', 'tencent-cos/head-object/*'],
      ...['--baseline', baseline, '--out', out, '--allure', results],
    ]);
    expect(code).toBe(EXIT.failed);
    const found = new Map<string, AllureResult>();
    for (const name of readdirSync(results).filter((one) => one.endsWith('-result.json'))) {
      const result: AllureResult = JSON.parse(readFileSync(join(results, name), 'utf8'));
      found.set(result.historyId, result);
    }
    const [records = ''] = readdirSync(out).filter((name) => name.endsWith('.ndjson'));
    let checks = 0;
    for await (const record of readRecords(join(out, records))) {
      if (record.kind !== 'check') continue;
      checks += 1;
      const result = found.get(record.id);
      expect([record.id, result?.status]).toEqual([
        record.id,
        record.id === known ? 'skipped' : STATUSES[record.outcome],
      ]);
      expect(result?.links.map(({ name }) => name)).toEqual([...record.claims]);
      expect(result?.labels).toContainEqual({ name: 'severity', value: SEVERITIES[record.impact] });
      const [attachment] = result?.steps.flatMap(({ attachments }) => attachments) ?? [];
      if (record.outcome !== 'fail') continue;
      // Concurrent checks must not get each other's exchanges.
      const [first] = record.transcripts.target;
      const text = readFileSync(join(results, attachment?.source ?? ''), 'utf8');
      expect(text).toContain(`> ${first?.request.method} ${first?.request.target}`);
    }
    expect(checks).toBe(found.size);
    expect(found.get(known)?.description).toBe('known: clocks are ignored');
    const states = new Set([...found.values()].map(({ status }) => status));
    expect(states).toEqual(new Set(['failed', 'broken', 'skipped']));
  }, 120_000);
});
