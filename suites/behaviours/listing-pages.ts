import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedChecks } from './grounds.ts';
import {
  asDocument,
  echoOf,
  emptyPage,
  type Listing,
  pageExpectation,
  somePage,
  viewOf,
} from './listing-view.ts';
import { expectWalk } from './listing-walk.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
/** Keys and groups by turns, so that pages end after either. */
const TREE = ['a', 'b/1', 'b/2', 'b/3', 'c', 'd/1', 'd/2', 'e!', 'e/1', 'e0', 'f/1/2', 'g'];
const TREE_NAMES = ['a', 'c', 'e!', 'e0', 'g'];
const TREE_GROUPS = ['b/', 'd/', 'e/', 'f/'];

function pageChecks(listing: Listing) {
  const { maxEntries } = listing;
  return {
    'limit-cuts': {
      title: 'A page holds as many entries as asked for, and says that there are more',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make(...NAMES);
        await view.expect({ limit: 3 }, { names: ['a', 'b', 'c'], truncated: true });
        await view.expect({ limit: 1 }, { names: ['a'], truncated: true });
        await view.expect({ limit: 6 }, { names: NAMES.slice(0, 6), truncated: true });
      },
    },
    'limit-exact': {
      title: 'A page that holds exactly the last entry is not truncated, whatever lies outside the prefix',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make('in/1', 'in/2', 'in/3', 'out/1');
        for (const limit of [3, 4, maxEntries]) {
          await view.expect({ prefix: 'in/', limit }, { names: ['in/1', 'in/2', 'in/3'] });
        }
        await view.expect({ prefix: 'in/', limit: 2 }, { names: ['in/1', 'in/2'], truncated: true });
      },
    },
    'limit-exact-groups': {
      title: 'A page that ends with the last group is not truncated by the keys inside that group',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make('a', 'b/1', 'b/2', 'b/3');
        await view.expect({ delimiter: '/', limit: 2 }, { names: ['a'], groups: ['b/'] });
      },
    },
    'limit-counts-groups': {
      title: 'Keys and groups together are no more than asked for',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make(...TREE);
        await view.expect({ delimiter: '/', limit: 1 }, { names: ['a'], truncated: true });
        await view.expect({ delimiter: '/', limit: 2 }, { names: ['a'], groups: ['b/'], truncated: true });
        await view.expect(
          { delimiter: '/', limit: 4 },
          { names: ['a', 'c'], groups: ['b/', 'd/'], truncated: true },
        );
      },
    },
    'limit-echo': {
      title: 'The number of entries asked for is echoed, the default where none was',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make('a', 'b');
        for (const limit of [undefined, 1, 2, maxEntries - 1, maxEntries]) {
          const exchange = await t.send(view.request(limit === undefined ? {} : { limit }));
          t.expect(exchange, somePage(listing));
          const page = asDocument(listing);
          const got = echoOf(t, page, exchange, 'limit');
          t.compare(exchange, page.elements.limit, String(limit ?? maxEntries), got);
        }
      },
    },
    'limit-above-maximum': {
      title: 'A page of more than the maximum is cut to the maximum or refused',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make('a', 'b');
        for (const limit of [maxEntries + 1, 100_000, 2 ** 31, '18446744073709551617']) {
          const whole = pageExpectation(listing, { names: [view.key('a'), view.key('b')] });
          await t.eventually(view.request({ limit }), {
            anyOf: [
              {
                ...whole,
                values: { ...whole.values, [asDocument(listing).elements.limit]: String(maxEntries) },
              },
              { refusal: 'invalid-argument' },
            ],
          });
        }
      },
    },
    'limit-zero': {
      title: 'A page of no entries is empty or refused',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make('a/1', 'b');
        for (const delimiter of [undefined, '/']) {
          const exchange = await t.send(view.request({ limit: 0, ...(delimiter ? { delimiter } : {}) }));
          t.expect(exchange, {
            anyOf: [emptyPage(listing), { refusal: 'invalid-argument' }],
          });
        }
      },
    },
    'limit-invalid': {
      title: 'A number of entries that is negative or no number is refused',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make('a');
        for (const limit of ['-1', '-1000', 'abc', '1a', '0x10', '--1']) {
          t.expect(await t.send(view.request({ limit })), { refusal: 'invalid-argument' });
        }
      },
    },
    walk: {
      title: 'Following the next marker shows every entry exactly once, on pages of any size',
      impact: 'data-loss',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make(...NAMES);
        for (const limit of [1, 2, 3, 7, 8]) await expectWalk(t, view, { limit }, { names: NAMES });
      },
    },
    'walk-with-delimiter': {
      title: 'Page by page every key and every group is listed exactly once',
      impact: 'data-loss',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make(...TREE);
        for (const limit of [1, 2, 3, 4]) {
          const asked = { delimiter: '/', limit };
          await expectWalk(t, view, asked, { names: TREE_NAMES, groups: TREE_GROUPS });
        }
      },
    },
    'walk-awkward-keys': {
      title: 'Keys that a query string, a pattern or XML would change do not lead a listing astray',
      impact: 'data-loss',
      run: async (t) => {
        const view = viewOf(t, listing);
        const names = [
          ' ',
          '%',
          '%20',
          '%2F',
          '&b=c',
          '+',
          '.',
          '..',
          '/',
          '//',
          '<a>',
          '?',
          'a b',
          'a+b',
          '\u4e2d',
        ];
        await view.make(...names);
        await expectWalk(t, view, { limit: 1 }, { names });
      },
    },
    'marker-starts-after': {
      title: 'A listing begins after the marker, with the entry that follows it',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make(...NAMES);
        await view.expect({ marker: 'c' }, { names: ['d', 'e', 'f', 'g'] });
        await view.expect({ marker: 'c', limit: 2 }, { names: ['d', 'e'], truncated: true });
        await view.expect({ marker: 'f' }, { names: ['g'] });
        await view.expect({ marker: 'g' }, {});
      },
    },
    'marker-of-no-key': {
      title: 'A marker that is no key begins with the first entry that would follow it',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make('b', 'bb', 'c', 'd');
        await view.expect({ marker: 'a' }, { names: ['b', 'bb', 'c', 'd'] });
        await view.expect({ marker: 'ba' }, { names: ['bb', 'c', 'd'] });
        await view.expect({ marker: 'b\u4e2d' }, { names: ['c', 'd'] });
        await view.expect({ marker: 'c!' }, { names: ['d'] });
        await view.expect({ marker: 'z' }, {});
      },
    },
    'marker-byte-order': {
      title: 'What follows a marker is decided by UTF-8 bytes',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make('B', 'a', '\uff5e', '\u{1f600}');
        await view.expect({ marker: 'B' }, { names: ['a', '\uff5e', '\u{1f600}'] });
        await view.expect({ marker: 'z' }, { names: ['\uff5e', '\u{1f600}'] });
        await view.expect({ marker: '\uff5e' }, { names: ['\u{1f600}'] });
      },
    },
    'marker-outside-prefix': {
      title: 'A marker before the prefix hides nothing, one behind it hides everything',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make('a', 'in/1', 'in/2', 'z');
        await view.expect({ prefix: 'in/', marker: 'a' }, { names: ['in/1', 'in/2'] });
        await view.expect({ prefix: 'in/', marker: 'in/1' }, { names: ['in/2'] });
        await view.expect({ prefix: 'in/', marker: 'x' }, {});
      },
    },
    'marker-echo': {
      title: 'The marker of the request is echoed',
      impact: 'cosmetic',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make('a');
        for (const marker of ['a', 'no key', 'a+b/%2F', '<&>"\'', '\u4e2d\u{1f600}']) {
          const exchange = await t.send(view.request({ marker }));
          t.expect(exchange, somePage(listing));
          const page = asDocument(listing);
          t.compare(exchange, page.elements.marker, view.key(marker), echoOf(t, page, exchange, 'marker'));
        }
      },
    },
    'next-when-truncated': {
      title: 'A truncated page says how to go on',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make('a', 'b', 'c');
        const exchange = await view.expect({ limit: 2 }, { names: ['a', 'b'], truncated: true });
        const { document, next } = asDocument(listing);
        const present = Object.values(next).map((path) => [path, { present: true }] as const);
        t.expect(exchange, {
          success: true,
          document,
          values: Object.fromEntries(present),
        });
      },
    },
  } satisfies SharedChecks;
}

/** Listings in pages: how many entries, where a page begins, and how to go on. */
export function listingPages(binding: {
  readonly listing: Listing;
  readonly grounds: GroundsFor<ReturnType<typeof pageChecks>>;
}): CheckDraft[] {
  return grounded(pageChecks(binding.listing), binding.grounds);
}
