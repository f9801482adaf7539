import { parseXml, type XmlElement, XmlProblem } from '../../dialects/core/xml-tree.ts';
import { withoutLeadingWhiteSpace } from './white-space.ts';

const parsed = new WeakMap<Uint8Array, XmlElement | XmlProblem>();

/**
 * A body as a tree, white space before the document passed over, or what keeps it from being one. Bodies do not change
 * once they are received and several judges look at each, so it is parsed once.
 */
export function parsedBody(body: Uint8Array): XmlElement | XmlProblem {
  const known = parsed.get(body);
  if (known) return known;
  const result = parse(body);
  parsed.set(body, result);
  return result;
}

function parse(body: Uint8Array): XmlElement | XmlProblem {
  try {
    return parseXml(withoutLeadingWhiteSpace(body));
  } catch (error) {
    if (error instanceof XmlProblem) return error;
    throw error;
  }
}
