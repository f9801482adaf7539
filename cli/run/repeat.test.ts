import { readdirSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecords } from '../../reports/ndjson.ts';
import type { CheckRecord } from '../../reports/record.ts';
import { EXIT } from '../exit-code.ts';
import { runCli } from '../testing/run-cli.ts';
import { type ServedTarget, serveTarget } from '../testing/served-target.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

/** In front of a sound server, one that answers every second HEAD with an error: what it says depends on chance. */
let served: ServedTarget;
let proxy: Server;
const folder = temporaryFolder('repeat');

beforeAll(async () => {
  served = await serveTarget('tencent-cos');
  let heads = 0;
  proxy = createServer((incoming, outgoing) => {
    if (incoming.method === 'HEAD' && ++heads % 2 === 0) {
      incoming.resume();
      outgoing.writeHead(418).end();
      return;
    }
    const { method, url = '/', headers } = incoming;
    const on = request(new URL(url, served.url), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    on.on('error', () => outgoing.destroy());
    incoming.pipe(on);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  proxy.closeAllConnections();
  await new Promise((resolve) => proxy.close(resolve));
  await served.close();
});

describe('run --repeat', () => {
  it('tells checks that disagree with themselves, and fails for them', async () => {
    const { port } = proxy.address() as AddressInfo;
    const { code, stdout } = await runCli([
      'run',
      ...['--endpoint', `http://127.0.0.1:${port}`, '--only', 'tencent-cos/head-object/c*'],
      ...['--repeat', '2', '--concurrency', '1', '--out', folder()],
    ]);
    expect(code).toBe(EXIT.failed);
    expect(stdout).toMatch(/✗ no required check disagrees with itself when repeated: \d+ against/);
    const [name = ''] = readdirSync(folder()).filter((one) => one.endsWith('.ndjson'));
    const checks: CheckRecord[] = [];
    for await (const record of readRecords(join(folder(), name))) {
      if (record.kind === 'check') checks.push(record);
    }
    const flaky = checks.filter(({ outcome }) => outcome === 'flaky');
    expect(flaky.length).toBeGreaterThan(0);
    for (const { attempts, outcomes, reason } of flaky) {
      expect([attempts, outcomes?.length, new Set(outcomes).size]).toEqual([2, 2, 2]);
      expect(reason?.message).toMatch(/^2 attempts disagree: /);
    }
  }, 120_000);
});
