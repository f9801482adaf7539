import { leafMarkup } from '../../xml-node.ts';
import type { MutationClass } from '../mutation.ts';
import { inElement, isNumber, withText } from './xml-variants.ts';

/** A class of numbers in other forms; `n` stands for the number as it is. */
function numbers(slug: string, title: string, ...forms: readonly string[]): MutationClass {
  return inElement(slug, title, forms, isNumber, (node, form) => [
    withText(
      node,
      form.replace('n', () => leafMarkup(node)),
    ),
  ]);
}

/** Numbers in documents. */
export const xmlNumberMutations: readonly MutationClass[] = [
  numbers('xm-num-plus', 'a plus sign', '+n'),
  numbers('xm-num-decimal', 'decimals', 'n.0', 'n.5', 'n.', '.5'),
  numbers('xm-num-exp', 'an exponent', '1e0', '1e3', '1E1'),
  numbers('xm-num-leading-zero', 'leading zeros', '0n', '000n'),
  numbers('xm-num-zero', 'zero', '0', '00'),
  numbers('xm-num-negative', 'negative numbers', '-1', '-0', '--1', '-n'),
  numbers(
    'xm-num-overflow',
    'numbers beyond 31, 63 and more bits',
    '2147483647',
    '2147483648',
    '4294967297',
    '9223372036854775808',
    '18446744073709551617',
    '1'.repeat(40),
  ),
  numbers('xm-num-hex', 'hexadecimal numbers', '0x1', '0X1', '1h'),
  numbers('xm-num-thousands', 'separated thousands', '1,000', '1 000', '1_000', "1'000"),
  numbers('xm-num-unicode', 'digits that are not ASCII', '\uff11', '\u0661', '\u00b2'),
  numbers('xm-num-word', 'words for numbers', 'one', 'NaN', 'Infinity', 'null', 'true'),
  numbers('xm-num-empty', 'no number', ''),
];
