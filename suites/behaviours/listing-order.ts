import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';
import { type Listing, viewOf } from './listing-view.ts';
import { expectWalk } from './listing-walk.ts';

/** Names in the byte order of their UTF-8, each list out of order for some server that compares differently. */
export const orders = {
  /** For one that ignores letter case. */
  case: ['A', 'B', 'Z', 'a', 'b', 'z'],
  /** For one that reads numbers. */
  numbers: ['file1', 'file10', 'file100', 'file2', 'file20'],
  /** For one that lists folder by folder, or passes over punctuation. */
  punctuation: ['dir', 'dir!', 'dir-a', 'dir.a', 'dir/', 'dir/a', 'dir0', 'dir_a', 'dira', 'dir~'],
  /** For one that compares UTF-16 code units, or letters as people sort them. */
  unicode: ['e', 'e\u0301', 'f', 'z', '\u00e9', '\u4e2d', '\uac00', '\uff5e', '\u{1f600}', '\u{2070e}'],
  /** For one that compares percent-encoded keys. */
  encoded: ['a b', 'a%b', 'a+b', 'a-b', 'a0', 'aA', 'az', 'a~', 'a\u00e9', 'a\u{1f600}'],
} as const;

/** An order that is neither the one of the names nor its reverse. */
function shuffled(names: readonly string[]): string[] {
  const odd = names.filter((_, index) => index % 2 === 1);
  return [...odd.toReversed(), ...names.filter((_, index) => index % 2 === 0)];
}

function orderChecks(listing: Listing) {
  const ordered = (title: string, names: readonly string[]): SharedCheck => ({
    title,
    run: async (t) => {
      const view = viewOf(t, listing);
      await view.make(...shuffled(names));
      await view.expect({}, { names });
    },
  });
  return {
    'order-letter-case': ordered('Upper-case letters are listed before lower-case ones', orders.case),
    'order-numbers': ordered('Digits in keys are compared as characters, not as numbers', orders.numbers),
    'order-punctuation': ordered(
      'Slash and other punctuation are compared as bytes, not as separators',
      orders.punctuation,
    ),
    'order-unicode': ordered(
      'Keys beyond ASCII are listed in the order of their UTF-8 bytes, astral characters after all others',
      orders.unicode,
    ),
    'order-encoded': {
      title: 'Percent-encoding the reply does not change the order of the keys',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make(...shuffled(orders.encoded));
        await view.expect({}, { names: orders.encoded });
        await expectWalk(t, view, { encoded: true }, { names: orders.encoded });
      },
    },
    'order-over-pages': {
      title: 'The byte order goes on from page to page',
      impact: 'data-loss',
      run: async (t) => {
        const view = viewOf(t, listing);
        await view.make(...shuffled(orders.unicode));
        await expectWalk(t, view, { limit: 3 }, { names: orders.unicode });
      },
    },
  } satisfies SharedChecks;
}

/** In which order a listing shows its entries. */
export function listingOrder(binding: {
  readonly listing: Listing;
  readonly grounds: GroundsFor<ReturnType<typeof orderChecks>>;
}): CheckDraft[] {
  return grounded(orderChecks(binding.listing), binding.grounds);
}
