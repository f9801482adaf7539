import { splitTarget, type WireRequest } from '../dialects/core/request.ts';
import type { RawOptions } from '../harness/transport/raw-transport.ts';
import { elementPaths, readXml, writeXml, type XmlDocument } from './xml-node.ts';

/** A header field as it is written. */
export interface Field {
  readonly name: string;
  readonly value: string;
  /** Written in place of `name: value`, without the line end; for what is no field line. Needs the raw sender. */
  readonly line?: string | undefined;
  /** Made when the request is finished: the length of the body as it then is, or its MD5 in that form. */
  readonly auto?: 'length' | 'base64' | 'hex' | undefined;
}

/** A query item, both sides encoded as they are written; `null` is a name without `=`. */
export type RawItem = readonly [name: string, value: string | null];

/** The body as a document that can be written in any way, or as bytes. */
export type Body =
  | { readonly kind: 'xml'; readonly document: XmlDocument }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

/** How the request is framed on the wire. Everything beyond the version needs the raw sender. */
export interface RequestFraming {
  readonly version: string;
  /** Written in place of the request line, without the line end. */
  readonly requestLine?: string | undefined;
  /** What ends the lines of the head. */
  readonly lineEnd?: string | undefined;
  /** Written before the request line. */
  readonly before?: string | undefined;
  /** Written in place of the body: its transfer coding, or more or less of it than was announced. */
  readonly content?: Uint8Array | undefined;
  /** Written behind the body, e.g. a further request. */
  readonly after?: Uint8Array | undefined;
  /** How it is sent and for how long answers are waited for. */
  readonly raw?: RawOptions | undefined;
}

/** How the request is signed. Times in seconds from now. */
export interface Signing {
  /** The dialect's first scheme when absent. */
  readonly scheme?: string | undefined;
  readonly validFrom: number;
  readonly validUntil: number;
  /** Taken in place of the identity's own. */
  readonly credentials?: Readonly<Record<string, string>> | undefined;
  readonly signedHeaders?: readonly string[] | undefined;
  readonly signedQuery?: readonly string[] | undefined;
  /** True for a request without credentials. */
  readonly none?: boolean | undefined;
  /** Id of one of the dialect's authentication faults, applied in signing. */
  readonly fault?: string | undefined;
}

/** From and until when signatures hold, so that a clock a little behind or ahead accepts them. */
export const VALIDITY = { validFrom: -60, validUntil: 3600 } as const satisfies Signing;

/**
 * A request in the parts that mutations change. They are named by slots:
 *
 * | slot | what it is |
 * |---|---|
 * | `method` | the method |
 * | `path` | the path as written; `path:2` its third segment |
 * | `query`, `query:prefix` | the query as a whole; the value of an item |
 * | `header`, `header:range` | the header section; a field by its name in lower case, there or not |
 * | `body` | the body as a whole |
 * | `element:/Delete/Object[1]/Key[1]` | an element of the body |
 * | `form:key` | a field of a form in the body |
 * | `framing` | versions, lines, lengths, transfer codings |
 * | `signature` | how it is signed, or the credentials it carries |
 */
export interface StructuredRequest {
  readonly method: string;
  /** As written, e.g. `/bucket/a%20b`. */
  readonly path: string;
  readonly query: readonly RawItem[];
  readonly headers: readonly Field[];
  readonly body: Body;
  readonly framing: RequestFraming;
  readonly signing: Signing;
}

/** The kind of a slot: what stands before its colon. */
export function slotKind(slot: string): string {
  return slot.split(':', 1)[0] ?? '';
}

/** The name of a slot: what stands behind its first colon. */
export function slotName(slot: string): string {
  const at = slot.indexOf(':');
  return at === -1 ? '' : slot.slice(at + 1);
}

/** A wire request in parts. The query is cut at every `&`, nothing is decoded. */
export function structured(request: WireRequest, signing: Signing): StructuredRequest {
  const { path, query } = splitTarget(request.target);
  return {
    method: request.method,
    path,
    query: rawItems(query),
    headers: request.headers.map(([name, value]) => ({ name, value })),
    body: { kind: 'bytes', bytes: request.body },
    framing: { version: 'HTTP/1.1' },
    signing,
  };
}

/** The items of a query as they are written. */
export function rawItems(query: string | undefined): RawItem[] {
  if (query === undefined || query === '') return [];
  return query.split('&').map((item): RawItem => {
    const at = item.indexOf('=');
    return at === -1 ? [item, null] : [item.slice(0, at), item.slice(at + 1)];
  });
}

/** The target as it is written. */
export function targetOf({ path, query }: StructuredRequest): string {
  if (query.length === 0) return path;
  return `${path}?${query.map(([name, value]) => (value === null ? name : `${name}=${value}`)).join('&')}`;
}

/** The bytes of the body. */
export function bodyBytes({ body }: StructuredRequest): Uint8Array {
  return body.kind === 'bytes' ? body.bytes : Buffer.from(writeXml(body.document));
}

const LESS_THAN = 0x3c;

/** The document of the body; undefined when it is none. Read only when it is asked for: most mutations do not. */
export function documentOf({ body }: StructuredRequest): XmlDocument | undefined {
  if (body.kind === 'xml') return body.document;
  return body.bytes[0] === LESS_THAN ? readXml(body.bytes) : undefined;
}

/** The request with the document changed; undefined when it has none, or when nothing is made of it. */
export function withDocument(
  request: StructuredRequest,
  change: (document: XmlDocument) => XmlDocument | undefined,
): StructuredRequest | undefined {
  const document = documentOf(request);
  const changed = document && change(document);
  return changed && { ...request, body: { kind: 'xml', document: changed } };
}

/** The request with a body of bytes. */
export function withBytes(request: StructuredRequest, bytes: Uint8Array): StructuredRequest {
  return { ...request, body: { kind: 'bytes', bytes } };
}

/** The first field of the name, in any letter case. */
export function fieldOf({ headers }: StructuredRequest, name: string): Field | undefined {
  return headers.find((field) => field.name.toLowerCase() === name.toLowerCase());
}

/** The request with exactly one field of the name, in the place of the first one or at the end. */
export function withField(request: StructuredRequest, name: string, value: string): StructuredRequest {
  const wanted = name.toLowerCase();
  const at = request.headers.findIndex((field) => field.name.toLowerCase() === wanted);
  const rest = request.headers.filter((field) => field.name.toLowerCase() !== wanted);
  const field: Field = { name: request.headers[at]?.name ?? name, value };
  return { ...request, headers: at === -1 ? [...rest, field] : rest.toSpliced(at, 0, field) };
}

/** The request without any field of the name. */
export function withoutField(request: StructuredRequest, name: string): StructuredRequest {
  const wanted = name.toLowerCase();
  return { ...request, headers: request.headers.filter((field) => field.name.toLowerCase() !== wanted) };
}

/** The request with another field at the end, also of a name that is there. */
export function withFurtherField(request: StructuredRequest, field: Field): StructuredRequest {
  return { ...request, headers: [...request.headers, field] };
}

/** The request with the first field of the name changed; undefined when it has none. */
export function withFieldChanged(
  request: StructuredRequest,
  name: string,
  change: (field: Field) => Field,
): StructuredRequest | undefined {
  const wanted = name.toLowerCase();
  const at = request.headers.findIndex((field) => field.name.toLowerCase() === wanted);
  const field = request.headers[at];
  return field && { ...request, headers: request.headers.with(at, change(field)) };
}

/** The request with the item of the name changed, or added when it is not there. Both sides as written. */
export function withItem(request: StructuredRequest, name: string, value: string | null): StructuredRequest {
  const at = request.query.findIndex(([found]) => found === name);
  const item: RawItem = [name, value];
  return { ...request, query: at === -1 ? [...request.query, item] : request.query.with(at, item) };
}

/** Slots of the elements of the body that `accept` takes. */
export function elementSlots(
  request: StructuredRequest,
  accept: (node: ReturnType<typeof elementPaths>[number]['node'], path: string) => boolean = () => true,
): string[] {
  const document = documentOf(request);
  if (!document) return [];
  return elementPaths(document.root).flatMap(({ path, node }) =>
    accept(node, path) ? [`element:${path}`] : [],
  );
}
