import { joinBytes, wireBytes } from '../../../harness/transport/bytes.ts';
import { bodyBytes, type StructuredRequest, withoutField } from '../../structured-request.ts';
import { type About, type MutationClass, settled } from '../mutation.ts';
import { framing, hasContent, lengthOf, reframed, withLengths } from './frame.ts';

/** An invalid length is refused and the connection closed: RFC 9112 section 6.3. */
const REFUSED = settled('refused', 'RFC 9112 section 6.3');

/** A class with the length written in other forms; `n` stands for the number of bytes. */
function lengths(
  slug: string,
  title: string,
  values: readonly string[],
  settles: typeof REFUSED | ((args: string) => typeof REFUSED | undefined) | undefined = REFUSED,
): MutationClass {
  return framing({
    slug,
    title,
    values,
    when: hasContent,
    order: 'before-signing',
    change: (request, form) => withLengths(request, [form.replaceAll('n', String(lengthOf(request)))]),
    ...(settles === undefined ? {} : { settles }),
  });
}

/** A form gets its length when it is signed. */
function hasOwnLength(request: StructuredRequest, { operation }: About): boolean {
  return hasContent(request) && operation.authentication !== 'form';
}

/** How long a server that waits for the rest of a body is waited for. */
const PATIENCE_MS = 1_500;

/** Lengths, mostly wrong ones. */
export const contentLengthMutations: readonly MutationClass[] = [
  framing({
    slug: 'fr-cl-dup-same',
    title: 'Content-Length twice with one value',
    values: ['2', '3'],
    when: hasOwnLength,
    order: 'before-signing',
    change: (request, count) => {
      const length = String(lengthOf(request));
      return withLengths(
        request,
        Array.from({ length: count === '3' ? 3 : 2 }, () => length),
      );
    },
  }),
  framing({
    slug: 'fr-cl-dup-differ',
    title: 'two different lengths',
    values: ['first', 'second'],
    when: hasOwnLength,
    order: 'before-signing',
    change: (request, right) => {
      const length = String(lengthOf(request));
      const other = length === '1' ? '2' : '1';
      return withLengths(request, right === 'first' ? [length, other] : [other, length]);
    },
    settles: REFUSED,
  }),
  lengths('fr-cl-list', 'a list of lengths in one field', ['n, n', 'n,n', 'n, 1', '1, n'], (form) =>
    form.includes('1') ? REFUSED : undefined,
  ),
  framing({
    slug: 'fr-cl-empty',
    title: 'an empty length',
    values: [''],
    when: hasContent,
    order: 'before-signing',
    change: (request, value) => withLengths(request, [value]),
    settles: REFUSED,
  }),
  lengths('fr-cl-sign', 'lengths with a sign', ['+n', '-n', '-0', '+0']),
  lengths('fr-cl-hex', 'hexadecimal lengths', ['0xn', '0Xn']),
  framing({
    slug: 'fr-cl-octal',
    title: 'leading zeros, which make no number octal',
    values: ['0', '00000000'],
    when: hasContent,
    order: 'before-signing',
    change: (request, zeros) => withLengths(request, [`${zeros}${lengthOf(request)}`]),
  }),
  lengths('fr-cl-underscore', 'underscores in a length', ['n_', '_n', '1_0']),
  lengths('fr-cl-prefix', 'lengths with something behind them', [
    'nabc',
    'n;x',
    'n n',
    'n.0',
    'ne0',
    'n\u0000',
  ]),
  lengths('fr-cl-unicode-digit', 'digits that are not ASCII', ['\u0661\u0661', '\u00b2', '\uff11']),
  lengths('fr-cl-overflow', 'lengths beyond 31, 63 and 64 bits', [
    '18446744073709551616',
    '36893488147419103232',
    '9223372036854775808',
    '111111111111111111111111111111',
  ]),
  framing({
    slug: 'fr-cl-short-body',
    title: 'less content than announced',
    values: ['half-close', 'wait'],
    when: hasContent,
    order: 'before-signing',
    change: (request, afterwards) =>
      reframed(withLengths(request, [String(lengthOf(request) + 10)]), {
        raw: {
          ...(afterwards === 'half-close' ? { halfClose: true } : {}),
          limits: { responseMs: PATIENCE_MS },
        },
      }),
    settles: settled('refused', 'RFC 9112 section 8'),
  }),
  framing({
    slug: 'fr-cl-long-body',
    title: 'more content than announced',
    values: ['x', 'GET / HTTP/1.1\r\n\r\n', '\r\n'],
    when: hasContent,
    order: 'before-signing',
    change: (request, more) =>
      reframed(request, { content: joinBytes([bodyBytes(request), wireBytes(more)]) }),
  }),
  framing({
    slug: 'fr-cl-missing',
    title: 'neither length nor chunks',
    values: ['field'],
    when: hasContent,
    order: 'before-signing',
    change: (request) => withoutField(request, 'content-length'),
  }),
];
