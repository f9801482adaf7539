/**
 * `npm run bench`: speed as ratios, both sides measured in the same run on the same machine.
 * `npm run bench -- fuzz`: one part of it, see `PARTS`.
 * `npm run bench -- fuzz-memory [cases]`: memory of a long campaign, 20,000 cases unless it says otherwise. No part of the rest.
 */
import { dialects } from '../dialects/index.ts';
import { firstFindings } from './first-findings.ts';
import { fuzzMemory } from './fuzz-memory.ts';
import { fuzzRate } from './fuzz-rate.ts';
import { largeObject } from './large-object.ts';
import { listings } from './listings.ts';
import { rates } from './rates.ts';
import { wholeRun } from './whole-run.ts';

const print = (text: string): boolean => process.stdout.write(`${text}\n`);

/** What is measured when nothing is asked for, in this order. */
const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  rates: printRates,
  fuzz: printFuzz,
  listings: printListings,
  'large-object': printLargeObject,
  runs: printRuns,
  finds: printFinds,
};

const [asked, count] = process.argv.slice(2);
if (asked === 'fuzz-memory') await printFuzzMemory(Number(count ?? 20_000));
else if (asked === undefined) for (const part of Object.values(PARTS)) await part();
else if (PARTS[asked]) await PARTS[asked]();
else usage();

function usage(): void {
  print(`npm run bench [-- part]: parts are ${Object.keys(PARTS).join(', ')} and fuzz-memory [cases]`);
  process.exitCode = asked === '--help' ? 0 : 2;
}

async function printRates(): Promise<void> {
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
}

async function printFuzz(): Promise<void> {
  print('\nFuzzing, compared with the reference, beside undici alone on the same server');
  const { casesPerSecond, requestsPerCase, rawPerSecond, ratio, cpuRatio } = await fuzzRate();
  print(
    `  ${casesPerSecond.toFixed(0)} cases/s of ${requestsPerCase.toFixed(2)} requests; ${ratio.toFixed(2)} of ${rawPerSecond.toFixed(0)} requests/s (aim 0.33, ${ratio >= 1 / 3 ? 'reached' : 'missed'}); ${cpuRatio.toFixed(2)} by processor time`,
  );
}

async function printFinds(): Promise<void> {
  print('\nFrom the start of a campaign to its first finding, for every planted bug in turn');
  const { hunted, found, medianSeconds, lastSeconds, medianProcessorSeconds } = await firstFindings();
  print(
    `  ${found} of ${hunted} found; median ${medianSeconds.toFixed(1)} s (${medianProcessorSeconds.toFixed(1)} s of processor time), the last after ${lastSeconds.toFixed(1)} s`,
  );
}

async function printListings(): Promise<void> {
  print('\nListing pages, ms a page');
  for (const { what, smallMs, largeMs } of await listings()) {
    print(
      `  ${what.padEnd(26)} out of 1,000: ${smallMs.toFixed(2)}, out of 1,000,000: ${largeMs.toFixed(2)} (${(largeMs / smallMs).toFixed(2)} times)`,
    );
  }
}

async function printLargeObject(): Promise<void> {
  print('\n1 GiB object');
  const { uploadSeconds, downloadSeconds, peakBytes } = await largeObject();
  print(
    `  up in ${uploadSeconds.toFixed(1)} s, down in ${downloadSeconds.toFixed(1)} s, server peak ${(peakBytes / 1024 ** 2).toFixed(0)} MiB (aim below 300)`,
  );
}

async function printRuns(): Promise<void> {
  print('\nWhole runs against the embedded reference');
  for (const measured of dialects) {
    for (const profile of measured.profiles) {
      const { checks, seconds, requests, cpuMs, ownShare } = await wholeRun(measured, profile);
      print(
        `  ${`${measured.name} ${profile}`.padEnd(20)} ${checks} checks in ${seconds.toFixed(1)} s: ${(checks / seconds).toFixed(0)} checks/s, ${(requests / seconds).toFixed(0)} requests/s to the target`,
      );
      print(
        `  ${' '.repeat(20)} ${(cpuMs / checks).toFixed(1)} ms of processor time a check, both references included; ${(ownShare * 100).toFixed(0)} % is our own work, the rest waiting`,
      );
    }
  }
}

async function printFuzzMemory(cases: number): Promise<void> {
  print(`Memory of a campaign of ${cases} cases, both servers in this process`);
  await fuzzMemory(cases, 11, ({ cases: at, resident, heap }) => {
    const [all, own] = [resident, heap].map((bytes) => (bytes / 1024 ** 2).toFixed(0).padStart(5));
    print(`  ${String(at).padStart(7)} cases: ${all} MiB resident, ${own} MiB of objects`);
  });
}
