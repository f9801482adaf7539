import { withField } from '../../structured-request.ts';
import { type MutationClass, type Settlement, settled } from '../mutation.ts';
import { framing, NO_MESSAGE, reframed, withFirstLine, withLine } from './frame.ts';

/** White space before the colon is always refused: RFC 9112 section 5.1. */
const SPACE_BEFORE_COLON = settled('refused', 'RFC 9112 section 5.1');

/** A class with one more field line, written by hand. */
function lines(
  slug: string,
  title: string,
  values: readonly string[],
  settles?: Settlement | ((line: string) => Settlement | undefined),
): MutationClass {
  return framing({ slug, title, values, change: withLine, ...(settles === undefined ? {} : { settles }) });
}

/** Field lines, mostly wrong ones. */
export const fieldLineMutations: readonly MutationClass[] = [
  lines(
    'fr-header-space-before-colon',
    'white space before the colon',
    ['X-Fuzz : a', 'X-Fuzz\t: a'],
    SPACE_BEFORE_COLON,
  ),
  framing({
    slug: 'fr-header-first-leading-ws',
    title: 'white space before the first field',
    values: [' X-Fuzz: a', '\tX-Fuzz: a', ' '],
    change: withFirstLine,
  }),
  lines('fr-header-obs-fold', 'a folded line', ['X-Fuzz: a\r\n b', 'X-Fuzz: a\r\n\tb', 'X-Fuzz:\r\n a']),
  lines(
    'fr-header-name-fold',
    'a name that goes on in the next line',
    ['X-Fu\r\n zz: a', 'X-Fuzz\r\n : a'],
    NO_MESSAGE,
  ),
  lines('fr-header-no-colon', 'a line without a colon', ['X-Fuzz', 'X-Fuzz a', 'X-Fuzz=a'], NO_MESSAGE),
  lines('fr-header-empty-name', 'an empty name', [': a', ' : a'], NO_MESSAGE),
  lines('fr-header-empty-name-value', 'a colon alone', [':', ': '], NO_MESSAGE),
  framing({
    slug: 'fr-header-bare-lf',
    title: 'LF alone at the ends of lines',
    values: ['\n'],
    change: (request, lineEnd) => reframed(request, { lineEnd }),
  }),
  lines('fr-header-bare-cr', 'CR alone inside a value or as the end of a line', [
    'X-Fuzz: a\rb',
    'X-Fuzz: a\rX-Other: b',
    'X-Fuzz: \r',
    '\rX-Fuzz: a',
  ]),
  lines('fr-header-nul', 'NUL in a field', [
    'X-Fuzz: a\u0000b',
    'X-Fuzz: a\u0000',
    'X-Fu\u0000zz: a',
    'X-Fuzz: \u0000',
  ]),
  lines('fr-header-ctl', 'control characters in a value', [
    'X-Fuzz: a\u0001b',
    'X-Fuzz: a\u007fb',
    'X-Fuzz: a\u001fb',
    'X-Fuzz: a\u0008',
    'X-Fuzz: a\u000bb',
  ]),
  lines(
    'fr-header-name-nonascii',
    'bytes beyond ASCII in a name',
    ['X-F\u00fczz: a', 'X-Fuzz\u00a0: a', '\u00ffX-Fuzz: a'],
    NO_MESSAGE,
  ),
  lines(
    'fr-header-name-delims',
    'delimiters in a name',
    [
      'X(Fuzz: a',
      'X"Fuzz: a',
      'X/Fuzz: a',
      'X@Fuzz: a',
      'X[Fuzz]: a',
      'X{Fuzz}: a',
      'X Fuzz: a',
      'X=Fuzz: a',
    ],
    NO_MESSAGE,
  ),
  framing({
    slug: 'fr-header-name-underscore',
    title: 'underscores for hyphens in names',
    values: ['Content_Length: 1', 'Transfer_Encoding: chunked', 'X_Fuzz: a', 'Host_: a'],
    change: withLine,
  }),
  lines('fr-header-trim-nbsp', 'characters that only some programs trim', [
    'X-Fuzz: \u00a0a\u00a0',
    'X-Fuzz:\u0085a\u0085',
    'X-Fuzz: a\u000c',
  ]),
  framing({
    slug: 'fr-header-block-end',
    title: 'a header section that ends otherwise',
    values: ['\rX', '\r\r', '\n\r'],
    change: (request, end) => withLine(request, `X-Fuzz: a\r\n${end}`),
  }),
  framing({
    slug: 'fr-header-count',
    title: 'very many fields',
    values: ['100', '1000', '5000'],
    change: (request, count) =>
      withLine(request, Array.from({ length: Number(count) || 1 }, (_, n) => `X-Fuzz-${n}: a`).join('\r\n')),
    destructive: true,
  }),
  framing({
    slug: 'fr-header-line-huge',
    title: 'a very long field',
    values: ['8192', '16384', '65536', '1048576'],
    change: (request, size) => withField(request, 'X-Fuzz', 'a'.repeat(Number(size) || 1)),
    destructive: true,
  }),
];
