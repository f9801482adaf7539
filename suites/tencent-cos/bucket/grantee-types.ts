import { parseXml, type XmlElement, XmlProblem } from '../../../dialects/core/xml-tree.ts';
import type { Exchange } from '../../../harness/transport/exchange.ts';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** A grantee of a list as its XML has it. */
export interface WrittenGrantee {
  /** Value of its `type` attribute out of the XMLSchema-instance namespace. */
  readonly type: string | undefined;
  /** Names of its child elements. */
  readonly children: readonly string[];
}

/** The grantees of an AccessControlPolicy, in document order; none when the body is no XML. */
export function granteeTypes({ response }: Pick<Exchange, 'response'>): WrittenGrantee[] {
  try {
    return response ? grantees(parseXml(response.body), new Map()) : [];
  } catch (error) {
    if (error instanceof XmlProblem) return [];
    throw error;
  }
}

/** @param prefixes the prefixes that are bound to a namespace here */
function grantees(element: XmlElement, prefixes: ReadonlyMap<string, string>): WrittenGrantee[] {
  const bound = new Map(prefixes);
  for (const [name, value] of Object.entries(element.attributes)) {
    const prefix = /^xmlns:(.+)$/.exec(name)?.[1];
    if (prefix !== undefined) bound.set(prefix, value);
  }
  if (element.name !== 'Grantee') return element.children.flatMap((child) => grantees(child, bound));
  const type = Object.entries(element.attributes).find(([name]) => {
    const prefix = /^(.+):type$/.exec(name)?.[1];
    return prefix !== undefined && bound.get(prefix) === XSI;
  });
  return [{ type: type?.[1], children: element.children.map(({ name }) => name) }];
}
