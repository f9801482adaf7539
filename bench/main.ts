/** `npm run bench`: speed as ratios, both sides measured in the same run on the same machine. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runConformance } from '../cli/run/run-conformance.ts';
import { summarise } from '../reports/summarise.ts';
import { fuzzRate } from './fuzz-rate.ts';
import { largeObject } from './large-object.ts';
import { listings } from './listings.ts';
import { rates } from './rates.ts';
import { dialect } from './requests.ts';

const print = (text: string): boolean => process.stdout.write(`${text}\n`);

print('Rates on 16 connections, against a bare node:http server measured in turn');
for (const { what, ours, bare, aim } of await rates()) {
  const ratio = ours.perSecond / bare.perSecond;
  const verdict = ratio >= aim ? 'reached' : 'missed';
  print(
    `  ${what.padEnd(22)} ${ours.perSecond.toFixed(0).padStart(6)}/s of ${bare.perSecond.toFixed(0).padStart(6)}/s: ${ratio.toFixed(2)} (aim ${aim.toFixed(2)}, ${verdict})`,
  );
  print(
    `  ${' '.repeat(22)} ${ours.micros.toFixed(0)} us of processor time a request, bare ${bare.micros.toFixed(0)}: ${(bare.micros / ours.micros).toFixed(2)}`,
  );
}

print('\nFuzzing, both servers in this process');
const fuzz = await fuzzRate();
const share = fuzz.requestsPerSecond / fuzz.raw;
print(
  `  ${fuzz.casesPerSecond.toFixed(0)} cases/s, compared with the reference: ${fuzz.requestsPerSecond.toFixed(0)} requests/s of ${fuzz.raw.toFixed(0)}/s that undici sends alone: ${share.toFixed(2)} (aim 0.33, ${share >= 1 / 3 ? 'reached' : 'missed'})`,
);
print(
  `  ${fuzz.caseMicros.toFixed(0)} us of processor time a case, ${fuzz.rawMicros.toFixed(0)} a request of undici: ${((fuzz.rawMicros * 2) / fuzz.caseMicros).toFixed(2)}`,
);

print('\nListing pages, ms a page');
for (const { what, smallMs, largeMs } of await listings()) {
  print(
    `  ${what.padEnd(26)} out of 1,000: ${smallMs.toFixed(2)}, out of 1,000,000: ${largeMs.toFixed(2)} (${(largeMs / smallMs).toFixed(2)} times)`,
  );
}

print('\n1 GiB object');
const { uploadSeconds, downloadSeconds, peakBytes } = await largeObject();
print(
  `  up in ${uploadSeconds.toFixed(1)} s, down in ${downloadSeconds.toFixed(1)} s, server peak ${(peakBytes / 1024 ** 2).toFixed(0)} MiB (aim below 300)`,
);

print('\nWhole run against the embedded reference');
const before = process.cpuUsage();
const folder = mkdtempSync(join(tmpdir(), 'bucketproof-bench-'));
try {
  const { recordFile } = await runConformance({
    dialect,
    target: undefined,
    profileFile: undefined,
    selection: { profile: dialect.defaultProfile },
    withReference: true,
    seed: 1,
    outputFolder: folder,
    command: 'npm run bench',
    clockSkewMs: 0,
    probedFeatures: {},
    concurrency: undefined,
    onCheck: () => undefined,
  });
  const { end } = await summarise(recordFile);
  if (!end) throw new Error('the run did not end');
  const checks = Object.values(end.counts).reduce((sum, count) => sum + count, 0);
  const seconds = end.durationMs / 1000;
  print(
    `  ${checks} checks in ${seconds.toFixed(1)} s: ${(checks / seconds).toFixed(0)} checks/s, ${(end.requests / seconds).toFixed(0)} requests/s to the target`,
  );
  const { user, system } = process.cpuUsage(before);
  print(
    `  ${((user + system) / 1000 / checks).toFixed(1)} ms of processor time a check, both references and the start of the run included`,
  );
  print(
    `  ${((1 - end.waitingShare) * 100).toFixed(0)} % of the run is our own work, the rest is waiting for the servers`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
