import { readJsonListing } from '../../dialects/swift/listings/json-listing.ts';
import type { CheckContext } from '../../harness/check/context.ts';
import type { Expectation } from '../../harness/check/expectation.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { jsonListing, textListing, xmlListing } from './listing-reading.ts';

/** What the listings of containers and of objects have in common, with what they are called. */
export interface ListingShape {
  readonly operation: string;
  readonly of: 'account' | 'container';
  /** Makes entries under a common beginning, and tells it to `work`. */
  readonly among: (
    t: CheckContext,
    suffixes: readonly string[],
    work: (base: string) => Promise<void>,
  ) => Promise<void>;
  readonly claims: Readonly<
    Record<
      | 'text'
      | 'empty'
      | 'json'
      | 'xml'
      | 'jsonFormat'
      | 'xmlFormat'
      | 'folded'
      | 'tooMany'
      | 'nonsense'
      | 'undecodable',
      readonly string[]
    >
  >;
  /** Only the listing of containers is documented to have these. */
  readonly reversed?: readonly string[];
  readonly accepted?: readonly string[];
}

const JSON_TYPE = { 'content-type': /application\/json; ?charset=utf-8/i } as const;
const XML_TYPE = { 'content-type': /(?:application|text)\/xml; ?charset=utf-8/i } as const;
const TEXT_TYPE = { 'content-type': /text\/plain; ?charset=utf-8/i } as const;

/** Formats, folding and limits of a listing. */
export function listingShapeChecks(shape: ListingShape): CheckDraft[] {
  const { operation: op, of, among, claims } = shape;
  const names = (base: string, ...suffixes: string[]) => suffixes.map((suffix) => base + suffix);
  const check = (
    id: string,
    title: string,
    on: readonly string[],
    suffixes: readonly string[],
    work: (t: CheckContext, base: string) => Promise<void>,
    more: Partial<CheckDraft> = {},
  ): CheckDraft[] =>
    on.length === 0
      ? []
      : [{ id, title, claims: on, ...more, run: (t) => among(t, suffixes, (base) => work(t, base)) }];
  const shows = (
    t: CheckContext,
    query: Readonly<Record<string, string>>,
    expectation: Expectation,
    headers: Readonly<Record<string, string>> = {},
  ) => t.eventually({ op, query, headers }, expectation);

  return [
    ...check(
      'text-by-default',
      'Without format a listing is text, one name a line, each line with a line feed',
      claims.text,
      ['a', 'b c', 'é'],
      async (t, base) => {
        const text = names(base, 'a', 'b c', 'é')
          .map((name) => `${name}\n`)
          .join('');
        await shows(t, { prefix: base }, { status: 200, headers: TEXT_TYPE, body: text });
      },
    ),
    ...check(
      'empty-listing',
      'An empty listing is 204 without a body in text, an empty document with 200 in JSON and XML',
      claims.empty,
      [],
      async (t, base) => {
        const query = { prefix: `${base}none` };
        await shows(t, query, { status: 204, body: 'empty' });
        await shows(t, { ...query, format: 'json' }, { status: 200, headers: JSON_TYPE, body: '[]' });
        const root = await shows(
          t,
          { ...query, format: 'xml' },
          { ...xmlListing(of, { entries: { absent: true } }), headers: XML_TYPE },
        );
        t.compare(root, 'status', 200, root.response?.status);
      },
    ),
    ...check(
      'json',
      'format=json lists the same names in JSON',
      claims.jsonFormat,
      ['a', 'b'],
      async (t, base) => {
        await shows(
          t,
          { prefix: base, format: 'json' },
          {
            ...jsonListing({ names: { list: names(base, 'a', 'b') } }),
            headers: { 'content-type': /application\/json\b.*/i },
          },
        );
      },
      { reading: 'listing-bodies' },
    ),
    ...check(
      'xml',
      'format=xml lists the same names in XML',
      claims.xmlFormat,
      ['a', 'b'],
      async (t, base) => {
        await shows(
          t,
          { prefix: base, format: 'xml' },
          {
            ...xmlListing(of, { names: { list: names(base, 'a', 'b') } }),
            headers: { 'content-type': /(?:application|text)\/xml\b.*/i },
          },
        );
      },
      { reading: 'listing-bodies' },
    ),
    ...check(
      'json-members',
      'Every entry in JSON has the documented members, each of its type',
      claims.json,
      ['a', 'b"\\<é>'],
      async (t, base) => {
        const exchange = await shows(
          t,
          { prefix: base, format: 'json' },
          { ...jsonListing({ names: { list: names(base, 'a', 'b"\\<é>') } }), headers: JSON_TYPE },
        );
        const reading = readJsonListing(exchange.response?.body ?? new Uint8Array());
        const kinds = reading.kind === 'listing' ? reading.entries.map(({ kind }) => kind) : [];
        const kind = of === 'account' ? 'container' : 'object';
        t.compare(exchange, 'kinds of entries', [kind, kind], kinds);
      },
    ),
    ...check(
      'xml-elements',
      'Every entry in XML has the documented elements in their order, under a root with a name',
      claims.xml,
      ['a', 'b&<é>'],
      async (t, base) => {
        const exchange = await shows(
          t,
          { prefix: base, format: 'xml' },
          { ...xmlListing(of, { names: { list: names(base, 'a', 'b&<é>') } }), headers: XML_TYPE },
        );
        const text = Buffer.from(exchange.response?.body ?? new Uint8Array()).toString();
        const inOrder =
          of === 'account'
            ? /<container>\s*<name>.*?<\/name>\s*<count>\d+<\/count>\s*<bytes>\d+<\/bytes>\s*<last_modified>/s
            : /<object>\s*<name>.*?<\/name>\s*<hash>\w*<\/hash>\s*<bytes>\d+<\/bytes>\s*<content_type>.*?<\/content_type>\s*<last_modified>/s;
        t.compare(exchange, 'elements in their order', true, inOrder.test(text));
        const root = new RegExp(`<${of} name="[^"]+"`);
        t.compare(exchange, 'name of the root', true, root.test(text));
      },
    ),
    ...check(
      'folded-names',
      'Names folded by a delimiter appear once, cut after it, in every format',
      claims.folded,
      ['a', 'b-1', 'b-2', 'c'],
      async (t, base) => {
        const query = { prefix: base, delimiter: '-' };
        const folded = names(base, 'a', 'b-', 'c');
        const values = {
          entries: { list: folded },
          names: { list: names(base, 'a', 'c') },
          subdirs: { list: names(base, 'b-') },
        };
        // the names themselves hold the delimiter, before what is folded
        await shows(t, query, textListing({ list: folded }));
        await shows(t, { ...query, format: 'json' }, jsonListing(values));
        await shows(t, { ...query, format: 'xml' }, xmlListing(of, values));
      },
    ),
    ...check(
      'limit-too-large',
      'A limit above 10000 is answered 412, one of 10000 is not',
      claims.tooMany,
      ['a'],
      async (t, base) => {
        for (const limit of ['10001', '100000']) {
          t.expect(await t.send({ op, query: { prefix: base, limit } }), { refusal: 'limit-too-large' });
        }
        await shows(t, { prefix: base, limit: '10000' }, textListing({ list: names(base, 'a') }));
      },
    ),
    ...check(
      'limit-nonsense',
      'A limit that is empty, negative or no number is ignored, a limit of 0 shows nothing, the last of several counts',
      claims.nonsense,
      ['a', 'b'],
      async (t, base) => {
        for (const limit of ['', '-1', 'abc']) {
          await shows(t, { prefix: base, limit }, textListing({ list: names(base, 'a', 'b') }));
        }
        await shows(t, { prefix: base, limit: '0' }, textListing({ absent: true }));
        const twice = [
          ['prefix', base],
          ['limit', '2'],
          ['limit', '1'],
        ] as const;
        await t.eventually({ op, query: twice }, textListing({ list: names(base, 'a') }));
      },
    ),
    ...check(
      'undecodable-parameter',
      'A parameter that is not UTF-8 is answered 400',
      claims.undecodable,
      [],
      async (t) => {
        for (const name of ['prefix', 'marker', 'end_marker', 'delimiter']) {
          const exchange = await t.send({
            op,
            beforeSigning: (request) => ({ ...request, target: `${request.target}?${name}=a%ff%fe` }),
          });
          t.expect(exchange, { refusal: 'undecodable-parameter' });
        }
      },
    ),
    ...check(
      'reverse',
      'reverse=true turns the order round, and marker and end_marker with it',
      shape.reversed ?? [],
      ['a', 'b', 'c', 'd'],
      async (t, base) => {
        const query = { prefix: base, reverse: 'true' };
        await shows(t, query, textListing({ list: names(base, 'd', 'c', 'b', 'a') }));
        await shows(
          t,
          { ...query, marker: `${base}d`, end_marker: `${base}a` },
          textListing({ list: names(base, 'c', 'b') }),
        );
      },
    ),
    ...check(
      'accept',
      'Accept chooses the format, format wins over it, and what cannot be sent is answered 406',
      shape.accepted ?? [],
      ['a'],
      async (t, base) => {
        const query = { prefix: base };
        const values = { names: { list: names(base, 'a') } };
        const json = { ...jsonListing(values), headers: JSON_TYPE };
        await shows(t, query, json, { Accept: 'application/json' });
        for (const type of ['application/xml', 'text/xml']) {
          await shows(
            t,
            query,
            {
              ...xmlListing(of, values),
              headers: { 'content-type': new RegExp(`${type}; ?charset=utf-8`, 'i') },
            },
            { Accept: type },
          );
        }
        await shows(t, { ...query, format: 'json' }, json, { Accept: 'application/xml' });
        const text = { ...textListing({ list: names(base, 'a') }), headers: TEXT_TYPE };
        await shows(t, { ...query, format: 'nosuchformat' }, text);
        const refused = await t.send({ op, query, headers: { Accept: 'image/png' } });
        t.expect(refused, { refusal: 'not-acceptable' });
        const malformed = await t.send({ op, query, headers: { Accept: 'text' } });
        t.expect(malformed, { refusal: 'malformed-accept' });
      },
    ),
  ];
}
