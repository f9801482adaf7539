import { asIf, deafToHeader, deafToQuery, inContext, on } from '../../faults/edit-request.ts';
import {
  answering,
  type Edit,
  emptied,
  rewriting,
  rewritingBody,
  status,
} from '../../faults/edit-response.ts';
import type { Tampering } from '../../faults/tampering.ts';
import { refuse } from '../../operations/refuse.ts';
import type { ObjectQuery } from '../../store/listing.ts';
import { claimed, lists, operations } from './claimed.ts';

const listsObjects = operations('ListObjects');

/** Listings whose content is of a type. */
function inForm(type: RegExp, edit: Edit): Pick<Tampering, 'respond'> {
  return answering(lists, (response, about) => {
    const is = response.headers.some(
      ([name, value]) => name.toLowerCase() === 'content-type' && type.test(value),
    );
    return is ? edit(response, about) : response;
  });
}

const JSON_FORM = /json/;
const XML_FORM = /xml/;
const TEXT_FORM = /plain/;

/** Pages of objects for another question. */
function askingObjects(change: (query: ObjectQuery) => Partial<ObjectQuery>): Tampering {
  return inContext(listsObjects, ({ listings }) => ({
    listings: {
      ...listings,
      objects: (bucket, query) => listings.objects(bucket, { ...query, ...change(query) }),
    },
  }));
}

/** What queries mean for a listing, and the forms it is written in. */
export const listingFaults = claimed('listing forms', {
  'reverse-ignored': {
    says: 'reverse is ignored.',
    claims: ['S-LISTCONT-21'],
    ...deafToQuery(lists, 'reverse'),
  },
  'limit-of-objects-ignored': {
    says: 'limit is ignored where objects are listed.',
    claims: ['S-LISTOBJ-07'],
    ...askingObjects(() => ({ limit: 10_000 })),
  },
  'one-more-than-limit': {
    says: 'A page of objects has one entry more than limit.',
    claims: ['S-LISTOBJ-07'],
    ...askingObjects(({ limit }) => ({ limit: limit + 1 })),
  },
  'end-marker-ignored': {
    says: 'end_marker is ignored where objects are listed.',
    claims: ['S-LISTOBJ-09'],
    ...askingObjects(() => ({ endMarker: undefined })),
  },
  'end-marker-inclusive': {
    says: 'A listing ends with the end marker, not before it.',
    claims: ['S-LISTOBJ-09'],
    ...askingObjects(({ endMarker }) => (endMarker === undefined ? {} : { endMarker: `${endMarker}\u0000` })),
  },
  'folded-marker-repeated': {
    says: 'A folded name that is given as marker is listed again.',
    claims: ['S-LISTOBJ-30'],
    ...askingObjects(({ marker, delimiter }) =>
      marker !== undefined && delimiter && marker.endsWith(delimiter)
        ? { marker: marker.slice(0, -delimiter.length) }
        : {},
    ),
  },
  'path-ignored': {
    says: 'path is ignored.',
    claims: ['S-LISTOBJ-12'],
    ...deafToQuery(listsObjects, 'path'),
  },
  'path-lists-all-below': {
    says: 'path lists what lies deeper, too.',
    claims: ['S-LISTOBJ-12'],
    ...askingObjects(({ rolledUp }) => (rolledUp === 'own-item' ? { rolledUp: 'entry', delimiter: '' } : {})),
  },
  'path-lists-folders': {
    says: 'path lists folded names, too.',
    claims: ['S-LISTOBJ-23'],
    ...askingObjects(({ rolledUp }) => (rolledUp === 'own-item' ? { rolledUp: 'entry' } : {})),
  },
  'path-lists-itself': {
    says: 'path lists the object that stands for the path.',
    claims: ['S-LISTOBJ-23'],
    ...askingObjects(({ rolledUp, marker, prefix }) =>
      rolledUp === 'own-item' && marker === prefix ? { marker: undefined } : {},
    ),
  },
  'large-limit-cut': {
    says: 'A limit above 10000 is cut to it.',
    claims: ['S-LISTCONT-18', 'S-LISTOBJ-24'],
    ...asIf(lists, ({ query }) => ({
      query: (name) => {
        const value = query(name);
        return name === 'limit' && Number(value) > 10_000 ? '10000' : value;
      },
    })),
  },
  'broken-limit-refused': {
    says: 'A limit that is no number is refused.',
    claims: ['S-LISTCONT-19', 'S-LISTOBJ-25'],
    ...on(lists, (prepared, next) =>
      /^\d*$/.test(prepared.request.query('limit') ?? '') ? next(prepared) : refuse('invalid-argument'),
    ),
  },
  'undecodable-parameters-dropped': {
    says: 'A query parameter that is no UTF-8 is dropped.',
    claims: ['S-LISTCONT-20', 'S-LISTOBJ-26'],
    receive: (incoming) => ({
      ...incoming,
      rawQuery: incoming.rawQuery
        ?.split('&')
        .filter((item) => !/%(?:ff|c0|fe)/i.test(item))
        .join('&'),
    }),
  },
  'format-ignored': {
    says: 'format is ignored: listings are text.',
    claims: ['S-LISTOBJ-13', 'S-LISTOBJ-14', 'S-LISTCONT-11', 'S-LISTCONT-12'],
    ...asIf(lists, ({ query }) => ({ query: (name) => (name === 'format' ? 'plain' : query(name)) })),
  },
  'accept-ignored': {
    says: 'Accept is ignored.',
    claims: ['S-LISTCONT-22'],
    ...deafToHeader(lists, 'Accept'),
  },
  'accept-wins': {
    says: 'Accept counts even beside format.',
    claims: ['S-LISTCONT-22'],
    ...asIf(lists, ({ query, header }) => ({
      query: (name) => (name === 'format' && header('Accept') !== undefined ? undefined : query(name)),
    })),
  },
  'empty-text-200': {
    says: 'An empty listing in text answers 200.',
    claims: ['S-LISTCONT-14', 'S-LISTOBJ-17'],
    ...answering(lists, (response) => (response.status === 204 ? { ...response, status: 200 } : response)),
  },
  'empty-json-204': {
    says: 'An empty listing answers 204 in every form.',
    claims: ['S-LISTCONT-14', 'S-LISTOBJ-17'],
    ...inForm(JSON_FORM, (response, about) => {
      const { body } = response;
      const empty = body.kind === 'bytes' && Buffer.from(body.bytes).toString() === '[]';
      return empty ? status(204)(emptied(response, about), about) : response;
    }),
  },
  'lines-end-in-crlf': {
    says: 'Lines of text listings end in CR LF.',
    claims: ['S-LISTCONT-13', 'S-LISTOBJ-15'],
    ...inForm(
      TEXT_FORM,
      rewritingBody((text) => text.replaceAll('\n', '\r\n')),
    ),
  },
  'last-line-without-end': {
    says: 'The last line of a text listing has no end.',
    claims: ['S-LISTCONT-13'],
    ...inForm(
      TEXT_FORM,
      rewritingBody((text) => text.replace(/\n$/, '')),
    ),
  },
  'text-as-html': {
    says: 'Text listings are declared as text/html.',
    claims: ['S-LISTCONT-13'],
    ...inForm(
      TEXT_FORM,
      rewriting(/^content-type$/, () => 'text/html; charset=utf-8'),
    ),
  },
  'numbers-as-texts': {
    says: 'Numbers in JSON listings are texts.',
    claims: ['S-LISTCONT-15', 'S-LISTOBJ-18'],
    ...inForm(
      JSON_FORM,
      rewritingBody((text) => text.replace(/"(bytes|count)": (\d+)/g, '"$1": "$2"')),
    ),
  },
  'json-without-hash': {
    says: 'JSON listings have no hashes.',
    claims: ['S-LISTOBJ-18', 'S-LISTOBJ-21'],
    ...inForm(
      JSON_FORM,
      rewritingBody((text) => text.replace(/"hash": "[^"]*", /g, '')),
    ),
  },
  'quoted-hashes': {
    says: 'Hashes in listings have quotes, as entity tags.',
    claims: ['S-LISTOBJ-21', 'S-LISTOBJ-18'],
    ...inForm(
      JSON_FORM,
      rewritingBody((text) => text.replace(/"hash": "([^"]*)"/g, '"hash": "\\"$1\\""')),
    ),
  },
  'listed-times-with-zone': {
    says: 'Times in listings end in Z.',
    claims: ['S-LISTOBJ-22'],
    ...inForm(
      JSON_FORM,
      rewritingBody((text) => text.replace(/("last_modified": "[^"]*)"/g, '$1Z"')),
    ),
  },
  'json-folds-as-names': {
    says: 'Folded names are listed in JSON as if they were objects without anything.',
    claims: ['S-LISTOBJ-20', 'S-LISTCONT-17'],
    ...inForm(
      JSON_FORM,
      rewritingBody((text) => text.replace(/\{"subdir": /g, '{"name": ')),
    ),
  },
  'folds-without-name-in-xml': {
    says: 'Folded names of objects in XML have an attribute and no element.',
    claims: ['S-LISTOBJ-20'],
    ...inForm(
      XML_FORM,
      rewritingBody((text) => text.replace(/(<subdir name="[^"]*")><name>[^<]*<\/name><\/subdir>/g, '$1 />')),
    ),
  },
  'xml-in-other-order': {
    says: 'The elements of an object in XML stand in the order of the alphabet.',
    claims: ['S-LISTOBJ-19'],
    ...inForm(
      XML_FORM,
      rewritingBody((text) => text.replace(/(<name>[^<]*<\/name>)(<hash>[^<]*<\/hash>)(<bytes>)/g, '$2$1$3')),
    ),
  },
  'containers-xml-in-other-order': {
    says: 'The elements of a container in XML stand in the order of the alphabet.',
    claims: ['S-LISTCONT-16'],
    ...inForm(
      XML_FORM,
      rewritingBody((text) =>
        text.replace(/(<name>[^<]*<\/name>)(<count>[^<]*<\/count>)(<bytes>)/g, '$2$1$3'),
      ),
    ),
  },
  'xml-without-name-of-container': {
    says: 'The root of an XML listing does not name the container.',
    claims: ['S-LISTOBJ-19', 'S-LISTCONT-16'],
    ...inForm(
      XML_FORM,
      rewritingBody((text) => text.replace(/<(container|account) name="[^"]*"/, '<$1')),
    ),
  },
  'listing-honours-conditions': {
    says: 'If-None-Match: * makes a listing answer 304.',
    claims: ['S-LISTOBJ-29'],
    ...on(listsObjects, async (prepared, next) => {
      const response = await next(prepared);
      return prepared.request.header('If-None-Match') === '*'
        ? { ...response, status: 304, body: { kind: 'none' } }
        : response;
    }),
  },
});
