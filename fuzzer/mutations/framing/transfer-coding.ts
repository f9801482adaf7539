import { withFurtherField } from '../../structured-request.ts';
import { type MutationClass, type Settlement, settled } from '../mutation.ts';
import { framing, hasContent, inChunks, lengthOf, properly, reframed } from './frame.ts';

/** Where chunked is not the last coding, the length cannot be told: RFC 9112 section 6.3. */
const UNKNOWN_LENGTH = settled('refused', 'RFC 9112 section 6.3');

/** A class with chunked content under other names of its coding. */
function codings(
  slug: string,
  title: string,
  values: readonly string[],
  settles?: Settlement | ((coding: string) => Settlement | undefined),
): MutationClass {
  return framing({
    slug,
    title,
    values,
    when: hasContent,
    order: 'before-signing',
    change: (request, coding) => inChunks(request, properly, coding),
    ...(settles === undefined ? {} : { settles }),
  });
}

/** Transfer codings. */
export const transferCodingMutations: readonly MutationClass[] = [
  framing({
    slug: 'fr-te-and-cl',
    title: 'chunks and a length',
    values: ['right', 'short', 'long'],
    when: hasContent,
    order: 'before-signing',
    change: (request, form) => {
      const length = lengthOf(request);
      const value = form === 'right' ? length : form === 'short' ? 1 : length + 1000;
      return withFurtherField(inChunks(request), { name: 'Content-Length', value: String(value) });
    },
  }),
  framing({
    slug: 'fr-te-twice',
    title: 'chunked named twice',
    values: ['chunked, chunked', 'lines'],
    when: hasContent,
    order: 'before-signing',
    change: (request, form) =>
      form === 'lines'
        ? withFurtherField(inChunks(request), { name: 'Transfer-Encoding', value: 'chunked' })
        : inChunks(request, properly, form),
  }),
  codings('fr-te-empty-element', 'empty elements beside chunked', [', chunked', 'chunked,', 'chunked, ,']),
  codings('fr-te-case', 'chunked in other letter case', ['Chunked', 'CHUNKED']),
  codings(
    'fr-te-unknown',
    'codings that are not chunked',
    ['gzip', 'identity', 'xchunked', 'chunkedx', 'x'],
    UNKNOWN_LENGTH,
  ),
  codings(
    'fr-te-chunked-not-last',
    'another coding behind chunked',
    ['chunked, gzip', 'chunked, identity'],
    UNKNOWN_LENGTH,
  ),
  codings('fr-te-quoted', 'chunked quoted or with parameters', [
    'chunked;q=1',
    'chunked;a=b',
    '"chunked"',
    "'chunked'",
  ]),
  codings(
    'fr-te-odd-space',
    'odd characters around chunked',
    ['\tchunked', 'chunked\t', '\u000bchunked', 'chunked\u00a0', 'chunked\u0085'],
    (coding) => (coding.includes('\t') ? undefined : UNKNOWN_LENGTH),
  ),
  framing({
    slug: 'fr-te-http10',
    title: 'chunks in HTTP/1.0',
    values: ['HTTP/1.0'],
    when: hasContent,
    order: 'before-signing',
    change: (request, version) => reframed(inChunks(request), { version }),
  }),
];
