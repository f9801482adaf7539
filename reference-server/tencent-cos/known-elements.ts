import type { DocumentSpec, ElementSpec } from '../../dialects/core/document.ts';
import type { DocumentValue } from '../../dialects/core/document-read.ts';

/** `value` without what its description does not know: unknown elements are ignored, not given back. T-RESUL-08. */
export function knownElements(spec: DocumentSpec, value: DocumentValue): DocumentValue {
  return prune(spec.root, value);
}

function prune(spec: ElementSpec, value: DocumentValue): DocumentValue {
  if (typeof value === 'string') return value;
  const kept: Record<string, DocumentValue | readonly DocumentValue[]> = {};
  for (const child of spec.children ?? []) {
    const found = value[child.name];
    if (found === undefined) continue;
    kept[child.name] = isList(found) ? found.map((one) => prune(child, one)) : prune(child, found);
  }
  return kept;
}

function isList(value: DocumentValue | readonly DocumentValue[]): value is readonly DocumentValue[] {
  return Array.isArray(value);
}
