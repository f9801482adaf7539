import { withField } from '../../structured-request.ts';
import { at, readsBytes, type Trait } from '../applies.ts';
import { type MutationClass, type Settlement, settled } from '../mutation.ts';
import { variants } from '../variants.ts';

/** The slot of the Range field. */
export const RANGE = 'header:range';

/** A class that sets Range to one of some values. */
export function ranges(
  slug: string,
  title: string,
  values: readonly string[],
  settles?: Settlement | ((value: string) => Settlement | undefined),
  options: { readonly raw?: true; readonly when?: Trait } = {},
): MutationClass {
  return variants({
    slug,
    group: 'range',
    title,
    ...(options.raw ? { raw: true } : {}),
    slots: at(RANGE, options.when ?? readsBytes),
    values,
    change: (request, value) => withField(request, 'Range', value),
    ...(settles === undefined ? {} : { settles }),
  });
}

/** Ranges may be ignored altogether; who does not answers so. RFC 9110 sections 14.2 and 15.3.7. */
export const PARTIAL: Settlement = settled(
  { kind: 'status', status: [206] },
  'RFC 9110 section 15.3.7',
  'should',
);
/** RFC 9110 section 15.5.17. */
export const UNSATISFIABLE: Settlement = settled(
  { kind: 'status', status: [416] },
  'RFC 9110 section 15.5.17',
  'should',
);
/** A Range that is no valid one may be ignored or rejected: RFC 9110 section 14.2. */
export const INVALID: Settlement = settled(
  { kind: 'status', status: [200, 400, 416] },
  'RFC 9110 section 14.2',
  'should',
);
/** A unit that is not known is ignored: RFC 9110 section 14.2. */
export const IGNORED: Settlement = settled({ kind: 'status', status: [200] }, 'RFC 9110 section 14.2');
