import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from './ledger.ts';
import { liveBuckets } from './live-buckets.ts';

const entry = (state: LedgerEntry['state'], identity = 'main', bucket = 'b'): LedgerEntry => ({
  state,
  kind: 'bucket',
  bucket,
  identity,
});

function listed(...entries: LedgerEntry[]) {
  const live = liveBuckets();
  for (const one of entries) live.note(one);
  return live.list();
}

describe('a bucket', () => {
  it('may be there from the intention on', () => {
    expect(listed(entry('intended'))).toEqual([{ bucket: 'b', identities: ['main'], created: false }]);
  });

  it('is not there once it was refused', () => {
    expect(listed(entry('intended'), entry('refused'))).toEqual([]);
  });

  it('may be there when only one of two requests was answered, and refused', () => {
    expect(listed(entry('intended'), entry('intended'), entry('refused'))).toHaveLength(1);
  });

  it('stays when a second request for it is refused', () => {
    const seen = listed(entry('intended'), entry('created'), entry('intended'), entry('refused'));
    expect(seen).toEqual([{ bucket: 'b', identities: ['main'], created: true }]);
  });

  it('belongs to whoever was told that it was created', () => {
    const seen = listed(entry('intended', 'main'), entry('intended', 'second'), entry('created', 'second'));
    expect(seen).toEqual([{ bucket: 'b', identities: ['second', 'main'], created: true }]);
  });

  it('is gone when it was removed, and there again when it was created again', () => {
    expect(listed(entry('intended'), entry('created'), entry('removed'))).toEqual([]);
    expect(listed(entry('removed'), entry('intended'))).toHaveLength(1);
  });

  it('is what this is about: objects and uploads are not', () => {
    expect(listed({ ...entry('intended'), kind: 'object', key: 'k' })).toEqual([]);
  });
});

const arbitraryEntry = fc
  .record({
    state: fc.constantFrom<LedgerEntry['state']>('intended', 'created', 'refused', 'removed'),
    identity: fc.constantFrom('main', 'second', 'anonymous'),
    bucket: fc.constantFrom('a', 'b', 'c'),
  })
  .map(({ state, identity, bucket }) => entry(state, identity, bucket));

describe('whatever is noted', () => {
  it('a bucket that was created and not removed since is there', () => {
    fc.assert(
      fc.property(fc.array(arbitraryEntry), (entries) => {
        const there = new Set<string>();
        for (const { state, bucket } of entries) {
          if (state === 'created') there.add(bucket);
          if (state === 'removed') there.delete(bucket);
        }
        const live = listed(...entries);
        for (const bucket of there) expect(live.map((one) => one.bucket)).toContain(bucket);
        expect(
          live
            .filter(({ created }) => created)
            .map(({ bucket }) => bucket)
            .toSorted(),
        ).toEqual([...there].toSorted());
      }),
    );
  });

  it('removing every bucket leaves nothing', () => {
    fc.assert(
      fc.property(fc.array(arbitraryEntry), (entries) => {
        const live = liveBuckets();
        for (const one of entries) live.note(one);
        for (const { bucket } of live.list()) live.note(entry('removed', 'main', bucket));
        expect(live.list()).toEqual([]);
      }),
    );
  });
});
