import { readJsonListing } from '../../../dialects/swift/listings/json-listing.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import { md5Hex } from '../../behaviours/integrity.ts';
import { listingChoiceChecks } from '../listing-choices.ts';
import { jsonListing, textListing } from '../listing-reading.ts';
import { listingShapeChecks } from '../listing-shapes.ts';

/** Makes objects under the prefix of the check. */
async function amongObjects(
  t: CheckContext,
  suffixes: readonly string[],
  work: (base: string) => Promise<void>,
): Promise<void> {
  for (const suffix of suffixes) await t.setup({ op: 'PutObject', key: t.key(suffix), body: suffix });
  await work(t.key(''));
}

const shape = { operation: 'ListObjects', among: amongObjects } as const;

/** The object of a JSON listing that has this name, as plain data. */
function entryOf(t: CheckContext, body: Uint8Array | undefined, name: string) {
  const reading = readJsonListing(body ?? new Uint8Array());
  const found = reading.kind === 'listing' && reading.entries.find((entry) => entry.name === t.key(name));
  return found && found.kind === 'object' ? found : undefined;
}

export default suite('ListObjects', [
  ...listingChoiceChecks(shape, {
    order: ['S-LISTOBJ-06'],
    limit: ['S-LISTOBJ-07'],
    marker: ['S-LISTOBJ-08'],
    endMarker: ['S-LISTOBJ-09'],
    prefix: ['S-LISTOBJ-10'],
    delimiter: ['S-LISTOBJ-11'],
  }),
  ...listingShapeChecks({
    ...shape,
    of: 'container',
    claims: {
      text: ['S-LISTOBJ-15'],
      empty: ['S-LISTOBJ-17'],
      json: ['S-LISTOBJ-18'],
      xml: ['S-LISTOBJ-19'],
      jsonFormat: ['S-LISTOBJ-13'],
      xmlFormat: ['S-LISTOBJ-14'],
      folded: ['S-LISTOBJ-20'],
      tooMany: ['S-LISTOBJ-24'],
      nonsense: ['S-LISTOBJ-25'],
      undecodable: ['S-LISTOBJ-26'],
    },
  }),
  {
    id: 'nothing-to-list',
    title: 'A container without objects, or without one that fits, is answered 204 in every format',
    claims: ['S-LISTOBJ-16'],
    reading: 'listing-status',
    lease: 'own',
    run: async (t) => {
      const nothing = { status: 204, body: 'empty' } as const;
      const formats = [{}, { format: 'json' }, { format: 'xml' }];
      for (const query of formats) t.expect(await t.send({ op: 'ListObjects', query }), nothing);
      await t.setup({ op: 'PutObject', key: 'there', body: 'there' });
      for (const query of formats) {
        t.expect(await t.send({ op: 'ListObjects', query: { ...query, prefix: 'none' } }), nothing);
      }
    },
  },
  {
    id: 'path-query',
    title: 'path lists what lies directly in it',
    claims: ['S-LISTOBJ-12'],
    reading: 'path-query',
    run: (t) =>
      amongObjects(t, ['dir/a', 'dir/b', 'dir/sub/c', 'dirs', 'e'], async (base) => {
        await t.eventually(
          { op: 'ListObjects', query: { path: `${base}dir` } },
          textListing({ list: [`${base}dir/a`, `${base}dir/b`] }),
        );
        await t.eventually(
          { op: 'ListObjects', query: { path: `${base}dir/sub` } },
          textListing({ list: [`${base}dir/sub/c`] }),
        );
      }),
  },
  {
    id: 'path-overrides',
    title: 'path sets prefix and delimiter aside, folds nothing and leaves out the object it names itself',
    claims: ['S-LISTOBJ-23'],
    run: (t) =>
      amongObjects(t, ['dir/', 'dir/a', 'dir/sub/c', 'x'], async (base) => {
        for (const path of [`${base}dir`, `${base}dir/`]) {
          await t.eventually(
            { op: 'ListObjects', query: { path, prefix: `${base}x`, delimiter: '/', format: 'json' } },
            jsonListing({ entries: { list: [`${base}dir/a`] } }),
          );
        }
      }),
  },
  {
    id: 'entry-of-object',
    title: 'An entry tells MD5 and length of the object, and its type',
    claims: ['S-LISTOBJ-21'],
    impact: 'data-loss',
    run: async (t) => {
      const body = t.random.bytes(1234);
      const headers = { 'Content-Type': 'text/x-listed' };
      await t.setup({ op: 'PutObject', key: t.key('a'), body, headers });
      const query = { prefix: t.key('a'), format: 'json' };
      const exchange = await t.eventually({ op: 'ListObjects', query }, jsonListing({ names: t.key('a') }));
      const { hash, bytes, contentType } = entryOf(t, exchange.response?.body, 'a') ?? {};
      t.compare(exchange, 'hash', md5Hex(body), hash);
      t.compare(exchange, 'bytes', body.length, bytes);
      t.compare(exchange, 'content_type', 'text/x-listed', contentType);
    },
  },
  {
    id: 'entry-time',
    title: 'last_modified is a time in UTC to the microsecond, without a zone',
    claims: ['S-LISTOBJ-22'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key('a'), body: 'a' });
      const query = { prefix: t.key('a'), format: 'json' };
      const exchange = await t.eventually({ op: 'ListObjects', query }, jsonListing({ names: t.key('a') }));
      const { lastModified = '' } = entryOf(t, exchange.response?.body, 'a') ?? {};
      const isTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}$/.test(lastModified);
      t.compare(exchange, 'form of last_modified', true, isTime);
      const distance = Math.abs(Date.parse(`${lastModified}Z`) - t.now());
      t.compare(exchange, 'last_modified within five minutes', true, distance < 300_000);
    },
  },
  {
    id: 'container-headers',
    title: 'A listing carries counters and attributes of the whole container',
    claims: ['S-LISTOBJ-28'],
    lease: 'own',
    run: async (t) => {
      await t.setup({ op: 'UpdateContainerMetadata', headers: { 'X-Container-Meta-Color': 'blue' } });
      for (const name of ['a', 'b', 'c']) await t.setup({ op: 'PutObject', key: t.key(name), body: '12345' });
      await t.eventually(
        { op: 'ListObjects', query: { limit: '1' } },
        {
          success: true,
          headers: {
            'x-container-object-count': '3',
            'x-container-bytes-used': '15',
            'x-container-meta-color': 'blue',
            'x-timestamp': /\d+\.\d{5}/,
            'last-modified': { present: true },
          },
        },
      );
    },
  },
  {
    id: 'no-range-no-condition',
    title: 'Range and conditions mean nothing on a listing',
    claims: ['S-LISTOBJ-29'],
    reading: 'listing-headers',
    run: (t) =>
      amongObjects(t, ['a', 'b'], async (base) => {
        for (const headers of [
          { Range: 'bytes=0-3' },
          { 'If-None-Match': '*' },
          { 'If-Match': '"0123456789abcdef0123456789abcdef"' },
          { 'If-Modified-Since': 'Thu, 01 Jan 2037 00:00:00 GMT' },
        ]) {
          await t.eventually(
            { op: 'ListObjects', query: { prefix: base }, headers },
            { status: 200, body: `${base}a\n${base}b\n` },
          );
        }
      }),
  },
  {
    id: 'marker-of-folded-name',
    title: 'A folded name as marker is not listed again',
    claims: ['S-LISTOBJ-30'],
    run: (t) =>
      amongObjects(t, ['a', 'b-1', 'b-2', 'c'], async (base) => {
        const query = { prefix: base, delimiter: '-', marker: `${base}b-` };
        await t.eventually({ op: 'ListObjects', query }, textListing({ list: [`${base}c`] }));
      }),
  },
  {
    id: 'deleted-object-leaves',
    title: 'A deleted object leaves the listing and the counters',
    claims: ['S-DELOBJ-08'],
    lease: 'own',
    run: async (t) => {
      for (const name of ['a', 'b']) await t.setup({ op: 'PutObject', key: t.key(name), body: '12345' });
      await t.setup({ op: 'DeleteObject', key: t.key('a') });
      await t.eventually(
        { op: 'ListObjects' },
        {
          ...textListing({ list: [t.key('b')] }),
          headers: { 'x-container-object-count': '1', 'x-container-bytes-used': '5' },
        },
      );
    },
  },
  {
    id: 'reseller-lists',
    title: 'An admin of every account may list',
    claims: ['S-LISTOBJ-02', 'S-AUTH-19'],
    needs: ['resellerIdentity'],
    run: (t) =>
      amongObjects(t, ['a'], async (base) => {
        const request = { op: 'ListObjects', query: { prefix: base }, as: 'reseller' };
        await t.eventually(request, textListing({ list: [`${base}a`] }));
      }),
  },
]);
