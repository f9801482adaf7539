import type { StructuredRequest } from '../../structured-request.ts';
import { addressesObject, at, both, removes, type Trait } from '../applies.ts';
import type { MutationClass, Settlement } from '../mutation.ts';
import { variants } from '../variants.ts';

/** What becomes of the last segment of the path, which is the key of the prepared object. */
export type SegmentChange = (segment: string, form: string) => string | undefined;

/** What may differ from one class about keys to the next. */
export interface KeyOptions {
  readonly settles?: Settlement;
  readonly raw?: true;
  readonly when?: Trait;
}

/** A class that writes the key otherwise. */
export function inKey(
  slug: string,
  title: string,
  values: readonly string[],
  change: SegmentChange,
  { settles, raw, when = addressesObject }: KeyOptions = {},
): MutationClass {
  return variants({
    slug,
    group: 'uri',
    title,
    ...(raw ? { raw } : {}),
    slots: at('path', when),
    values,
    change: (request, form) => withLastSegment(request, (segment) => change(segment, form)),
    ...(settles ? { settles } : {}),
  });
}

/** What ends one level higher must not take away a bucket or an account. */
export const keepsBucket: Trait = both(addressesObject, (about, request) => !removes(about, request));

/** The request with the last segment of its path changed. */
export function withLastSegment(
  request: StructuredRequest,
  change: (segment: string) => string | undefined,
): StructuredRequest | undefined {
  const at = request.path.lastIndexOf('/') + 1;
  const changed = change(request.path.slice(at));
  return changed === undefined ? undefined : { ...request, path: `${request.path.slice(0, at)}${changed}` };
}

/** Behind the key as it is. */
export const append: SegmentChange = (segment, text) => `${segment}${text}`;
/** Before the key as it is. */
export const prepend: SegmentChange = (segment, text) => `${text}${segment}`;
/** In place of the key. */
export const replace: SegmentChange = (_, text) => text;
