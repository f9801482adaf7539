import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';
import {
  type Asked,
  asDocument,
  echoOf,
  type Listing,
  pageExpectation,
  type Shown,
  somePage,
  viewOf,
} from './listing-view.ts';

const TREE = ['a', 'b/1', 'b/2', 'b/c/3', 'd', 'e/f/4'];

function delimiterChecks(listing: Listing) {
  /** Makes `names` and asks each question about them. */
  const shows = (
    title: string,
    names: readonly string[],
    ...questions: readonly (readonly [asked: Asked, shown: Shown])[]
  ): SharedCheck => ({
    title,
    run: async (t) => {
      const view = viewOf(t, listing);
      await view.make(...names);
      for (const [asked, shown] of questions) await view.expect(asked, shown);
    },
  });
  /** The same in a bucket of its own, without a prefix. */
  const showsAll = (title: string, names: readonly string[], asked: Asked, shown: Shown): SharedCheck => ({
    title,
    lease: 'own',
    run: async (t) => {
      const view = viewOf(t, listing, '');
      await view.make(...names);
      await view.expect(asked, shown);
    },
  });
  /** Groups by each delimiter keys of which only those with that delimiter roll up. */
  const groupsBy = (title: string, delimiters: readonly string[]): SharedCheck =>
    shows(
      title,
      ['x', ...delimiters.flatMap((delimiter) => [`x${delimiter}1`, `x${delimiter}2`])],
      ...delimiters.map((delimiter): [Asked, Shown] => [
        { delimiter },
        {
          names: [
            'x',
            ...delimiters
              .filter((other) => other !== delimiter)
              .flatMap((other) => [`x${other}1`, `x${other}2`]),
          ],
          groups: [`x${delimiter}`],
        },
      ]),
    );
  return {
    'delimiter-groups': shows(
      'Keys that share the text up to the first delimiter after the prefix are listed as one common prefix',
      TREE,
      [{ delimiter: '/' }, { names: ['a', 'd'], groups: ['b/', 'e/'] }],
    ),
    'delimiter-hides-grouped-keys': shows(
      'A key that is rolled up is not listed by itself, even when it is the only one or ends in the delimiter',
      ['a/', 'b/1', 'c//', 'd'],
      [{ delimiter: '/' }, { names: ['d'], groups: ['a/', 'b/', 'c/'] }],
    ),
    'delimiter-lists-group-once': shows(
      'A common prefix is listed once, also where other keys sort between its keys and its own name',
      ['b', 'b!', 'b-1', 'b/1', 'b/2', 'b/2/3', 'b/3', 'b0', 'b//4'].toSorted(),
      [{ delimiter: '/' }, { names: ['b', 'b!', 'b-1', 'b0'], groups: ['b/'] }],
    ),
    'delimiter-below-prefix': shows(
      'With a prefix only the text after it decides about groups',
      TREE,
      [
        { prefix: 'b/', delimiter: '/' },
        { names: ['b/1', 'b/2'], groups: ['b/c/'] },
      ],
      [{ prefix: 'e/', delimiter: '/' }, { groups: ['e/f/'] }],
      [{ prefix: 'e/f/', delimiter: '/' }, { names: ['e/f/4'] }],
    ),
    'delimiter-prefix-inside-name': shows(
      'A prefix that ends inside a name groups up to the next delimiter',
      ['ba', 'ba/1', 'bar/1', 'bar/2', 'baz', 'c/1'],
      [
        { prefix: 'ba', delimiter: '/' },
        { names: ['ba', 'baz'], groups: ['ba/', 'bar/'] },
      ],
      [{ prefix: 'bar', delimiter: '/' }, { groups: ['bar/'] }],
    ),
    'delimiter-prefix-is-key': shows(
      'A key equal to the prefix is listed as a key, beside the groups below it',
      ['dir/', 'dir/a', 'dir/sub/b', 'dir/sub/c'],
      [
        { prefix: 'dir/', delimiter: '/' },
        { names: ['dir/', 'dir/a'], groups: ['dir/sub/'] },
      ],
      [{ prefix: 'dir', delimiter: '/' }, { groups: ['dir/'] }],
    ),
    'delimiter-repeated': shows(
      'Of repeated delimiters the first ends the common prefix',
      ['a//b', 'a//c', 'a/d', 'e//'],
      [{ delimiter: '/' }, { groups: ['a/', 'e/'] }],
      [
        { prefix: 'a/', delimiter: '/' },
        { names: ['a/d'], groups: ['a//'] },
      ],
      [{ prefix: 'a//', delimiter: '/' }, { names: ['a//b', 'a//c'] }],
    ),
    'delimiter-other': groupsBy('Any character may be the delimiter, also one that URLs or patterns know', [
      ' ',
      '%',
      '&',
      '+',
      '-',
      '.',
      '?',
      'a',
    ]),
    'delimiter-beyond-ascii': groupsBy('A character beyond ASCII may be the delimiter', [
      '\u00e9',
      '\u4e2d',
      '\u{1f600}',
    ]),
    'delimiter-unknown': shows(
      'A delimiter that no key contains groups nothing',
      ['a/1', 'a/2', 'b'],
      [{ delimiter: '|' }, { names: ['a/1', 'a/2', 'b'] }],
    ),
    'delimiter-and-unmatched-prefix': shows(
      'Keys outside the prefix form no groups',
      ['a/1', 'b/1'],
      [{ prefix: 'c', delimiter: '/' }, {}],
      [{ prefix: 'a/1/', delimiter: '/' }, {}],
    ),
    'delimiter-without-prefix': showsAll(
      'Without prefix the grouping starts at the beginning of the key',
      ['a', 'b/1', 'b/2', 'c/d/3'],
      { delimiter: '/' },
      { names: ['a'], groups: ['b/', 'c/'] },
    ),
    'delimiter-leading': showsAll(
      'A key that begins with the delimiter belongs to the group of the delimiter alone',
      ['/a', '/b/c', 'd'],
      { delimiter: '/' },
      { names: ['d'], groups: ['/'] },
    ),
    'delimiter-echo': {
      title: 'The delimiter of the request is echoed',
      impact: 'cosmetic',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make('a');
        for (const delimiter of ['/', '+', '%', '<', '&', '\u4e2d']) {
          const exchange = await t.send(view.request({ delimiter }));
          t.expect(exchange, somePage(listing));
          const page = asDocument(listing);
          t.compare(exchange, page.elements.delimiter, delimiter, echoOf(t, page, exchange, 'delimiter'));
        }
      },
    },
    'delimiter-empty': {
      title: 'An empty delimiter groups nothing or is refused',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make('a/1', 'b');
        await t.eventually(view.request({ delimiter: '' }), {
          anyOf: [
            pageExpectation(listing, { names: [view.key('a/1'), view.key('b')] }),
            { refusal: ['invalid-argument', 'invalid-delimiter'] },
          ],
        });
      },
    },
    'delimiter-long': {
      title: 'A delimiter of more than one character is refused',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make('a//1', 'b');
        for (const delimiter of ['//', '/a', '\u4e2d\u4e2d']) {
          t.expect(await t.send(view.request({ delimiter })), { refusal: 'invalid-delimiter' });
        }
      },
    },
  } satisfies SharedChecks;
}

/** Listings that roll keys up into common prefixes. */
export function listingDelimiter(binding: {
  readonly listing: Listing;
  readonly grounds: GroundsFor<ReturnType<typeof delimiterChecks>>;
}): CheckDraft[] {
  return grounded(delimiterChecks(binding.listing), binding.grounds);
}
