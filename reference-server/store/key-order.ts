/** Moves surrogates above U+E000…U+FFFF: in UTF-8 what they stand for sorts after the rest of the basic plane. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/**
 * Compares keys by their UTF-8 bytes without encoding them. JavaScript's own order is by UTF-16 units, which differs
 * where a surrogate pair meets U+E000…U+FFFF. Keys are well-formed Unicode; lone surrogates have some fixed place.
 * @returns negative, zero or positive, as `Array.prototype.sort` takes it; zero only for equal keys
 */
export function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/**
 * The least key that sorts after every key beginning with `prefix`.
 * @returns undefined when there is none: for the empty prefix and for one of nothing but U+10FFFF
 */
export function keyAfterPrefix(prefix: string): string | undefined {
  const points = [...prefix];
  for (;;) {
    const last = points.pop()?.codePointAt(0);
    if (last === undefined) return undefined;
    if (last === 0x10ffff) continue;
    // U+D800…U+DFFF are no characters: the next one after U+D7FF is U+E000.
    const next = last === 0xd7ff ? 0xe000 : last + 1;
    return points.join('') + String.fromCodePoint(next);
  }
}
