import type { Lease } from '../../harness/check/check.ts';
import type { CheckContext } from '../../harness/check/context.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';
import { type DocumentListing, echoOf, textsOf, type View, viewOf } from './listing-view.ts';
import { expectWalk } from './listing-walk.ts';

/** A listing and how one entry more than fits on a page comes about. */
export interface ThousandsBinding {
  readonly listing: DocumentListing;
  /** Operation that makes an entry of a key. */
  readonly makes: string;
  /** Name of the bucket the checks share. */
  readonly group: string;
}

/** So many keys have the same first folder. */
const GROUP_SIZE = 7;

/** One name more than fits on a page, in byte order, a few in each folder. */
export function crowd(maxEntries: number): string[] {
  return Array.from({ length: maxEntries + 1 }, (_, index) => {
    const folder = String(Math.floor(index / GROUP_SIZE)).padStart(4, '0');
    return `${folder}/${String(index).padStart(5, '0')}`;
  });
}

function thousandChecks({ listing, makes, group }: ThousandsBinding) {
  const { document, elements, maxEntries } = listing;
  const names = crowd(maxEntries);
  const lease: Lease = {
    group,
    fill: ({ setupAll }) => setupAll(names.map((key) => ({ op: makes, key }))),
  };
  /** Looks at the bucket once its last entry shows. */
  const crowded = (title: string, look: (t: CheckContext, view: View) => Promise<void>): SharedCheck => ({
    title,
    impact: 'data-loss',
    lease,
    run: async (t) => {
      const view = viewOf(t, listing, '');
      await view.expect({ marker: names.at(-3) ?? '' }, { names: names.slice(-2) });
      await look(t, view);
    },
  });
  /** Judges a first page that cannot hold everything. */
  const expectFirst = (t: CheckContext, exchange: Exchange): void => {
    t.expect(exchange, { success: true, document, values: { [elements.truncated]: /true/i } });
    const keys = textsOf(t, listing, exchange, 'keys');
    t.compare(exchange, 'no keys', false, keys.length === 0);
    t.compare(exchange, `keys beyond the first ${maxEntries}`, 0, Math.max(0, keys.length - maxEntries));
    t.compare(exchange, 'keys', names.slice(0, Math.min(keys.length, maxEntries)), keys);
  };
  return {
    'thousand-default-page': crowded(
      `Of more than ${maxEntries} entries a page shows ${maxEntries} at most by default, and is truncated`,
      async (t, view) => {
        const exchange = await t.send(view.request({}));
        expectFirst(t, exchange);
        t.compare(exchange, elements.limit, String(maxEntries), echoOf(t, listing, exchange, 'limit'));
      },
    ),
    'thousand-largest-page': crowded(`A page of ${maxEntries} entries can be asked for`, async (t, view) => {
      expectFirst(t, await t.send(view.request({ limit: maxEntries })));
    }),
    'thousand-more-than-largest-page': crowded(
      `Who asks for more gets ${maxEntries} entries at most, or a refusal`,
      async (t, view) => {
        for (const limit of [maxEntries + 1, 10 * maxEntries, 2 ** 31 + 5]) {
          const exchange = await t.send(view.request({ limit }));
          if (exchange.response?.status === 200) expectFirst(t, exchange);
          else t.expect(exchange, { refusal: 'invalid-argument' });
        }
      },
    ),
    'thousand-walk': crowded(
      `More than ${maxEntries} entries are enumerated exactly once, page by page`,
      async (t, view) => {
        await expectWalk(t, view, {}, { names });
        await expectWalk(t, view, { limit: 333 }, { names });
      },
    ),
    'thousand-groups': crowded(
      'Groups with many keys are listed once each, page by page',
      async (t, view) => {
        const groups = [...new Set(names.map((name) => name.slice(0, name.indexOf('/') + 1)))];
        await expectWalk(t, view, { delimiter: '/', limit: 50 }, { groups });
      },
    ),
  } satisfies SharedChecks;
}

/** Listings of more entries than any page holds. */
export function thousands(
  binding: ThousandsBinding & { readonly grounds: GroundsFor<ReturnType<typeof thousandChecks>> },
): CheckDraft[] {
  return grounded(thousandChecks(binding), binding.grounds);
}
