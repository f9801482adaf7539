import type { MutationClass } from '../mutation.ts';
import { IGNORED, INVALID, PARTIAL, ranges, UNSATISFIABLE } from './range-variants.ts';

/** One range. The prepared object has some twenty bytes. */
export const singleRangeMutations: readonly MutationClass[] = [
  ranges('ra-first-byte', 'the first byte', ['bytes=0-0'], PARTIAL),
  ranges('ra-last-byte', 'an end beyond the object', ['bytes=1-1000', 'bytes=2-9999999'], PARTIAL),
  ranges('ra-open-end', 'no end', ['bytes=0-', 'bytes=3-'], PARTIAL),
  ranges('ra-suffix', 'the last bytes', ['bytes=-1', 'bytes=-5', 'bytes=-9999'], PARTIAL),
  ranges('ra-suffix-zero', 'the last zero bytes', ['bytes=-0', 'bytes=-00'], UNSATISFIABLE),
  ranges('ra-start-at-size', 'a start behind the end', ['bytes=1000-', 'bytes=1000-2000'], UNSATISFIABLE),
  ranges('ra-reversed', 'an end before the start', ['bytes=5-3', 'bytes=9-0'], INVALID),
  ranges('ra-only-dash', 'a dash alone', ['bytes=-', 'bytes='], INVALID),
  ranges('ra-no-equals', 'no equals sign', ['bytes 0-5', 'bytes:0-5', '0-5'], INVALID),
  ranges('ra-unit-unknown', 'another unit', ['items=0-5', 'byte=0-3', '=0-5'], (value) =>
    value.startsWith('=') ? INVALID : IGNORED,
  ),
  ranges('ra-unit-case', 'the unit in other letter case', ['Bytes=0-3', 'BYTES=0-3']),
  ranges('ra-ws', 'white space inside', [
    'bytes= 0-3',
    'bytes=0 -3',
    'bytes =0-3',
    'bytes=\t0-3',
    'bytes=1 2-15',
    'bytes=0- 3',
  ]),
  ranges('ra-plus', 'plus signs', ['bytes=+0-5', 'bytes=0-+5', 'bytes=-+5'], INVALID),
  ranges('ra-underscore', 'underscores in numbers', ['bytes=1_0-20', 'bytes=0-1_0', 'bytes=-1_0'], INVALID),
  ranges(
    'ra-leading-zero',
    'leading zeros',
    ['bytes=00-0005', 'bytes=000000000000000000000000000001-3'],
    PARTIAL,
  ),
  ranges('ra-decimal-exp', 'decimals and exponents', ['bytes=0.0-5', 'bytes=0-1e1', 'bytes=0-5.'], INVALID),
  ranges('ra-hex', 'hexadecimal numbers', ['bytes=0x0-0x5', 'bytes=0-a'], INVALID),
  ranges(
    'ra-unicode-digit',
    'digits that are not ASCII',
    ['bytes=0-\u0663', 'bytes=\u0660-\u0663', 'bytes=0-\u00b3', 'bytes=0-\uff13'],
    INVALID,
    { raw: true },
  ),
  ranges(
    'ra-neg-double',
    'several dashes',
    ['bytes=--5', 'bytes=-5-10', 'bytes=5--10', 'bytes=0-1-2'],
    INVALID,
  ),
  ranges(
    'ra-overflow',
    'ends beyond 32, 53 and 64 bits',
    [
      'bytes=0-2147483648',
      'bytes=0-4294967297',
      'bytes=0-9007199254740993',
      'bytes=0-9223372036854775808',
      'bytes=0-18446744073709551615',
      'bytes=0-18446744073709551616',
      'bytes=1-1111111111111111111111111111111111111111',
      'bytes=-18446744073709551617',
    ],
    PARTIAL,
  ),
  ranges(
    'ra-overflow-start',
    'starts beyond 32 and 64 bits',
    [
      'bytes=18446744073709551616-',
      'bytes=4294967296-4294967300',
      'bytes=18446744073709551617-18446744073709551619',
    ],
    UNSATISFIABLE,
  ),
];
