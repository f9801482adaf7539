import { type Document, isAlias, isMap, isNode, isScalar, type LineCounter } from 'yaml';

/** 1-based line on which a node stands; undefined for what has no place of its own. */
export function lineOfNode(lines: LineCounter, node: unknown): number | undefined {
  if (!isNode(node) || isAlias(node) || !node.range) return undefined;
  return lines.linePos(node.range[0]).line;
}

/** The line of the deepest part of `path` that exists: of its key where it has one, else of its value. */
export function lineOfPath(
  document: Document,
  lines: LineCounter,
  path: readonly (string | number)[],
): number | undefined {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const name = path[depth - 1];
    const key =
      isMap(parent) && parent.items.find(({ key }) => isScalar(key) && String(key.value) === name)?.key;
    const line =
      lineOfNode(lines, key || undefined) ?? lineOfNode(lines, document.getIn(path.slice(0, depth), true));
    if (line !== undefined) return line;
  }
  return lineOfNode(lines, document.contents);
}
