import type { HeaderList } from '../../dialects/core/headers.ts';
import type { ListingEntry } from '../../dialects/swift/listings/entries.ts';
import { renderJsonListing } from '../../dialects/swift/listings/json-listing.ts';
import { chooseFormat, type ListingFormat } from '../../dialects/swift/listings/listing-format.ts';
import { renderTextListing } from '../../dialects/swift/listings/text-listing.ts';
import { type ListingOf, renderXmlListing } from '../../dialects/swift/listings/xml-listing.ts';
import type { Profile } from '../../dialects/swift/profiles.ts';
import type { OutgoingResponse } from '../http/exchange.ts';
import type { Prepared } from '../operations/handler.ts';
import { refuse } from '../operations/refuse.ts';
import type { RequestView } from '../operations/request-view.ts';
import type { ObjectQuery } from '../store/listing.ts';
import { emptyReply } from './reply.ts';

/** A listing asked for. */
export interface ListingInput {
  readonly query: ObjectQuery;
  readonly form: ListingForm;
}

/** How it is to be written. */
export interface ListingForm {
  readonly format: ListingFormat;
  readonly contentType: string;
  /** Whether Accept had a say in it. */
  readonly negotiated: boolean;
}

/**
 * What a request asks of a listing. S-LISTCONT-06 to -13, -18 to -22.
 * @throws Refused not-acceptable | malformed-accept | limit-too-large
 */
export function decodeListing({ request, context }: Prepared, profile: Profile): ListingInput {
  const given = (name: string): string | undefined => request.query(name) || undefined;
  return {
    form: formOf(request),
    query: {
      prefix: given('prefix') ?? '',
      delimiter: given('delimiter') ?? '',
      marker: given('marker'),
      endMarker: given('end_marker'),
      descending: /^(?:true|1|yes|on|t|y)$/i.test(request.query('reverse') ?? ''),
      limit: limitOf(request.query('limit') ?? '', context.limits.pageSize),
      prefixOfMarker: 'list',
      // By the base document a delimiter leaves names out, and nothing stands for them. S-LISTCONT-10, S-LISTOBJ-11.
      rolledUp: profile === 'cisco' ? 'nothing' : 'entry',
    },
  };
}

/** What HEAD tells of the form the listing would have. @throws Refused not-acceptable | malformed-accept */
export function formHeaders({ request }: Prepared): HeaderList {
  return formHeadersOf(formOf(request));
}

function formHeadersOf({ contentType, negotiated }: ListingForm): HeaderList {
  return [['Content-Type', contentType], ...(negotiated ? ([['Vary', 'Accept']] as const) : [])];
}

function formOf(request: RequestView): ListingForm {
  const named = request.query('format');
  const choice = chooseFormat(named, request.list('Accept'));
  if (choice.kind === 'refused') return refuse(choice.refusal);
  const { format, contentType } = choice;
  return { format, contentType, negotiated: named === undefined };
}

/** What is no number asks for nothing. S-LISTCONT-18, -19, S-LISTOBJ-24, -25. */
function limitOf(text: string, greatest: number): number {
  if (!/^\d+$/.test(text)) return greatest;
  return Number(text) > greatest ? refuse('limit-too-large') : Number(text);
}

/**
 * A listing as a response: an empty text is 204, an empty document 200, but for objects by the base document, where
 * nothing to list is 204 whatever the format. S-LISTCONT-14, S-LISTOBJ-16, -17; READINGS.md, `listing-status`.
 * @param of whose entries they are, with the name of the account or container
 */
export function listingReply(
  of: { readonly kind: ListingOf; readonly name: string; readonly profile: Profile },
  entries: readonly ListingEntry[],
  form: ListingForm,
  headers: HeaderList,
): OutgoingResponse {
  const { format } = form;
  const all = [...formHeadersOf(form), ...headers];
  const bare = format === 'text' || (of.profile === 'cisco' && of.kind === 'container');
  if (bare && entries.length === 0) return emptyReply(204, all);
  const bytes = Buffer.from(textOf(of, entries, format));
  return { status: 200, headers: all, body: { kind: 'bytes', bytes } };
}

function textOf(
  { kind, name }: { readonly kind: ListingOf; readonly name: string },
  entries: readonly ListingEntry[],
  format: ListingFormat,
): string {
  switch (format) {
    case 'text':
      return renderTextListing(entries.map((entry) => entry.name));
    case 'json':
      return renderJsonListing(entries);
    case 'xml':
      return renderXmlListing(kind, name, entries);
    default:
      return format satisfies never;
  }
}
