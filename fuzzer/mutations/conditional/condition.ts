import { placeholder } from '../../placeholders.ts';
import { withField } from '../../structured-request.ts';
import { at, readsObject, type Trait } from '../applies.ts';
import { type Group, type MutationClass, type Settlement, settled } from '../mutation.ts';
import { variants } from '../variants.ts';

/** The tag of the prepared object, with its quotes. */
export const ETAG = placeholder('etag');
/** A tag that no object has. */
export const OTHER = '"00000000000000000000000000000000"';
export const PAST = 'Thu, 01 Jan 2015 00:00:00 GMT';
export const FUTURE = 'Thu, 01 Jan 2037 00:00:00 GMT';

/** Header fields to be set, by name. */
export type Conditions = Readonly<Record<string, string>>;

/** RFC 9110 section 13.1.2: with GET and HEAD the answer is 304. */
export const NOT_MODIFIED: Settlement = settled({ kind: 'status', status: [304] }, 'RFC 9110 section 13.1.2');
/** RFC 9110 section 13.1: the method is not performed. */
export const FAILED: Settlement = settled({ kind: 'status', status: [412] }, 'RFC 9110 section 13.1');
/** RFC 9110 section 13.1: the condition holds. */
export const PASSED: Settlement = settled('as-unmutated', 'RFC 9110 section 13.1');

/** A class that sets conditions; the slot is the first of them. */
export function conditions(
  slug: string,
  title: string,
  list: readonly Conditions[],
  settles?: Settlement | ((fields: Conditions) => Settlement | undefined),
  options: { readonly when?: Trait; readonly group?: Group; readonly raw?: true } = {},
): MutationClass {
  const name = Object.keys(list[0] ?? {})[0] ?? '';
  const { when = readsObject, group = 'conditional', raw } = options;
  return variants<Conditions>({
    slug,
    group,
    title,
    ...(raw ? { raw } : {}),
    slots: at(`header:${name.toLowerCase()}`, when),
    values: list,
    change: (request, fields) =>
      Object.entries(fields).reduce((changed, [field, value]) => withField(changed, field, value), request),
    ...(settles === undefined
      ? {}
      : {
          settles: (fields, _, about) =>
            // Elsewhere the documentation decides whether conditions mean anything.
            about.operation.effect !== 'none'
              ? undefined
              : typeof settles === 'function'
                ? settles(fields)
                : settles,
        }),
  });
}

/** The same field with each of the values. */
export function each(name: string, ...values: readonly string[]): Conditions[] {
  return values.map((value) => ({ [name]: value }));
}
