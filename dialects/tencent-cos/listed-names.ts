import { textsAt } from '../core/document-access.ts';
import { readDocument } from '../core/document-read.ts';
import type { ListedAnswer } from '../core/listed-answer.ts';
import { documentTree } from '../core/xml-page.ts';
import { type DocumentName, documents } from './documents/index.ts';

/** Where the listings have their names. T-LIST-09, T-VER-08, T-LISTMPU-03. */
const NAMES: readonly (readonly [document: DocumentName, ...paths: string[]])[] = [
  ['ListBucketResult', 'Contents.Key', 'CommonPrefixes.Prefix'],
  ['ListVersionsResult', 'Version.Key', 'DeleteMarker.Key', 'CommonPrefixes.Prefix'],
  ['ListMultipartUploadsResult', 'Upload.Key', 'CommonPrefixes.Prefix'],
];

/** The names in a listing of objects, versions or uploads, folded ones last; the root tells which it is. */
export function listedNames({ body }: ListedAnswer): readonly string[] | undefined {
  const tree = documentTree(body);
  const [document, ...paths] = NAMES.find(([name]) => name === tree?.name) ?? [];
  if (!tree || !document) return undefined;
  const { value } = readDocument(documents[document], tree);
  return paths.flatMap((path) => textsAt(value, path));
}
