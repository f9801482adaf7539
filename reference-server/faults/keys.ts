import { refuse } from '../operations/refuse.ts';
import { on, readingKeys } from './edit-request.ts';
import { faults } from './fault.ts';

/** Characters that fit into a column of a database. */
const COLUMN = 512;

/** Resolves dot segments as RFC 3986 section 5.2.4 does for references, which keys are not. */
function withoutDotSegments(key: string): string {
  const kept: string[] = [];
  for (const segment of key.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
  }
  return kept.join('/');
}

function decodedAgain(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

/** Keys that a server or a proxy takes for others. */
export const keyFaults = faults('keys', {
  'dot-segments-resolved': { says: 'Dot segments in keys are resolved.', ...readingKeys(withoutDotSegments) },
  'slashes-collapsed': {
    says: 'Repeated slashes become one.',
    ...readingKeys((key) => key.replace(/\/{2,}/g, '/')),
  },
  'leading-slash-dropped': {
    says: 'A slash at the beginning of a key is dropped.',
    ...readingKeys((key) => key.replace(/^\/+/, '')),
  },
  'trailing-slash-dropped': {
    says: 'A slash at the end of a key is dropped.',
    ...readingKeys((key) => key.replace(/\/+$/, '')),
  },
  'plus-read-as-space': {
    says: 'A plus sign in a path is read as a space, as in forms.',
    ...readingKeys((key, { rawPath }) => (rawPath.includes('+') ? key.replaceAll('+', ' ') : key)),
  },
  'plus-always-a-space': {
    says: 'A plus sign in a key is a space, even when it is percent-encoded.',
    ...readingKeys((key) => key.replaceAll('+', ' ')),
  },
  'keys-composed': {
    says: 'Keys are brought into Unicode normal form C.',
    ...readingKeys((key) => key.normalize('NFC')),
  },
  'keys-decomposed': {
    says: 'Keys are brought into Unicode normal form D, as by some file systems.',
    ...readingKeys((key) => key.normalize('NFD')),
  },
  'keys-without-case': {
    says: 'Keys that differ in letter case are the same, as on some file systems.',
    ...readingKeys((key) => key.toLowerCase()),
  },
  'keys-decoded-twice': { says: 'Paths are percent-decoded twice.', ...readingKeys(decodedAgain) },
  'keys-not-decoded': {
    says: 'Keys are the path as it is sent, without percent-decoding it.',
    ...readingKeys((key, { rawPath }) => {
      const raw = rawPath.slice(
        rawPath.length - rawPath.split('/').slice(-key.split('/').length).join('/').length,
      );
      return raw;
    }),
  },
  'encoded-slash-kept': {
    says: 'An encoded slash is no slash but the text %2F.',
    ...readingKeys((key, { rawPath }) => (/%2f/i.test(rawPath) ? key.replaceAll('/', '%2F') : key)),
  },
  'keys-cut-at-question-mark': {
    says: 'Keys end at a question mark, even an encoded one.',
    ...readingKeys((key) => key.split('?')[0] ?? key),
  },
  'keys-cut-at-hash': {
    says: 'Keys end at a number sign, even an encoded one.',
    ...readingKeys((key) => key.split('#')[0] ?? key),
  },
  'keys-cut-at-semicolon': {
    says: 'What follows a semicolon in a path is dropped, as servlet containers do.',
    ...readingKeys((key) => key.split(';')[0] ?? key),
  },
  'backslash-is-slash': {
    says: 'A backslash in a key is a slash.',
    ...readingKeys((key) => key.replaceAll('\\', '/')),
  },
  'trailing-dots-dropped': {
    says: 'Dots and blanks at the end of a key are dropped, as on some file systems.',
    ...readingKeys((key) => key.replace(/[. ]+$/, '')),
  },
  'astral-characters-refused': {
    says: 'Keys with characters of more than three bytes are refused, as by some databases.',
    ...on(
      ({ resource }) => resource === 'object',
      (prepared, next) =>
        /[\u{10000}-\u{10ffff}]/u.test(prepared.context.key) ? refuse('invalid-uri') : next(prepared),
    ),
  },
  'keys-as-latin1': {
    says: 'Keys are kept as ASCII, and other characters become question marks.',
    ...readingKeys((key) => key.replace(/[^\u0020-\u007e]/gu, '?')),
  },
  'control-characters-refused': {
    says: 'Keys with control characters are refused.',
    ...on(
      ({ resource }) => resource === 'object',
      (prepared, next) => (/\p{Cc}/u.test(prepared.context.key) ? refuse('invalid-uri') : next(prepared)),
    ),
  },
  'long-keys-refused': {
    says: 'Keys of more than 255 bytes are refused, as names of files are.',
    ...on(
      ({ resource }) => resource === 'object',
      (prepared, next) =>
        Buffer.byteLength(prepared.context.key) > 255 ? refuse('key-too-long') : next(prepared),
    ),
  },
  'longest-keys-refused': {
    says: 'The greatest length of a key is refused.',
    ...on(
      ({ resource }) => resource === 'object',
      (prepared, next) =>
        Buffer.byteLength(prepared.context.key) >= prepared.context.limits.keyBytes
          ? refuse('key-too-long')
          : next(prepared),
    ),
  },
  'overlong-keys-cut': {
    says: 'Keys are cut after 512 characters, the width of a column in a database.',
    ...readingKeys((key) => key.slice(0, COLUMN).toWellFormed()),
  },
  'folders-hidden': {
    says: 'Empty objects whose key ends with a slash are folders, and cannot be read.',
    ...on(
      ({ permission }) => permission === 'object-read',
      (prepared, next) => (prepared.context.key.endsWith('/') ? refuse('missing-key') : next(prepared)),
    ),
  },
});
