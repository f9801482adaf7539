import { type DocumentProblem, type DocumentValue, readDocument } from '../../dialects/core/document-read.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import { parseXml, type XmlElement, XmlProblem } from '../../dialects/core/xml-tree.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import type { RequestBody } from '../http/exchange.ts';
import { refuse } from '../operations/refuse.ts';
import { readDigested } from './read-digested.ts';

/**
 * Reads the XML body of an operation that takes one, by the description its catalogue names.
 * @param md5 what the client declares, as lower-case hex
 * @param limit greatest size in bytes, where the catalogue has none of its own
 * @returns undefined when the operation takes none, or may be called without and was
 * @throws Refused missing-content-length | body-too-large | bad-digest | missing-body | malformed-xml |
 *   invalid-element | too-many-rules | too-many-grants
 */
export async function readBodyDocument(
  operation: Operation,
  body: RequestBody,
  md5: string | undefined,
  limit: number,
): Promise<DocumentValue | undefined> {
  const expected = operation.body;
  if (expected.kind !== 'xml') return undefined;
  if (operation.refusals.includes('missing-content-length') && body.declaredLength === undefined) {
    return refuse('missing-content-length');
  }
  const bytes = await readDigested(body, md5, expected.maxBytes ?? limit);
  if (bytes.length === 0) return expected.required ? refuse('missing-body') : undefined;
  const spec = tencentCos.documents[expected.document];
  if (spec === undefined)
    throw new Error(`${operation.id} takes ${expected.document}, which is not described`);
  const { value, problems } = readDocument(spec, parse(bytes));
  const [first] = problems;
  return first === undefined
    ? value
    : refuse(refusalOf(first), { sentence: `${first.path}: ${first.message}` });
}

function parse(bytes: Uint8Array): XmlElement {
  try {
    return parseXml(bytes);
  } catch (error) {
    if (error instanceof XmlProblem) return refuse('malformed-xml', { sentence: error.message });
    throw error;
  }
}

function refusalOf({ kind, path }: DocumentProblem): string {
  if (kind === 'bad-text') return 'invalid-element';
  if (kind !== 'too-many') return 'malformed-xml';
  if (path.endsWith('/Grant')) return 'too-many-grants';
  return path.endsWith('Rule') ? 'too-many-rules' : 'malformed-xml';
}
