import { textsAt } from '../../dialects/core/document-access.ts';
import type { CheckContext } from '../../harness/check/context.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedChecks } from './grounds.ts';
import { type DocumentListing, textsOf, viewOf } from './listing-view.ts';
import { store } from './stored-object.ts';

/** A listing of objects and what it says of each. */
export interface EntriesBinding {
  readonly listing: DocumentListing;
  /** Element paths of what an entry says of its object. */
  readonly entry: { readonly etag: string; readonly size: string; readonly lastModified: string };
}

function entryChecks({ listing, entry }: EntriesBinding) {
  const { document, elements } = listing;
  const lengths = [0, 1, 70_001];
  /** ETag, Content-Length and Last-Modified (ms since the epoch) of an object as a read returns them. */
  const read = async (t: CheckContext, key: string) => {
    const exchange = await t.setup({ op: t.dialect.housekeeping.getObject, key });
    return {
      etag: t.header(exchange, 'etag') ?? '',
      size: t.header(exchange, 'content-length') ?? '',
      second: Math.floor(Date.parse(t.header(exchange, 'last-modified') ?? '') / 1000),
    };
  };
  return {
    'entry-size-and-etag': {
      title: 'An entry has the length and the ETag of its object',
      run: async (t) => {
        const view = viewOf(t, listing);
        const names = ['a', 'b', 'c'];
        for (const [index, name] of names.entries())
          await store(t, name, t.random.bytes(lengths[index] ?? 0));
        const objects = [];
        for (const name of names) objects.push(await read(t, view.key(name)));
        await t.eventually(view.request({}), {
          success: true,
          document,
          values: {
            [elements.keys]: { list: names.map(view.key) },
            [entry.size]: { list: lengths.map(String) },
            [entry.etag]: { list: objects.map(({ etag }) => etag) },
          },
        });
      },
    },
    'entry-last-modified': {
      title: 'An entry and a read of its object name the same second of last modification',
      run: async (t) => {
        const view = viewOf(t, listing);
        await store(t, 'a', 'dated');
        const { second } = await read(t, view.key('a'));
        const exchange = await view.expect({}, { names: ['a'] });
        const listed = textsAt(t.read(exchange, document), entry.lastModified).map((text) =>
          Math.floor(Date.parse(text) / 1000),
        );
        t.compare(exchange, `${entry.lastModified}, seconds`, [second], listed);
      },
    },
    'entry-of-overwritten-object': {
      title: 'An overwritten object is listed once, with its new length and ETag',
      impact: 'data-loss',
      run: async (t) => {
        const view = viewOf(t, listing);
        await store(t, 'a', 'a first version of some length');
        await store(t, 'a', 'short');
        const { etag } = await read(t, view.key('a'));
        await t.eventually(view.request({}), {
          success: true,
          document,
          values: { [elements.keys]: view.key('a'), [entry.size]: '5', [entry.etag]: etag },
        });
      },
    },
    'entries-follow-writes': {
      title: 'A listing shows what was written before it, time after time',
      impact: 'data-loss',
      run: async (t) => {
        const view = viewOf(t, listing);
        const names: string[] = [];
        for (const name of ['d', 'b', 'a', 'c']) {
          await store(t, name, name);
          names.push(name);
          await view.expect({}, { names: names.toSorted() });
        }
      },
    },
    'one-entry-per-object': {
      title: 'Every object has exactly one entry',
      run: async (t) => {
        const view = viewOf(t, listing);
        const names = ['a', 'a/', 'a/a', 'aa', 'b'];
        for (const name of names) await store(t, name, name);
        await store(t, 'b', 'again');
        const exchange = await view.expect({}, { names });
        t.compare(exchange, 'keys', names.map(view.key), textsOf(t, listing, exchange, 'keys'));
      },
    },
    'empty-bucket': {
      title: 'An empty bucket has no entries and is not truncated',
      lease: 'own',
      run: async (t) => {
        const view = viewOf(t, listing, '');
        await view.expect({}, {});
        await view.expect({ delimiter: '/', limit: 1 }, {});
      },
    },
  } satisfies SharedChecks;
}

/** What a listing says of the objects it lists. */
export function listingEntries(
  binding: EntriesBinding & { readonly grounds: GroundsFor<ReturnType<typeof entryChecks>> },
): CheckDraft[] {
  return grounded(entryChecks(binding), binding.grounds);
}
