import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';
import { asDocument, echoOf, type Listing, somePage, viewOf } from './listing-view.ts';

/** Prefixes that mean something to a pattern language; each has to mean only itself. */
const PATTERNS = ['%', '*', '.', '?', '[a]', '_'];

function prefixChecks(listing: Listing) {
  /** `names` in byte order; each prefix shows just the names that start with it. */
  const restricts = (
    title: string,
    names: readonly string[],
    prefixes: Readonly<Record<string, readonly string[]>>,
  ): SharedCheck => ({
    title,
    run: async (t) => {
      const view = viewOf(t, listing);
      await view.make(...names);
      for (const [prefix, shown] of Object.entries(prefixes)) await view.expect({ prefix }, { names: shown });
    },
  });
  return {
    'prefix-restricts': restricts(
      'prefix restricts the listing to keys that start with it',
      ['ap', 'app', 'apple', 'application', 'banana', 'grapple'],
      { app: ['app', 'apple', 'application'], banana: ['banana'], a: ['ap', 'app', 'apple', 'application'] },
    ),
    'prefix-at-start': {
      title: 'prefix is compared with the beginning of a key, not found further on',
      run: async (t) => {
        const view = viewOf(t, listing);
        const inside = `z/${view.key('app')}`;
        await view.make('apple', inside);
        await view.expect({ prefix: 'app' }, { names: ['apple'] });
        await view.expect({ prefix: 'z' }, { names: [inside] });
      },
    },
    'prefix-without-match': restricts(
      'A prefix that no key starts with, or that is longer than every key, shows nothing',
      ['apple', 'banana'],
      { b2: [], applepie: [], z: [], '~': [], 'banana/': [] },
    ),
    'prefix-letter-case': restricts('prefix is compared with letter case', ['Key', 'kEY', 'key'], {
      K: ['Key'],
      k: ['kEY', 'key'],
      ke: ['key'],
    }),
    'prefix-is-no-pattern': restricts(
      'Characters that other languages use as wildcards mean themselves in a prefix',
      [...PATTERNS.map((pattern) => `${pattern}1`), 'a1', 'xa1'].toSorted(),
      Object.fromEntries(PATTERNS.map((pattern) => [pattern, [`${pattern}1`]])),
    ),
    'prefix-encodings': restricts(
      'prefix is percent-decoded exactly once',
      ['a b1', 'a%20b1', 'a%252Fb1', 'a%2Fb1', 'a+b1', 'a/b1'],
      {
        'a b': ['a b1'],
        'a%20b': ['a%20b1'],
        'a%2': ['a%20b1', 'a%252Fb1', 'a%2Fb1'],
        'a%2F': ['a%2Fb1'],
        'a+b': ['a+b1'],
        'a/': ['a/b1'],
      },
    ),
    'prefix-unicode': restricts(
      'A prefix beyond ASCII selects by its UTF-8 bytes, without normalisation',
      ['e1', 'e\u03011', '\u00e91', '\u4e2d1', '\u{1f600}1'],
      { e: ['e1', 'e\u03011'], '\u00e9': ['\u00e91'], '\u4e2d': ['\u4e2d1'], '\u{1f600}': ['\u{1f600}1'] },
    ),
    'prefix-is-no-path': restricts(
      'A prefix is no path: slashes and dots in it are compared as they stand',
      ['a/../b1', 'a/./b1', 'a//b1', 'a/b1', 'b1'],
      {
        'a/': ['a/../b1', 'a/./b1', 'a//b1', 'a/b1'],
        'a//': ['a//b1'],
        'a/.': ['a/../b1', 'a/./b1'],
        'a/../b': ['a/../b1'],
      },
    ),
    'prefix-echo': {
      title: 'The prefix of the request is echoed',
      impact: 'cosmetic',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make('a');
        for (const prefix of ['', 'a', 'no match', 'a+b/%2F', '<&>"\'', '\u4e2d\u{1f600}']) {
          const exchange = await t.send(view.request({ prefix }));
          t.expect(exchange, somePage(listing));
          const page = asDocument(listing);
          t.compare(exchange, page.elements.prefix, view.key(prefix), echoOf(t, page, exchange, 'prefix'));
        }
      },
    },
  } satisfies SharedChecks;
}

/** Listings of the keys that start with a text. */
export function listingPrefix(binding: {
  readonly listing: Listing;
  readonly grounds: GroundsFor<ReturnType<typeof prefixChecks>>;
}): CheckDraft[] {
  return grounded(prefixChecks(binding.listing), binding.grounds);
}
