import type { CheckDraft } from '../../harness/check/suite.ts';
import { textListing } from './listing-reading.ts';
import type { ListingShape } from './listing-shapes.ts';

/** Limits, markers, prefixes and delimiters, as far as both documents go: names alone, in text. */
export function listingChoiceChecks(
  shape: Pick<ListingShape, 'operation' | 'among'>,
  claims: Readonly<
    Record<'order' | 'limit' | 'marker' | 'endMarker' | 'prefix' | 'delimiter', readonly string[]>
  >,
): CheckDraft[] {
  const { operation: op, among } = shape;
  type Question = readonly [query: (base: string) => Record<string, string>, shown: readonly string[]];
  const check = (
    id: keyof typeof claims,
    title: string,
    suffixes: readonly string[],
    ...questions: readonly Question[]
  ): CheckDraft => ({
    id: `choice-${id.toLowerCase()}`,
    title,
    claims: claims[id],
    run: (t) =>
      among(t, suffixes, async (base) => {
        for (const [query, shown] of questions) {
          await t.eventually(
            { op, query: { prefix: base, ...query(base) } },
            textListing({ list: shown.map((suffix) => base + suffix) }),
          );
        }
      }),
  });
  const five = ['a', 'b', 'c', 'd', 'e'];
  return [
    check(
      'order',
      'Names are listed in the order of their UTF-8 bytes',
      ['zeta', 'alpha', 'Beta', '日', 'é', '\u{1f600}', '\uff5e'],
      [() => ({}), ['Beta', 'alpha', 'zeta', 'é', '日', '\uff5e', '\u{1f600}']],
    ),
    check(
      'limit',
      'limit cuts the listing after so many entries',
      five,
      [() => ({ limit: '2' }), ['a', 'b']],
      [() => ({ limit: '5' }), five],
      [() => ({ limit: '6' }), five],
    ),
    check(
      'marker',
      'marker leaves out everything up to and including itself, whether it exists or not',
      five,
      [(base) => ({ marker: `${base}b` }), ['c', 'd', 'e']],
      [(base) => ({ marker: `${base}b!` }), ['c', 'd', 'e']],
      [(base) => ({ marker: `${base}b`, limit: '1' }), ['c']],
      [(base) => ({ marker: `${base}e` }), []],
    ),
    check(
      'endMarker',
      'end_marker leaves out itself and everything after it',
      five,
      [(base) => ({ end_marker: `${base}c` }), ['a', 'b']],
      [(base) => ({ end_marker: `${base}c!` }), ['a', 'b', 'c']],
      [(base) => ({ marker: `${base}a`, end_marker: `${base}d` }), ['b', 'c']],
      [(base) => ({ end_marker: `${base}a` }), []],
    ),
    check(
      'prefix',
      'prefix leaves only names that begin with it, compared byte by byte',
      ['ab', 'abc', 'Ab', 'b', 'é1'],
      [(base) => ({ prefix: `${base}ab` }), ['ab', 'abc']],
      [(base) => ({ prefix: `${base}A` }), ['Ab']],
      [(base) => ({ prefix: `${base}é` }), ['é1']],
      [(base) => ({ prefix: `${base}x` }), []],
    ),
    {
      // What is no name has no line in a listing of names. The prefix itself holds the other delimiter.
      ...check(
        'delimiter',
        'Names that hold the delimiter behind the prefix are not listed, and nothing stands for them',
        ['a', 'b=1', 'b=2', 'c'],
        [() => ({ delimiter: '=' }), ['a', 'c']],
        [(base) => ({ delimiter: '=', prefix: `${base}b=` }), ['b=1', 'b=2']],
        [() => ({ delimiter: '=', limit: '2' }), ['a', 'c']],
      ),
      reading: 'delimiter',
    },
  ];
}
