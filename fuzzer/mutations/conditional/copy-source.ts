import { slotName, withField } from '../../structured-request.ts';
import { namedParameters } from '../applies.ts';
import type { About, MutationClass } from '../mutation.ts';
import { variants } from '../variants.ts';
import { FUTURE, OTHER, PAST } from './condition.ts';

const CONDITION = /if-(none-match|match|modified-since|unmodified-since)$/i;

/** Fields with conditions on the source of a copy, by their endings in lower case. */
function sourceConditions(about: About): readonly string[] {
  return about.operation.copies ? namedParameters(about, 'header', CONDITION).map(({ name }) => name) : [];
}

const slots = (_: unknown, about: About): string[] =>
  sourceConditions(about).map((name) => `header:${name.toLowerCase()}`);
const isDate = (slot: string): boolean => slot.endsWith('-since');

/** Values by whether the condition holds for any source. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  'if-match': ['*', OTHER],
  'if-none-match': [OTHER, '*'],
  'if-modified-since': [PAST, FUTURE],
  'if-unmodified-since': [FUTURE, PAST],
};

/** Conditions on the source of a copy. */
export const copySourceConditionMutations: readonly MutationClass[] = [
  variants({
    slug: 'co-copy-source-condition',
    group: 'conditional',
    title: 'a condition on the source of a copy',
    order: 'before-signing',
    slots,
    values: (slot) => VALUES[CONDITION.exec(slot)?.[0] ?? ''] ?? [],
    change: (request, value, slot) => withField(request, slotName(slot), value),
  }),
  variants({
    slug: 'co-copy-source-odd',
    group: 'conditional',
    title: 'an odd condition on the source of a copy',
    order: 'before-signing',
    slots,
    values: (slot) =>
      isDate(slot)
        ? ['', 'yesterday', '0', 'Thu, 32 Jan 2015 00:00:00 GMT']
        : ['', 'abc', '"abc', `W/${OTHER}`, ','],
    change: (request, value, slot) => withField(request, slotName(slot), value),
  }),
  variants<readonly string[]>({
    slug: 'co-copy-source-pair',
    group: 'conditional',
    title: 'two conditions on the source of a copy',
    order: 'before-signing',
    slots: (_, about) => (sourceConditions(about).length > 1 ? ['header'] : []),
    values: [
      ['if-match', '*', 'if-unmodified-since', PAST],
      ['if-match', '*', 'if-unmodified-since', FUTURE],
      ['if-none-match', OTHER, 'if-modified-since', FUTURE],
      ['if-none-match', OTHER, 'if-modified-since', PAST],
      ['if-match', '*', 'if-none-match', OTHER],
      ['if-match', '*', 'if-modified-since', PAST],
      ['if-modified-since', PAST, 'if-unmodified-since', FUTURE],
    ],
    change: (request, [one = '', first = '', other = '', second = ''], _, about) => {
      const named = (ending: string): string | undefined =>
        sourceConditions(about).find((name) => name.toLowerCase().endsWith(ending));
      const [left, right] = [named(one), named(other)];
      return left === undefined || right === undefined
        ? undefined
        : withField(withField(request, left, first), right, second);
    },
  }),
];
