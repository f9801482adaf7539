import fc from 'fast-check';
import { withField, withFurtherField } from '../structured-request.ts';
import { type About, type MutationClass, mutation, type Settlement, settled } from './mutation.ts';

/** Reading the bytes of an object, where a range means something. */
function readsBytes({ operation }: About): boolean {
  return (
    operation.method === 'GET' &&
    operation.resource === 'object' &&
    operation.success.some(({ body }) => body === 'bytes')
  );
}

const SLOT = 'header:range';

/** A class that sets Range to one of some values. */
function range(slug: string, title: string, values: readonly string[], settles?: Settlement): MutationClass {
  return mutation<string>({
    slug,
    group: 'range',
    title,
    slots: (_, about) => (readsBytes(about) ? [SLOT] : []),
    args: () => fc.constantFrom(...values),
    apply: (request, _, value) => withField(request, 'Range', value),
    ...(settles ? { settles: () => settles } : {}),
  });
}

const PARTIAL = settled({ kind: 'status', status: [206] }, 'RFC 9110 section 14.2', 'should');
const UNSATISFIABLE = settled({ kind: 'status', status: [416] }, 'RFC 9110 section 15.5.17', 'should');
/** A Range that is no valid one is ignored: RFC 9110 section 14.2. Many servers refuse it. */
const IGNORED = settled({ kind: 'status', status: [200, 416, 400] }, 'RFC 9110 section 14.2', 'should');

/** Ranges of objects. The prepared object has some twenty bytes. */
export const rangeMutations: readonly MutationClass[] = [
  range('ra-first-byte', 'the first byte', ['bytes=0-0'], PARTIAL),
  range('ra-last-byte', 'an end beyond the object', ['bytes=1-1000', 'bytes=20-9999999'], PARTIAL),
  range('ra-open-end', 'no end', ['bytes=0-', 'bytes=5-'], PARTIAL),
  range('ra-suffix', 'the last bytes', ['bytes=-1', 'bytes=-5', 'bytes=-9999'], PARTIAL),
  range('ra-suffix-zero', 'the last zero bytes', ['bytes=-0', 'bytes=-00'], UNSATISFIABLE),
  range('ra-start-at-size', 'a start behind the end', ['bytes=1000-', 'bytes=1000-2000'], UNSATISFIABLE),
  range('ra-reversed', 'an end before the start', ['bytes=5-3', 'bytes=9-0'], IGNORED),
  range('ra-only-dash', 'a dash alone', ['bytes=-', 'bytes='], IGNORED),
  range('ra-no-equals', 'no equals sign', ['bytes 0-5', 'bytes:0-5', '0-5'], IGNORED),
  range('ra-unit-unknown', 'another unit', ['items=0-5', '=0-5', 'byte=0-3'], IGNORED),
  range('ra-unit-case', 'the unit in other letter case', ['Bytes=0-3', 'BYTES=0-3']),
  range('ra-ws', 'white space inside', [
    'bytes= 0-3',
    'bytes=0 -3',
    'bytes =0-3',
    'bytes=0-3 ',
    'bytes=\t0-3',
    'bytes=1 2-15',
  ]),
  range('ra-plus', 'plus signs', ['bytes=+0-5', 'bytes=0-+5', 'bytes=-+5'], IGNORED),
  range('ra-underscore', 'underscores in numbers', ['bytes=1_0-20', 'bytes=0-1_0'], IGNORED),
  range(
    'ra-leading-zero',
    'leading zeros',
    ['bytes=00-0005', 'bytes=000000000000000000000000000001-3'],
    PARTIAL,
  ),
  range('ra-decimal-exp', 'decimal and exponent', ['bytes=0.0-5', 'bytes=0-1e1'], IGNORED),
  range('ra-hex', 'hexadecimal', ['bytes=0x0-0x5', 'bytes=0-a'], IGNORED),
  range('ra-neg-double', 'several dashes', ['bytes=--5', 'bytes=-5-10', 'bytes=5--10'], IGNORED),
  range(
    'ra-overflow',
    'numbers beyond 32, 53 and 64 bits',
    [
      'bytes=0-2147483648',
      'bytes=0-9007199254740993',
      'bytes=0-9223372036854775808',
      'bytes=0-18446744073709551615',
      'bytes=0-18446744073709551616',
      'bytes=1-1111111111111111111111111111111111111111',
      'bytes=-18446744073709551617',
    ],
    PARTIAL,
  ),
  range(
    'ra-overflow-start',
    'a start beyond 64 bits',
    [
      'bytes=18446744073709551616-',
      'bytes=4294967296-4294967300',
      'bytes=18446744073709551617-18446744073709551619',
    ],
    UNSATISFIABLE,
  ),
  range('ra-multi-disjoint', 'two ranges', ['bytes=0-1,4-5', 'bytes=0-1, 4-5']),
  range('ra-multi-overlap', 'overlapping ranges', ['bytes=0-5,3-8', 'bytes=0-1,0-1,0-1']),
  range('ra-multi-descending', 'ranges in descending order', ['bytes=8-9,4-5,0-1']),
  range('ra-multi-one-bad', 'one bad range among good ones', [
    'bytes=0-1,x',
    'bytes=0-1,1000-2000',
    'bytes=0-1,5-3',
  ]),
  range('ra-list-empty-elem', 'empty elements', ['bytes=0-1,,2-3', 'bytes=0-1,', 'bytes=,0-1']),
  mutation<string>({
    slug: 'ra-header-dup',
    group: 'range',
    title: 'two Range fields',
    slots: (_, about) => (readsBytes(about) ? [SLOT] : []),
    args: () => fc.constantFrom('bytes=4-5', 'bytes=0-1', 'x'),
    apply: (request, _, value) =>
      withFurtherField(withField(request, 'Range', 'bytes=0-1'), { name: 'Range', value }),
  }),
  mutation<string>({
    slug: 'ra-on-other',
    group: 'range',
    title: 'Range where it means nothing',
    slots: (_, about) => (readsBytes(about) || about.operation.method === 'HEAD' ? [] : [SLOT]),
    args: () => fc.constantFrom('bytes=0-3', 'bytes=9999-'),
    apply: (request, _, value) => withField(request, 'Range', value),
    settles: () => settled('as-unmutated', 'RFC 9110 section 14.2'),
  }),
];
