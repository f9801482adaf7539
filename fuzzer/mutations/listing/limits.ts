import type { MutationClass } from '../mutation.ts';
import { parameterVariants } from './parameter-variants.ts';

const LIMIT = /^(max-\w+|limit)$/;
const limits = (slug: string, title: string, ...values: readonly string[]): MutationClass =>
  parameterVariants(slug, title, LIMIT, values);

/** How many entries are asked for. */
export const listingLimitMutations: readonly MutationClass[] = [
  limits('li-max-zero', 'no entries', '0', '00'),
  limits('li-max-negative', 'a negative number of entries', '-1', '-0', '-1000'),
  limits(
    'li-max-overflow',
    'numbers of entries beyond 31, 32, 63 and 64 bits',
    '2147483648',
    '4294967297',
    '9223372036854775808',
    '18446744073709551617',
    '1'.repeat(40),
  ),
  limits(
    'li-max-nonnumeric',
    'a number of entries that is none',
    'a',
    '1a',
    'NaN',
    'Infinity',
    '0x10',
    '%EF%BC%91',
    '%C2%B2',
    '1_0',
  ),
  limits('li-max-plus', 'a plus sign before the number of entries', '%2B1', '+1', '%201', '1%20'),
  limits('li-max-decimal', 'decimals and exponents', '1.0', '1.5', '1e1', '1.'),
  limits('li-max-leading-zero', 'leading zeros', '01', '0000000000000000000001'),
  limits('li-max-empty', 'an empty number of entries', ''),
  limits('li-max-above-cap', 'more entries than are given', '1001', '10001', '100000'),
  limits('li-max-small', 'few entries', '1', '2', '3'),
];
