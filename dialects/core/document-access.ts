import type { DocumentValue } from './document-read.ts';

/** The texts at `path` (names joined by `.`), through every repetition, in document order. */
export function textsAt(value: DocumentValue | undefined, path: string): string[] {
  return valuesAt(value, path).filter((found) => typeof found === 'string');
}

/** The first text at `path`, or undefined. */
export function textAt(value: DocumentValue | undefined, path: string): string | undefined {
  return textsAt(value, path)[0];
}

/** Every value at `path`, through every repetition, in document order. */
export function valuesAt(value: DocumentValue | undefined, path: string): DocumentValue[] {
  let found: DocumentValue[] = value === undefined ? [] : [value];
  for (const name of path.split('.')) {
    found = found.flatMap((parent) => {
      const child = typeof parent === 'string' ? undefined : parent[name];
      if (child === undefined) return [];
      return typeof child === 'string' || !Array.isArray(child) ? [child as DocumentValue] : child;
    });
  }
  return found;
}
