import { asIf, deafToQuery } from './edit-request.ts';
import { all, answering, losingElements, rewritingBody, rewritingElement } from './edit-response.ts';
import { faults } from './fault.ts';
import { listing, sorting } from './listings-made-otherwise.ts';

/** Rewrites the first element of a name, which is not that of an entry. */
function echo(name: string, change: (text: string) => string) {
  const element = new RegExp(`<${name}>(.*?)</${name}>|<${name}/>`);
  return rewritingBody((text) =>
    text.replace(element, (_, value: string | undefined) => `<${name}>${change(value ?? '')}</${name}>`),
  );
}

function encodeKeys(text: string): string {
  return text.replace(/<Key>(.*?)<\/Key>/g, (_, key: string) => `<Key>${encodeURIComponent(key)}</Key>`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  } catch {
    return text;
  }
}

/** Listings of objects: what their documents say. */
export const listingDocumentFaults = faults('listing', {
  'listed-in-utf16-order': {
    says: 'Keys are sorted by UTF-16 units, as many languages sort text.',
    ...sorting((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
  },
  'default-page-of-100': {
    says: 'Without max-keys a page has 100 entries.',
    ...asIf(listing, ({ query }) => ({
      query: (name) => query(name) ?? (name === 'max-keys' ? '100' : undefined),
    })),
  },
  'encoding-type-ignored': { says: 'encoding-type is ignored.', ...deafToQuery(listing, 'encoding-type') },
  'keys-always-encoded': {
    says: 'Keys are percent-encoded whether asked for or not.',
    ...answering(
      listing,
      rewritingBody((text) => (text.includes('<EncodingType>') ? text : encodeKeys(text))),
    ),
  },
  'encoding-not-named': {
    says: 'Keys are percent-encoded as asked for, but the document does not say so.',
    ...answering(listing, losingElements('EncodingType', 'Encoding-Type')),
  },
  'any-encoding-type-accepted': {
    says: 'An unknown encoding-type is overlooked.',
    understand: ({ query, operation }) =>
      listing(operation)
        ? { query: query.filter(([name, value]) => name !== 'encoding-type' || value === 'url') }
        : {},
  },
  'encoding-skips-prefixes': {
    says: 'With encoding-type=url common prefixes stay as they are.',
    ...answering(listing, (response, about) =>
      rewritingBody((text) =>
        text.replace(/<CommonPrefixes><Prefix>(.*?)<\/Prefix>/g, (_, prefix: string) => {
          return `<CommonPrefixes><Prefix>${decoded(prefix)}</Prefix>`;
        }),
      )(response, about),
    ),
  },
  'prefix-not-echoed': {
    says: 'Prefix is empty.',
    ...answering(
      listing,
      echo('Prefix', () => ''),
    ),
  },
  'marker-not-echoed': {
    says: 'Marker is empty.',
    ...answering(
      listing,
      echo('Marker', () => ''),
    ),
  },
  'delimiter-not-echoed': {
    says: 'Delimiter is left out.',
    ...answering(listing, losingElements('Delimiter')),
  },
  'max-keys-echo-constant': {
    says: 'MaxKeys is always 1000.',
    ...answering(
      listing,
      echo('MaxKeys', () => '1000'),
    ),
  },
  'listing-of-no-name': { says: 'Name is left out.', ...answering(listing, losingElements('Name')) },
  'listing-of-another-root': {
    says: 'The root of a listing is ListObjectsResult.',
    ...answering(
      listing,
      rewritingBody((text) => text.replaceAll('ListBucketResult', 'ListObjectsResult')),
    ),
  },
  'contents-without-owner': {
    says: 'Contents have no Owner.',
    ...answering(listing, losingElements('Owner')),
  },
  'contents-without-storage-class': {
    says: 'Contents have no StorageClass.',
    ...answering(listing, losingElements('StorageClass')),
  },
  'contents-without-etag': { says: 'Contents have no ETag.', ...answering(listing, losingElements('ETag')) },
  'contents-size-in-kilobytes': {
    says: 'Size is in kilobytes, rounded up.',
    ...answering(
      listing,
      rewritingElement('Size', (size) => String(Math.ceil(Number(size) / 1024))),
    ),
  },
  'contents-time-without-zone': {
    says: 'LastModified of listings has no time zone.',
    ...answering(
      listing,
      rewritingElement('LastModified', (time) => time.replace(/(\.\d+)?Z$/, '')),
    ),
  },
  'contents-time-of-listing': {
    says: 'LastModified of listings is not the one of the object, as with replicas.',
    ...answering(
      listing,
      rewritingElement('LastModified', (time) => new Date(Date.parse(time) + 61_000).toISOString()),
    ),
  },
  'contents-class-unknown': {
    says: 'StorageClass has a name of the software below.',
    ...answering(
      listing,
      rewritingElement('StorageClass', () => 'DEFAULT_PLACEMENT'),
    ),
  },
  'contents-owner-anonymous': {
    says: 'Owner is anonymous for every object.',
    ...answering(
      listing,
      all(rewritingBody((text) => text.replace(/<Owner><ID>.*?<\/ID>/g, '<Owner><ID>anonymous</ID>'))),
    ),
  },
});
