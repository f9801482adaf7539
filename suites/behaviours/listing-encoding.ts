import type { CheckContext } from '../../harness/check/context.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';
import { encodedKeyPattern } from './key-encodings-pattern.ts';
import {
  type DocumentListing,
  echoOf,
  type ListingElement,
  textsOf,
  type View,
  viewOf,
} from './listing-view.ts';
import { expectWalk } from './listing-walk.ts';

/** In byte order; each changes when it is decoded once too often, or not at all. */
const AWKWARD = [
  ' ',
  '%',
  '%41',
  '&',
  '+',
  '<',
  'a b',
  'a%20b',
  'a+b',
  'a/b',
  '\u00e9',
  '\u4e2d',
  '\u{1f600}',
];
/** In byte order, all of them characters XML 1.0 can carry. */
const LEGAL = [
  '\ta',
  '\na',
  ' a ',
  '"\'',
  '%20',
  '&',
  '&amp;',
  '+',
  '<Key>',
  ']]>',
  '\u007f',
  '\u00e9',
  '\ufeff',
  '\u{1f600}',
];
/** In byte order; XML 1.0 carries none of them in any form. Section 2.2. */
const ILLEGAL = ['\u0001', '\u0008', '\u001b', '\u001f', '\ufffe', '\uffff'];

function encodingChecks(listing: DocumentListing) {
  const { elements, document } = listing;

  /** Judges that each text stands for one of `expected`, percent-encoded so that nothing else can be meant. */
  const expectEncoded = (
    t: CheckContext,
    exchange: Exchange,
    element: ListingElement,
    expected: readonly string[],
  ): void => {
    const got = textsOf(t, listing, exchange, element).map((text, index) => {
      const meant = expected[index] ?? '';
      const encoded = new RegExp(`^(?:${encodedKeyPattern(meant).source})$`).test(text);
      return encoded ? meant : `${text} as it stands`;
    });
    t.compare(exchange, `${elements[element]}, percent-encoded`, expected, got);
  };
  const listEncoded = async (
    t: CheckContext,
    view: View,
    asked: { delimiter?: string },
    shown: { names?: readonly string[]; groups?: readonly string[] },
  ): Promise<void> => {
    // first as it is stored, for the one that has to wait until a write shows
    await view.expect(asked, { names: shown.names ?? [], groups: shown.groups ?? [] });
    const exchange = await t.send(view.request({ ...asked, encoded: true }));
    t.expect(exchange, { success: true, document });
    expectEncoded(t, exchange, 'keys', (shown.names ?? []).map(view.key));
    expectEncoded(t, exchange, 'groups', (shown.groups ?? []).map(view.key));
  };
  const unencoded = (title: string, names: readonly string[]): SharedCheck => ({
    title,
    impact: 'data-loss',
    run: async (t) => {
      const view = viewOf(t, listing);
      await view.make(...names);
      await view.expect({}, { names });
    },
  });

  return {
    'encoding-keys': {
      title: 'Keys are percent-encoded on demand',
      impact: 'data-loss',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make(...AWKWARD);
        await listEncoded(t, view, {}, { names: AWKWARD });
      },
    },
    'encoding-groups': {
      title: 'Common prefixes are percent-encoded on demand',
      impact: 'data-loss',
      run: async (t) => {
        const view = viewOf(t, listing);
        const groups = ['%41/', 'a b/', 'a+b/', '\u4e2d/'];
        await view.make('+', ...groups.map((group) => `${group}1`), '~');
        await listEncoded(t, view, { delimiter: '/' }, { names: ['+', '~'], groups });
      },
    },
    'encoding-illegal-groups': {
      title: 'Common prefixes that XML cannot carry come back by way of percent-encoding',
      impact: 'data-loss',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make('a\u00011', 'a\u00012', 'b', '\uffff\u0001');
        const exchange = await t.eventually(view.request({ delimiter: '\u0001', encoded: true }), {
          success: true,
          document,
          values: { [elements.keys]: view.key('b') },
        });
        expectEncoded(t, exchange, 'groups', [view.key('a\u0001'), view.key('\uffff\u0001')]);
      },
    },
    'encoding-named': {
      title: 'The reply names the encoding it was asked for',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make('a b');
        const exchange = await t.send(view.request({ encoded: true }));
        t.expect(exchange, { success: true, document, values: { [elements.encoding]: 'url' } });
      },
    },
    'encoding-not-named': {
      title: 'A reply that is not percent-encoded does not say that it is',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make('a%20b');
        const exchange = await view.expect({}, { names: ['a%20b'] });
        t.compare(exchange, elements.encoding, '', echoOf(t, listing, exchange, 'encoding'));
      },
    },
    'encoding-echoes': {
      title: 'Prefix, marker and delimiter are echoed percent-encoded, too',
      impact: 'cosmetic',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make('a b%41');
        for (const [prefix, marker, delimiter] of [
          ['a b%', 'a +%41', '%'],
          ['a\u0001', 'a\u001b\uffff', '\u0001'],
        ] as const) {
          const exchange = await t.send(view.request({ prefix, marker, delimiter, encoded: true }));
          t.expect(exchange, { success: true, document });
          expectEncoded(t, exchange, 'prefix', [view.key(prefix)]);
          expectEncoded(t, exchange, 'marker', [view.key(marker)]);
          expectEncoded(t, exchange, 'delimiter', [delimiter]);
        }
      },
    },
    'encoding-walk': {
      title: 'A percent-encoded listing can be followed by its decoded markers',
      impact: 'data-loss',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make(...AWKWARD);
        await expectWalk(t, view, { limit: 1, encoded: true }, { names: AWKWARD });
      },
    },
    'encoding-unknown': {
      title: 'An encoding the documentation does not know is refused',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make('a');
        const [[parameter] = ['']] = Object.entries(listing.encoded);
        for (const encoding of ['base64', 'urlx', 'utf-8']) {
          const request = view.request({});
          const exchange = await t.send({ ...request, query: { ...request.query, [parameter]: encoding } });
          t.expect(exchange, { refusal: 'invalid-argument' });
        }
      },
    },
    'unencoded-keys': unencoded('Characters that XML can carry come back as they were stored', LEGAL),
    'unencoded-carriage-return': unencoded(
      'A carriage return is escaped, since an XML reader takes a bare one for a line feed',
      ['a\nb', 'a\r\nb', 'a\rb'],
    ),
    'unencoded-groups': {
      title: 'Common prefixes with markup come back as they were stored',
      impact: 'data-loss',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make('&amp;/1', '<b>/1', '<b>/2', 'x');
        await view.expect({ delimiter: '/' }, { names: ['x'], groups: ['&amp;/', '<b>/'] });
      },
    },
    'illegal-characters': {
      title: 'Keys that XML cannot carry leave the listing readable, and the keys beside them intact',
      impact: 'data-loss',
      run: async (t) => {
        const view = viewOf(t, listing);
        const names = ['\u0009', ...ILLEGAL.slice(0, 4), 'a', ...ILLEGAL.slice(4), '\u{1f600}'].toSorted(
          byBytes,
        );
        await view.make(...names);
        await expectWalk(t, view, { encoded: true }, { names });
        const exchange = await t.send(view.request({}));
        t.expect(exchange, { success: true, document });
        const keys = textsOf(t, listing, exchange, 'keys');
        t.compare(exchange, 'number of keys', names.length, keys.length);
        const legal = names.flatMap((name, index) => (ILLEGAL.includes(name) ? [] : [index]));
        t.compare(
          exchange,
          'keys that XML can carry',
          legal.map((index) => view.key(names[index] ?? '')),
          legal.map((index) => keys[index]),
        );
      },
    },
    'illegal-characters-echoed': {
      title: 'Prefix, marker and delimiter that XML cannot carry leave the listing readable',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make('a');
        for (const character of ['\u0001', '\u001f', '\uffff']) {
          for (const asked of [{ prefix: character }, { marker: character }, { delimiter: character }]) {
            t.expect(await t.send(view.request(asked)), { success: true, document });
          }
        }
      },
    },
  } satisfies SharedChecks;
}

function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/** How a listing writes what stands in its keys. */
export function listingEncoding(binding: {
  readonly listing: DocumentListing;
  readonly grounds: GroundsFor<ReturnType<typeof encodingChecks>>;
}): CheckDraft[] {
  return grounded(encodingChecks(binding.listing), binding.grounds);
}
