import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { Json } from '../json.ts';
import { bodyBytes, documentOf, type StructuredRequest } from '../structured-request.ts';
import { writeXml } from '../xml-node.ts';
import {
  type About,
  type AboutCase,
  type Group,
  type MutationClass,
  mutation,
  type Settlement,
} from './mutation.ts';

/** Slots of a request that a class applies to. */
export type Slots = MutationClass['slots'];

/** A class described by its variants: what may be written there, and how it is written. */
export interface Variants<Args extends Json>
  extends Pick<MutationClass, 'order' | 'raw' | 'destructive' | 'settlesEitherOrder'> {
  readonly slug: string;
  readonly group: Group;
  readonly title: string;
  readonly slots: Slots;
  /** What it may be applied with; a slot for which there is nothing is left out. All of one type. */
  readonly values:
    | readonly Args[]
    | ((slot: string, request: StructuredRequest, about: About) => readonly Args[]);
  /** The changed request; undefined or the request itself when there is nothing to change. */
  readonly change: (
    request: StructuredRequest,
    args: Args,
    slot: string,
    about: About,
  ) => StructuredRequest | undefined;
  readonly settles?: Settlement | ((args: Args, slot: string, about: AboutCase) => Settlement | undefined);
}

/**
 * A class made from its variants. It changes something or returns undefined, and arguments of another type than its
 * own change nothing.
 */
export function variants<Args extends Json = string>(of: Variants<Args>): MutationClass {
  const { values, slots, change, settles, ...named } = of;
  const valuesAt = typeof values === 'function' ? values : () => values;
  return mutation<Args>({
    ...named,
    slots: (request, about) =>
      slots(request, about).filter((slot) => valuesAt(slot, request, about).length > 0),
    args: (slot, request, about) => fc.constantFrom(...valuesAt(slot, request, about)),
    apply: (request, slot, args, about) => {
      const known = valuesAt(slot, request, about);
      if (!known.some((value) => isAlike(value, args))) return undefined;
      const changed = change(request, args, slot, about);
      return changed === undefined || isSame(changed, request) ? undefined : changed;
    },
    ...(settles === undefined ? {} : { settles: typeof settles === 'function' ? settles : () => settles }),
  });
}

/** Whether a value out of a file is of the type of a known one; objects are records of texts. */
function isAlike(known: Json, value: Json): boolean {
  if (typeof known !== typeof value || Array.isArray(known) !== Array.isArray(value)) return false;
  if (typeof value !== 'object') return true;
  return known !== null && value !== null && Object.values(value).every((item) => typeof item === 'string');
}

/** Whether a request is as it was: a document that was parsed and only written again counts as that. */
function isSame(changed: StructuredRequest, request: StructuredRequest): boolean {
  if (!isDeepStrictEqual({ ...changed, body: null }, { ...request, body: null })) return false;
  if (changed.body === request.body) return true;
  const bytes = bodyBytes(changed);
  if (Buffer.compare(bytes, bodyBytes(request)) === 0) return true;
  const document = documentOf(request);
  return document !== undefined && Buffer.compare(bytes, Buffer.from(writeXml(document))) === 0;
}
