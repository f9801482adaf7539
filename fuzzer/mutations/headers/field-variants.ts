import { type StructuredRequest, slotName, withField } from '../../structured-request.ts';
import type { Group, MutationClass, Settlement } from '../mutation.ts';
import { type Slots, variants } from '../variants.ts';

/** A class that gives a field one of some values. */
export interface FieldVariants {
  readonly slug: string;
  readonly title: string;
  readonly group?: Group;
  readonly slots: Slots;
  readonly values: readonly string[];
  readonly raw?: true;
  readonly settles?: Settlement | ((value: string, slot: string) => Settlement | undefined);
}

/** A class that sets the field its slot names, before signing. */
export function fieldVariants({ group = 'headers', ...rest }: FieldVariants): MutationClass {
  return variants({
    ...rest,
    group,
    order: 'before-signing',
    change: (request, value, slot) => withField(request, canonicalName(slotName(slot)), value),
  });
}

/** A field name as it is mostly written. */
function canonicalName(name: string): string {
  return name.replace(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

/** Fields that the request has and that are not for the way, e.g. Content-Type; by name in lower case. */
export function ownFields(request: StructuredRequest): string[] {
  const names = request.headers
    .map(({ name }) => name.toLowerCase())
    .filter((name) => !['host', 'content-length', 'authorization', 'content-md5', ''].includes(name));
  return [...new Set(names)];
}
