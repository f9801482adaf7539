import { type MutationClass, settled } from '../mutation.ts';
import { append, inKey, prepend } from './key-variants.ts';

/** Characters in keys, and how they are encoded. */
export const keyCharacterMutations: readonly MutationClass[] = [
  inKey(
    'ur-unreserved-encoded',
    'an unreserved character percent-encoded',
    ['upper', 'lower'],
    (segment, form) => {
      const at = segment.search(/[A-Za-z0-9]/);
      if (at === -1 || segment.includes('%')) return undefined;
      const hex = segment.charCodeAt(at).toString(16);
      return `${segment.slice(0, at)}%${form === 'upper' ? hex.toUpperCase() : hex}${segment.slice(at + 1)}`;
    },
    { settles: settled('as-unmutated', 'RFC 3986 section 6.2.2.2') },
  ),
  inKey(
    'ur-double-encoded',
    'an escape that is escaped itself',
    ['%2541', '%252F', '%2525', '%2520'],
    append,
  ),
  inKey('ur-plus-path', 'a plus sign', ['+', '+a+', '%2B'], append),
  inKey('ur-space-forms', 'a blank in every form', ['%20', '+', ' ', '%20%20', '\t'], append, { raw: true }),
  inKey('ur-incomplete-pct', 'escapes that are none', ['%', '%2', '%zz', '%u0041', '%%41', '%-1'], append),
  inKey('ur-nul', 'an escaped NUL', ['%00', '%00.txt', 'a%00b'], append),
  inKey('ur-ctl', 'escaped control characters', ['%01', '%0a', '%0d%0a', '%7f', '%1f', '%08', '%85'], append),
  inKey('ur-invalid-utf8', 'bytes that are not UTF-8', ['%80', '%c3', '%e2%8f', '%ff', '%fe%fe'], append),
  inKey('ur-overlong-utf8', 'overlong forms', ['%C0%AF', '%E0%80%AF', '%C1%81', '%F8%88%80%80%80'], append),
  inKey('ur-surrogate-utf8', 'encoded surrogates', ['%ED%A0%80', '%ED%A0%BD%ED%B8%80', '%ED%BF%BF'], append),
  inKey('ur-astral', 'characters of four bytes', ['%F0%9F%98%80', '%F0%90%80%80', '%F4%8F%BF%BF'], append),
  inKey(
    'ur-noncharacter',
    'code points that are no characters',
    ['%EF%BF%BE', '%EF%BF%BF', '%EF%B7%90'],
    append,
  ),
  inKey('ur-nfc-nfd', 'a character in two forms', ['e%CC%81', '%C3%A9', '%E2%84%AB', '%C3%85'], append),
  inKey(
    'ur-casefold',
    'characters that case folding changes',
    ['%C3%9F', '%C4%B0', '%E2%84%AA', '%C7%85'],
    append,
  ),
  inKey(
    'ur-zero-width',
    'characters without width',
    ['%E2%80%8B', '%E2%80%AE', '%C2%AD', '%EF%BB%BF'],
    append,
  ),
  inKey('ur-bom-key', 'a byte order mark in front', ['%EF%BB%BF'], prepend),
  inKey('ur-backslash', 'backslashes', ['%5C', '%5Ca', '%5C..%5Ca'], append),
  inKey('ur-backslash-raw', 'backslashes as they are', ['\\', '\\a'], append, { raw: true }),
  inKey('ur-semicolon', 'path parameters', [';x=y', ';', '%3B'], append),
  inKey('ur-reserved-raw', 'reserved characters as they are', ["!*'()", ':@', '$,=', '&', '~', '*'], append),
  inKey(
    'ur-reserved-encoded',
    'reserved characters percent-encoded',
    ['%21%2A%27%28%29', '%3A%40', '%24%2C%3D', '%26', '%7E'],
    append,
  ),
  inKey(
    'ur-unwise-raw',
    'characters that have to be encoded, as they are',
    ['"', '<a>', '{}', '|', '^', '`', '[a]'],
    append,
    {
      raw: true,
    },
  ),
  inKey('ur-raw-utf8', 'characters beyond ASCII as they are', ['\u00c3\u00a9', '\u00e9', '\u00ff'], append, {
    raw: true,
  }),
  inKey(
    'ur-question-encoded',
    'an encoded question mark or hash',
    ['%3F', '%23', '%3Facl', '%3fa=b'],
    append,
  ),
];
