import { slotName, withItem } from '../../structured-request.ts';
import { parameterSlots } from '../applies.ts';
import type { Group, MutationClass, Settlement } from '../mutation.ts';
import { variants } from '../variants.ts';

/** A class that gives documented parameters whose names match one of some values, encoded as they are written. */
export function parameterVariants(
  slug: string,
  title: string,
  name: RegExp,
  values: readonly (string | null)[],
  options: {
    readonly group?: Group;
    readonly settles?: Settlement | ((value: string, slot: string) => Settlement | undefined);
  } = {},
): MutationClass {
  return variants<string>({
    slug,
    group: options.group ?? 'listing',
    title,
    order: 'before-signing',
    slots: parameterSlots('query', name),
    values: values.map((value) => value ?? NO_VALUE),
    change: (request, value, slot) => withItem(request, slotName(slot), value === NO_VALUE ? null : value),
    ...(options.settles === undefined ? {} : { settles: options.settles }),
  });
}

/** Stands for a name without `=`. */
const NO_VALUE = '(no value)';
