import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import type { MutationClass } from './mutation.ts';
import { rendered, type Subject, subjects } from './mutations.fixture.ts';
import { chooseClasses, mutationClasses, mutationGroups } from './registry.ts';

/** Every place of every sample that a class applies to. */
function places(of: MutationClass): readonly { subject: Subject; slot: string }[] {
  return subjects.flatMap((subject) => of.slots(subject.request, subject).map((slot) => ({ subject, slot })));
}

/** At most so many of them, from everywhere. */
function some<T>(all: readonly T[], count: number): readonly T[] {
  const step = Math.max(1, Math.ceil(all.length / count));
  return all.filter((_, index) => index % step === 0);
}

const JSON_VALUES = [null, true, 0, -1, 1e9, '', 'x', [], ['a'], {}, { a: 1 }, { a: 'b' }] as const;

describe.each(mutationClasses.map((of) => [of.slug, of] as const))('%s', (_, of) => {
  const where = places(of);

  it('changes a request or says that it does not, in the same way each time, and survives JSON', () => {
    for (const { subject, slot } of where) {
      fc.assert(
        fc.property(of.args(slot, subject.request, subject), (args) => {
          expect(JSON.parse(JSON.stringify(args))).toEqual(args);
          const before = JSON.stringify(subject.request);
          const changed = of.apply(subject.request, slot, args, subject);
          expect(JSON.stringify(subject.request)).toBe(before);
          expect(isDeepStrictEqual(changed, subject.request)).toBe(false);
          expect(isDeepStrictEqual(of.apply(subject.request, slot, args, subject), changed)).toBe(true);
          const settlement = of.settles?.(args, slot, subject);
          expect(settlement?.source ?? 'RFC 9110 section 1').not.toBe('');
        }),
        { numRuns: 3 },
      );
    }
  });

  it('never throws, whatever it is applied with', () => {
    for (const { subject, slot } of some(where, 6)) {
      for (const args of [...JSON_VALUES] as Json[]) {
        for (const other of [slot, 'header:absent', 'element:/Nothing[1]', '']) {
          expect(() => of.apply(subject.request, other, args, subject)).not.toThrow();
        }
      }
    }
  });

  it('is rendered as other bytes than the sample', () => {
    for (const { subject, slot } of some(where, 6)) {
      const sender = of.raw ? 'raw' : 'undici';
      const plain = rendered(subject, undefined, sender);
      fc.assert(
        fc.property(of.args(slot, subject.request, subject), (args) => {
          const mutated = rendered(subject, { of, slot, args });
          if (mutated.applied.length > 0) {
            expect(
              isDeepStrictEqual(mutated, { ...plain, applied: mutated.applied, signing: mutated.signing }),
            ).toBe(false);
          }
        }),
        { numRuns: 3 },
      );
    }
  });
});

describe('the registry', () => {
  it('has a class for every group', () => {
    expect(mutationGroups).toEqual([
      'framing',
      'method',
      'headers',
      'range',
      'metadata',
      'conditional',
      'date',
      'uri',
      'xml',
      'signature',
      'cors',
      'acl',
      'multipart',
      'listing',
    ]);
  });

  it('every class applies to some sample', () => {
    expect(mutationClasses.filter((of) => places(of).length === 0).map(({ slug }) => slug)).toEqual([]);
  });

  it('every class changes some sample', () => {
    const idle = mutationClasses.filter(
      (of) =>
        !some(places(of), 40).some(({ subject, slot }) =>
          fc
            .sample(of.args(slot, subject.request, subject), { numRuns: 30, seed: 1 })
            .some((args) => rendered(subject, { of, slot, args }).applied.length > 0),
        ),
    );
    expect(idle.map(({ slug }) => slug)).toEqual([]);
  });

  it('classes are chosen by group, by slug, and by the beginning of slugs', () => {
    const { classes, unknown } = chooseClasses(['range', 'xm-entity-*', 'si-none', 'nonsense']);
    expect(unknown).toEqual(['nonsense']);
    expect(new Set(classes.map(({ group }) => group))).toEqual(new Set(['range', 'xml', 'signature']));
    expect(classes.filter(({ group }) => group === 'signature').map(({ slug }) => slug)).toEqual(['si-none']);
  });

  it('nothing in it names a dialect', () => {
    const words = mutationClasses.map(({ title, group }) => `${title} ${group}`).join(' ');
    for (const { dialect } of subjects) expect(words).not.toContain(dialect.name);
  });
});
