import { type MutationClass, type Settlement, settled } from '../mutation.ts';
import { framing, hasContent, inChunks, latin, underSize } from './frame.ts';

/** What follows the grammar of chunks no longer is refused; RFC 9112 section 7.1 with 2.2. */
const NO_CHUNKS = settled('refused', 'RFC 9112 section 7.1', 'should');
/** Sizes are not to overflow: RFC 9112 section 7.1. */
const OVERFLOW = settled('refused', 'RFC 9112 section 7.1');
const INCOMPLETE = settled('refused', 'RFC 9112 section 8');

type Content = (form: string, body: Uint8Array) => string;

/** A class with chunks written by hand. */
function chunks(
  slug: string,
  title: string,
  values: readonly string[],
  content: Content,
  settles?: Settlement | ((form: string) => Settlement | undefined),
): MutationClass {
  return framing({
    slug,
    title,
    values,
    when: hasContent,
    order: 'before-signing',
    change: (request, form) => inChunks(request, (body) => content(form, body)),
    ...(settles === undefined ? {} : { settles }),
  });
}

/** Size lines in other forms; `n` stands for the size. */
const sized: Content = (form, body) =>
  underSize((length) => form.replace('n', () => length.toString(16)))(body);
const hex = (body: Uint8Array): string => body.length.toString(16);

/** Chunks, mostly wrong ones. */
export const chunkMutations: readonly MutationClass[] = [
  chunks('fr-chunk-size-0x', 'chunk sizes with 0x', ['0xn', '0Xn'], sized, NO_CHUNKS),
  chunks('fr-chunk-size-sign', 'chunk sizes with a sign', ['+n', '-n', '-1'], sized, NO_CHUNKS),
  chunks('fr-chunk-size-underscore', 'underscores in chunk sizes', ['0_n', 'n_'], sized, NO_CHUNKS),
  chunks('fr-chunk-size-empty', 'an empty size line', ['line'], (_, body) => sized('', body), NO_CHUNKS),
  chunks('fr-chunk-size-space', 'blanks around chunk sizes', [' n', 'n ', '\tn', 'n\t', 'n  '], sized),
  chunks('fr-chunk-size-prefix', 'more behind a chunk size', ['nxyz', 'n x', 'n.0', 'nh'], sized, NO_CHUNKS),
  chunks('fr-chunk-size-zeros', 'hundreds of leading zeros', ['16', '300'], (zeros, body) =>
    underSize((length) => `${'0'.repeat(Number(zeros) || 1)}${length.toString(16)}`)(body),
  ),
  chunks(
    'fr-chunk-size-overflow',
    'chunk sizes beyond 64 bits',
    ['10000000000000000', '1000000000000000f', 'fffffffffffffffff', '8000000000000000'],
    sized,
    OVERFLOW,
  ),
  chunks('fr-chunk-ext-plain', 'chunk extensions', ['n;a=b', 'n;a', 'n;a="b"', 'n ; a = b'], sized),
  chunks('fr-chunk-ext-huge', 'long chunk extensions', ['4096', '16384', '65536'], (size, body) =>
    underSize((length) => `${length.toString(16)};a=${'b'.repeat(Number(size) || 1)}`)(body),
  ),
  chunks(
    'fr-chunk-ext-cr',
    'line ends inside chunk extensions',
    ['n;a\r=b', 'n;a=\rb', 'n;\n', 'n;a="\r"'],
    sized,
  ),
  chunks('fr-chunk-bare-lf', 'chunks with LF alone', ['size', 'data', 'last'], (where, body) => {
    const end = (here: string): string => (where === here ? '\n' : '\r\n');
    return `${hex(body)}${end('size')}${latin(body)}${end('data')}0${end('last')}${end('last')}`;
  }),
  chunks(
    'fr-chunk-bad-terminator',
    'chunks that end otherwise',
    ['XX', '\r\r', '\rX', '', '\n\n'],
    (end, body) => `${hex(body)}\r\n${latin(body)}${end}0\r\n\r\n`,
    NO_CHUNKS,
  ),
  framing({
    slug: 'fr-chunk-missing-last',
    title: 'no last chunk',
    values: ['half-close'],
    when: hasContent,
    order: 'before-signing',
    change: (request) => {
      const open = inChunks(request, (body) => `${hex(body)}\r\n${latin(body)}\r\n`);
      return {
        ...open,
        framing: { ...open.framing, raw: { halfClose: true, limits: { responseMs: 1_500 } } },
      };
    },
    settles: INCOMPLETE,
  }),
  chunks(
    'fr-chunk-trailer-field',
    'a harmless trailer',
    ['X-Fuzz: a', 'X-Fuzz: a\r\nX-Fuzz: b'],
    (trailer, body) => `${hex(body)}\r\n${latin(body)}\r\n0\r\n${trailer}\r\n\r\n`,
  ),
  framing({
    slug: 'fr-chunk-trailer-forbidden',
    title: 'trailers that are no trailers',
    // `~` stands for the prefix of the dialect's own fields
    values: ['Content-Length: 1', 'Authorization: x', 'Host: x', '~acl: public-read', '~meta-late: 1'],
    when: hasContent,
    order: 'before-signing',
    change: (request, form, _, { dialect }) => {
      const trailer = form.replace('~', dialect.headerPrefix);
      return inChunks(request, (body) => `${hex(body)}\r\n${latin(body)}\r\n0\r\n${trailer}\r\n\r\n`);
    },
  }),
  chunks(
    'fr-chunk-extra-crlf',
    'an empty line before the last chunk',
    ['\r\n', '\r\n\r\n'],
    (extra, body) => `${hex(body)}\r\n${latin(body)}\r\n${extra}0\r\n\r\n`,
    NO_CHUNKS,
  ),
];
