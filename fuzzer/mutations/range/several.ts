import { withField, withFurtherField } from '../../structured-request.ts';
import { at, readsBytes } from '../applies.ts';
import type { MutationClass } from '../mutation.ts';
import { variants } from '../variants.ts';
import { RANGE, ranges } from './range-variants.ts';

const many = (count: number, range: (n: number) => string): string =>
  `bytes=${Array.from({ length: count }, (_, n) => range(n)).join(',')}`;
const MANY: Readonly<Record<string, string>> = {
  '50': many(50, () => '0-0'),
  '51': many(51, () => '0-0'),
  '51 ascending': many(51, (n) => `${n}-${n}`),
  '1000': many(1000, () => '0-'),
};

/** Several ranges. */
export const severalRangesMutations: readonly MutationClass[] = [
  ranges('ra-multi-disjoint', 'two ranges', ['bytes=0-1,4-5', 'bytes=0-1, 4-5', 'bytes=0-0,-1']),
  ranges('ra-multi-adjacent', 'ranges that touch', ['bytes=0-1,2-3', 'bytes=0-3,4-']),
  ranges('ra-multi-overlap', 'overlapping ranges', [
    'bytes=0-5,3-8',
    'bytes=0-1,0-1,0-1',
    'bytes=0-5,1-6,2-7,3-8',
    'bytes=0-,0-,0-',
  ]),
  ranges('ra-multi-descending', 'ranges in descending order', [
    'bytes=8-9,4-5,0-1',
    'bytes=9-9,8-8,7-7,6-6,5-5,4-4,3-3,2-2,1-1,0-0',
    '-1,bytes=0-0',
  ]),
  variants({
    slug: 'ra-multi-many',
    group: 'range',
    title: 'very many ranges',
    slots: at(RANGE, readsBytes),
    values: Object.keys(MANY),
    change: (request, count) => {
      const value = MANY[count];
      return value === undefined ? undefined : withField(request, 'Range', value);
    },
  }),
  ranges('ra-multi-one-bad', 'one bad range among good ones', [
    'bytes=0-1,x',
    'bytes=0-1,1000-2000',
    'bytes=1000-,0-1',
    'bytes=0-1,5-3',
    'bytes=0-1,-0',
  ]),
  ranges('ra-list-empty-elem', 'empty elements', ['bytes=0-1,,2-3', 'bytes=0-1,', 'bytes=,0-1', 'bytes=,']),
  variants({
    slug: 'ra-header-dup',
    group: 'range',
    title: 'two Range fields',
    slots: at(RANGE, readsBytes),
    values: ['bytes=4-5', 'bytes=0-1', 'x', ''],
    change: (request, value) =>
      withFurtherField(withField(request, 'Range', 'bytes=0-1'), { name: 'Range', value }),
  }),
];
