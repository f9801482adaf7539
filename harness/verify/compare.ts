import type { Dialect } from '../../dialects/core/dialect.ts';
import { headerIndex, headerValue } from '../../dialects/core/headers.ts';
import { type XmlElement, XmlProblem } from '../../dialects/core/xml-tree.ts';
import type { Divergence } from '../../reports/record.ts';
import type { Exchange, ReceivedResponse } from '../transport/exchange.ts';
import { describeBytes } from './describe-bytes.ts';
import { boundaryOf, withoutBoundaryParameter, withoutDelimiters } from './multipart-boundary.ts';
import { parsedBody } from './parsed-body.ts';
import { type Substitutions, type Symboliser, symboliser } from './symbolise.ts';
import { withoutLeadingWhiteSpace } from './white-space.ts';

/** The exchanges of one check on one server, and what in them merely names that server. */
export interface Transcript {
  readonly exchanges: readonly Exchange[];
  readonly substitutions: Substitutions;
}

/** Divergences that are listed; a target that differs in more places than this is not described any better by more. */
const MAX_LISTED = 200;

/**
 * The differences between what the target and the reference answered to the same check, after symbolising. Pure. Exchanges
 * are paired by position; if one server was asked more often, that is one divergence at the end. Of very many
 * divergences the first are listed.
 */
export function compare(dialect: Dialect, target: Transcript, reference: Transcript): Divergence[] {
  const targetSymbols = symboliser(dialect.volatile, target.substitutions);
  const referenceSymbols = symboliser(dialect.volatile, reference.substitutions);
  const paired = Math.min(target.exchanges.length, reference.exchanges.length);
  const found: Divergence[] = [];
  for (let index = 0; index < paired && found.length < MAX_LISTED; index++) {
    const ours = facets(dialect, target.exchanges[index], targetSymbols);
    const theirs = facets(dialect, reference.exchanges[index], referenceSymbols);
    for (const facet of new Set([...theirs.keys(), ...ours.keys()])) {
      const [targetText, referenceText] = [ours.get(facet) ?? 'absent', theirs.get(facet) ?? 'absent'];
      if (targetText === referenceText) continue;
      found.push({ exchange: index, facet, reference: referenceText, target: targetText });
      if (found.length === MAX_LISTED) break;
    }
  }
  if (target.exchanges.length !== reference.exchanges.length) {
    found.push({
      exchange: paired,
      facet: 'number of exchanges',
      reference: String(reference.exchanges.length),
      target: String(target.exchanges.length),
    });
  }
  return found;
}

/** What of an exchange takes part in the comparison: facet name to symbolised text, in the order of the wire. */
function facets(
  { volatile }: Dialect,
  exchange: Exchange | undefined,
  symbols: Symboliser,
): Map<string, string> {
  const found = new Map<string, string>();
  const { response, failure } = exchange ?? {};
  if (failure) found.set('transport', failure.kind);
  if (!exchange || !response) return found;
  found.set('status', String(response.status));
  if (response.interim.length > 0) {
    found.set('interim responses', response.interim.map(({ status }) => status).join(', '));
  }
  const isProse = volatile.prose?.(response.status) === true;
  const isOwn = volatile.installation?.includes(exchange.request.target.replace(/\?.*$/s, '')) === true;
  const tree = isProse || isOwn ? undefined : readTree(response.body);
  const json = tree || isProse || isOwn ? undefined : jsonBody(response);
  const isDocument =
    tree !== undefined || json !== undefined || isUnsentDocument(exchange.request.method, response);
  const boundary = boundaryOf(response);
  const isOfOwnLength = isDocument || boundary !== undefined;
  for (const [name, written] of headerIndex(response.headers)) {
    if (isProse && /^content-(?:type|length)$/.test(name)) continue;
    if (name === 'content-length' && (isOwn || hasNoContent(response.status))) continue;
    const values = written.map((value) => {
      if (name === 'content-length' && isOfOwnLength) return DOCUMENT_LENGTH;
      return symbols.header(name, name === 'content-type' ? withoutBoundaryParameter(value) : value);
    });
    if (values.some((value) => value !== undefined)) found.set(`header ${name}`, values.join(' | '));
  }
  if (isProse || isOwn) return found;
  if (tree) addElement(found, tree, `/${tree.name}`, symbols);
  else if (json) addMember(found, json.value, '', '', symbols);
  else if (response.body.length > 0)
    found.set('body', describeBytes(withoutDelimiters(response.body, boundary)));
  return found;
}

/** True for statuses whose answers end with their header section, whatever length they name. RFC 9112 section 6.3. */
function hasNoContent(status: number): boolean {
  return status === 204 || status === 304;
}

/** Ids, dates and messages of a document may differ in length where they may differ at all. */
const DOCUMENT_LENGTH = '‹length of a document›';

/** True for the answer to HEAD that has the header fields of an error document and not the document. */
function isUnsentDocument(method: string, { status, body }: ReceivedResponse): boolean {
  return method === 'HEAD' && status >= 400 && body.length === 0;
}

function readTree(whole: Uint8Array): XmlElement | undefined {
  if (whole.length > MAX_TREE_BYTES) return undefined;
  const body = withoutLeadingWhiteSpace(whole);
  if (body.length === 0 || !BEGINNINGS.has(body[0] ?? 0)) return undefined;
  const tree = parsedBody(whole);
  return tree instanceof XmlProblem ? undefined : tree;
}

/** A document begins with `<` or with a byte order mark. */
const BEGINNINGS: ReadonlySet<number> = new Set([0x3c, 0xef]);

/** Larger bodies are compared as bytes: no documented response document comes near. */
const MAX_TREE_BYTES = 16 * 1024 * 1024;

/** The value of a JSON body, where the response says that it is one. */
function jsonBody({ headers, body }: ReceivedResponse): { readonly value: unknown } | undefined {
  const type = headerValue(headers, 'content-type') ?? '';
  if (body.length === 0 || body.length > MAX_TREE_BYTES || !/^application\/json\b/i.test(type))
    return undefined;
  try {
    return { value: JSON.parse(Buffer.from(body).toString('utf8')) };
  } catch {
    return undefined;
  }
}

/** Members are paired by name, items by position: what order means is the same in every JSON document. */
function addMember(
  found: Map<string, string>,
  value: unknown,
  name: string,
  path: string,
  symbols: Symboliser,
): void {
  if (Array.isArray(value)) {
    found.set(`${path}[]`, String(value.length));
    value.forEach((item, index) => {
      addMember(found, item, name, `${path}[${index + 1}]`, symbols);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [member, child] of Object.entries(value)) {
      addMember(found, child, member, `${path}/${member}`, symbols);
    }
  } else {
    found.set(path, typeof value === 'string' ? symbols.text(name, value) : JSON.stringify(value));
  }
}

/** Children are paired by name and position among their namesakes: order between different names has no meaning. */
function addElement(found: Map<string, string>, node: XmlElement, path: string, symbols: Symboliser): void {
  for (const [name, value] of Object.entries(node.attributes)) {
    if (!name.startsWith('xmlns')) found.set(`${path}/@${name}`, symbols.text(name, value));
  }
  if (node.children.length === 0) {
    found.set(path, symbols.text(node.name, node.text));
    return;
  }
  const seen = new Map<string, number>();
  for (const child of node.children) {
    const position = (seen.get(child.name) ?? 0) + 1;
    seen.set(child.name, position);
    addElement(found, child, `${path}/${child.name}${position > 1 ? `[${position}]` : ''}`, symbols);
  }
}
