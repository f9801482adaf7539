/** Names with characters that one layer or another between client and disk is known to change. */
export const awkwardKeys = {
  spaces: ['a b', ' a', 'a ', 'a  b', 'a \u00a0b', '\u3000a'],
  percent: ['100%', '%', 'a%20b', 'a%2Fb', 'a%252Fb', '%zz', '%E4%BD', 'a%00b'],
  plus: ['a+b', '+', 'a%2Bb', 'a+b c'],
  query: ['a?b', 'a#b', 'a&b=c', 'a?acl', 'a?versionId=null', 'a;b', '?', '#'],
  punctuation: ["!$'()*,:@", '[]{}', '|\\^`', '~-._', '"quoted"', 'a:b', '*', '\\..\\a'],
  markup: ['<Key>', '</Key>', '&amp;', '&#x41;', ']]>', '<!--', 'a"b\'c'],
  utf8: ['é', 'ß', 'Ω', '中文', '日本語', 'हिन्दी', '😀', '𠜎', 'a/中/😀.txt'],
  oddUnicode: ['\ufeffa', 'a\u200db', 'a\u202eb', 'a\u2028b', '\ufffe', '\uffff'],
  controls: ['a\tb', 'a\nb', 'a\rb', 'a\r\nb', 'a\u0001b', 'a\u001fb', 'a\u007fb', 'a\u0085b'],
  slashes: ['a//b', 'a/b/', 'a///', '/', '//', '/a'],
  dots: ['.', '..', '...', './a', '../a', 'a/./b', 'a/../b', 'a/..', 'a/.'],
  fileNames: ['CON', 'nul.txt', 'a.', 'a:stream', '.hidden', '-rf', '~', 'index.html'],
} as const;

/** Names of which two are easily taken for one. */
export const clashingKeys = {
  encoding: ['a b', 'a+b', 'a%20b', 'a%2Bb', 'a%2520b', 'a/b', 'a%2Fb', 'a%2fb', 'a%252Fb', 'a', '%61'],
  path: ['a/b', 'a//b', 'a/./b', 'a/c/../b', './a/b', '../a/b', 'b', 'a/b/.', 'a\\b'],
  unicode: [
    '\u00e9',
    'e\u0301',
    'E\u0301',
    '\u00c9',
    'ss',
    '\u00df',
    'Case',
    'case',
    'CASE',
    '\u212a',
    'K',
    'k',
  ],
  tree: ['dir', 'dir/', 'dir//', 'dir/file', 'dir/file/', 'dir/file/child', 'dir.file'],
} as const;
