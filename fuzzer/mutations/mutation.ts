import type { Arbitrary } from 'fast-check';
import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import type { Json } from '../json.ts';
import type { StructuredRequest } from '../structured-request.ts';

/** Groups of the catalogue. */
export type Group =
  | 'framing'
  | 'method'
  | 'headers'
  | 'range'
  | 'conditional'
  | 'date'
  | 'uri'
  | 'xml'
  | 'signature'
  | 'cors'
  | 'acl'
  | 'multipart'
  | 'listing'
  | 'metadata';

/** What a mutation knows besides the request: nothing that changes from run to run. */
export interface About {
  readonly dialect: Dialect;
  readonly operation: Operation;
}

/** What a rule of a mutation knows besides. */
export interface AboutCase extends About {
  /** Whether the request was changed behind the back of its signature; undefined where that is not known. */
  readonly isBehindSignature?: boolean | undefined;
  /** The documents that the target claims to follow; undefined for all of the dialect's. */
  readonly profile?: string | undefined;
}

/**
 * What a standard or the documentation says of the outcome.
 * - `refused`: a status of 4xx, a redirection, or the connection is closed without an answer
 * - `as-unmutated`: the same status as the request without the mutation
 * - `status`: one of these
 * - `refusal`: one of the dialect's refusals, status and error code
 */
export type Expects =
  | { readonly kind: 'refused' }
  | { readonly kind: 'as-unmutated' }
  | { readonly kind: 'status'; readonly status: readonly number[] }
  | { readonly kind: 'refusal'; readonly refusal: string };

/** A rule that fixes the outcome of a mutation. */
export interface Settlement {
  readonly expects: Expects;
  /** Section of an RFC, or id of a claim of the dialect. */
  readonly source: string;
  /** How strongly it asks: a `must` fails, a `should` is non-strict, a `may` is only told. */
  readonly level: 'must' | 'should' | 'may';
}

/** A rule with its strength, `must` unless said otherwise. */
export function settled(
  expects: Expects | (Expects['kind'] & ('refused' | 'as-unmutated')),
  source: string,
  level: Settlement['level'] = 'must',
): Settlement {
  return { expects: typeof expects === 'string' ? { kind: expects } : expects, source, level };
}

/**
 * One class of the catalogue: a way to change a request, as a pure function.
 *
 * A class says where it applies (`slots`), with what (`args`, drawn once and kept in the case), what it does (`apply`),
 * and what has to come of it where a standard or a claim says so (`settles`). Without a rule only the invariants and the
 * comparison with the reference judge its outcome. See docs/FUZZING.md for how to add one.
 */
export interface MutationClass<Args extends Json = Json> {
  /** Permanent; the catalogue's. Part of finding ids. */
  readonly slug: string;
  readonly group: Group;
  /** What it does, in a few words, for reports. */
  readonly title: string;
  /** Whether it makes sense before signing, after, or both. `either` when absent. */
  readonly order?: 'before-signing' | 'after-signing';
  /** True when undici would refuse or mend the request. */
  readonly raw?: true;
  /** True for what may hurt a server, e.g. many requests' worth of memory; needs to be asked for. */
  readonly destructive?: true;
  /** Slots of the request it applies to; none when it means nothing here. */
  readonly slots: (request: StructuredRequest, about: About) => readonly string[];
  /** What it is applied with. */
  readonly args: (slot: string, request: StructuredRequest, about: About) => Arbitrary<Args>;
  /** The changed request; undefined when there is nothing to change in that slot. Never throws for any arguments. */
  readonly apply: (
    request: StructuredRequest,
    slot: string,
    args: Args,
    about: About,
  ) => StructuredRequest | undefined;
  readonly settles?: (args: Args, slot: string, about: AboutCase) => Settlement | undefined;
  /**
   * True when the rule knows of the order of changing and signing. Other rules are not asked about what was changed behind
   * the back of the signature in classes that leave the order open: any change may be refused there.
   */
  readonly settlesEitherOrder?: true;
}

/** A class with typed arguments as one of the registry. The arguments a case holds are those the class drew. */
export function mutation<Args extends Json>(of: MutationClass<Args>): MutationClass {
  return of as unknown as MutationClass;
}
