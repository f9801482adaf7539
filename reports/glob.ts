/**
 * Whether a text is what a glob says: `*` is any run of characters, none and line feeds too; everything else is itself.
 * Takes time in proportion to both lengths at worst, so that a pattern of stars harms nobody.
 */
export function matchesGlob(glob: string, text: string): boolean {
  let at = 0;
  let from = 0;
  let star = -1;
  let retry = 0;
  while (from < text.length) {
    if (glob[at] === '*') {
      star = at;
      retry = from;
      at += 1;
    } else if (glob[at] === text[from]) {
      at += 1;
      from += 1;
    } else if (star >= 0) {
      // The last star takes one character more.
      retry += 1;
      from = retry;
      at = star + 1;
    } else return false;
  }
  while (glob[at] === '*') at += 1;
  return at === glob.length;
}
