/**
 * Keys that listings are tried on: order by bytes against other orders, groups inside of groups, and characters that
 * need escaping in XML or in URLs.
 */
export const LISTING_KEYS: readonly string[] = [
  'A',
  'a',
  'a b',
  'a%20b',
  'a+b',
  'a/1',
  'a/2',
  'a/b/1',
  'a/b/2',
  'a&<b>"\'',
  'b',
  'b/',
  'b/1',
  'z',
  '~',
  'é',
  'e\u0301',
  '\uff5e',
  '\u{1f600}',
  '\u{10000}a',
];
