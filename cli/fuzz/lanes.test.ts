import { afterEach, describe, expect, it } from 'vitest';
import { type Dialect, operationById } from '../../dialects/core/dialect.ts';
import { dialects } from '../../dialects/index.ts';
import { openCaseMaker } from '../../fuzzer/campaign/case-maker.ts';
import { openDraw } from '../../fuzzer/draw.ts';
import { mutationClasses, mutationsBySlug } from '../../fuzzer/mutations/registry.ts';
import { outcomeText } from '../../fuzzer/outcome.ts';
import { openLane } from '../../fuzzer/world/lane.ts';
import { type CaseResult, isTrial } from '../../fuzzer/world/trial.ts';
import type { Fault } from '../../reference-server/faults/fault.ts';
import { faultCatalogues } from '../../reference-server/index.ts';
import { type FuzzBench, openFuzzBench } from './fuzz-bench.ts';

/** Lanes against reference servers. */
let bench: FuzzBench | undefined;

afterEach(async () => {
  await bench?.close();
});

const open = async (dialect: Dialect, fault?: Fault): Promise<FuzzBench> => {
  bench = await openFuzzBench({
    dialect,
    profile: dialect.defaultProfile,
    target: undefined,
    withReference: true,
    seed: 3,
    ledgerFile: undefined,
    profileFile: undefined,
    clockSkewMs: 0,
    fault,
  });
  return bench;
};

function outcomes(dialect: Dialect, result: CaseResult): string[] {
  if (!isTrial(result)) return [result.problem];
  return [result.target, result.reference].map((one) => (one ? outcomeText(dialect, one) : 'none'));
}

describe.each(dialects.map((dialect) => [dialect.name, dialect] as const))('a lane of %s', (_, dialect) => {
  const profile = dialect.defaultProfile;
  const operations = dialect.operations.filter(({ profiles }) => profiles.includes(profile));

  it('lets no case feel what came of those before it', async () => {
    const { target, reference } = await open(dialect);
    const lane = openLane({ name: 'lane', target, reference, mutations: mutationsBySlug, lookEvery: 1 });
    const maker = openCaseMaker(dialect, profile);
    for (const operation of operations) {
      const fuzzCase = maker.sample(operation);
      const came: string[][] = [];
      for (let round = 0; round < 3; round++) came.push(outcomes(dialect, await lane.run(fuzzCase)));
      expect([operation.id, ...came]).toEqual([operation.id, came[0], came[0], came[0]]);
    }
  });

  it('knows what was made for cases of another state', async () => {
    const { target, reference } = await open(dialect);
    const lane = openLane({ name: 'lane', target, reference, mutations: mutationsBySlug, lookEvery: 1 });
    const maker = openCaseMaker(dialect, profile);
    const [read, remove] = [dialect.housekeeping.getObject, dialect.housekeeping.deleteBucket].map((id) =>
      maker.sample(operationById(dialect, id)),
    );
    if (!read || !remove) throw new Error('nothing to run');
    const alone = outcomes(dialect, await lane.run(remove));
    await lane.run(read);
    expect([lane.isUsed(), lane.isUsed(read), lane.isUsed(remove)]).toEqual([false, false, true]);
    expect(outcomes(dialect, await lane.run(remove))).not.toEqual(alone);
    if (lane.isUsed(remove)) await lane.reset();
    await lane.run(read);
    if (lane.isUsed(remove)) await lane.reset();
    expect(outcomes(dialect, await lane.run(remove))).toEqual(alone);
  });

  it('has a bucket again after a deletion that went elsewhere', async () => {
    const { target, reference } = await open(dialect);
    const lane = openLane({ name: 'lane', target, reference, mutations: mutationsBySlug, lookEvery: 1 });
    const maker = openCaseMaker(dialect, profile);
    const draw = openDraw(1);
    // What reads an empty bucket: only such a one can be removed by mistake.
    const [reading] = operations
      .filter(({ resource, method }) => resource === 'bucket' && method === 'HEAD')
      .map((operation) => maker.sample(operation));
    if (!reading) throw new Error('nothing reads a bucket');
    const usual = outcomes(dialect, await lane.run(reading));
    const elsewhere = mutationClasses.filter(({ group }) => group === 'uri' || group === 'method');
    for (const operation of operations.filter(({ method }) => method === 'DELETE')) {
      for (const mutation of elsewhere) {
        const made = maker.mutated(draw, maker.sample(operation), mutation);
        if (!made) continue;
        await lane.run(made);
        const after = outcomes(dialect, await lane.run(reading));
        expect([operation.id, mutation.slug, ...after]).toEqual([operation.id, mutation.slug, ...usual]);
      }
    }
  });

  it('knows an answer that tells of the buckets of others', async () => {
    const { target, reference } = await open(dialect);
    const [lane, other] = ['lane', 'other'].map((name) =>
      openLane({ name, target, reference, mutations: mutationsBySlug, lookEvery: 1 }),
    );
    const maker = openCaseMaker(dialect, profile);
    const [list, read] = [dialect.housekeeping.listBuckets, dialect.housekeeping.listObjects].map((id) =>
      maker.sample(operationById(dialect, id)),
    );
    if (!lane || !other || !list || !read) throw new Error('nothing to run');
    expect(await lane.run(read)).not.toHaveProperty('tellsOfOthers');
    await other.run(read);
    expect(await lane.run(list)).toHaveProperty('tellsOfOthers', true);
    expect(await lane.run(read)).not.toHaveProperty('tellsOfOthers');
  });
});

describe('a lane whose servers did different things', () => {
  it('begins anew before that shows in what comes behind it', async () => {
    const [dialect] = dialects;
    const fault = dialect && faultCatalogues[dialect.name]?.find(({ id }) => id === 'two-roots-accepted');
    if (!dialect || !fault) throw new Error('there is no such bug to plant');
    const { target, reference } = await open(dialect, fault);
    const lane = openLane({ name: 'lane', target, reference, mutations: mutationsBySlug, lookEvery: 1 });
    const maker = openCaseMaker(dialect, dialect.defaultProfile);
    const twoRoots = mutationsBySlug.get('xm-two-roots');
    const complete = dialect.operations.find(({ id }) => id === 'CompleteMultipartUpload');
    const made = twoRoots && complete && maker.mutated(openDraw(1), maker.sample(complete), twoRoots);
    if (!made) throw new Error('nothing to run');
    const came = outcomes(dialect, await lane.run(made));
    expect(came[0]).not.toBe(came[1]);
    const listed = await lane.run(maker.sample(operationById(dialect, dialect.housekeeping.listObjects)));
    if (!isTrial(listed)) throw new Error(listed.problem);
    const [ours, theirs] = [listed.target, listed.reference].map((one) =>
      Buffer.from(one?.response?.body ?? [])
        .toString()
        .match(/<Key>[^<]*/g),
    );
    expect(ours).toEqual(theirs);
  });
});
