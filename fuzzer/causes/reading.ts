import type { StructuredRequest } from '../structured-request.ts';

/**
 * Another way to read a request than the standards have it, such as servers read requests by mistake. What the reference
 * answers to a request that is changed so tells what a server answers that reads requests so.
 */
export interface Reading {
  /** Permanent: part of the families of findings. */
  readonly name: string;
  /** What it takes as allowed that is not: readings that differ in what they make of it are one cause. */
  readonly allows?: string;
  /** True for what is about a part of the request: it explains less than what is about all of it. */
  readonly part?: true;
  /** What such a server does, behind "as if", for reports; the subject is filled in for `it`. */
  readonly says: (subject: string) => string;
  /** What of the request it may be about, e.g. names of fields; one empty text for the request as a whole. */
  readonly subjects: (request: StructuredRequest) => readonly string[];
  /** The request as it is understood; undefined when that is how it was meant. Pure. */
  readonly change: (request: StructuredRequest, subject: string) => StructuredRequest | undefined;
}

/** A reading of the request as a whole. */
export function reading(
  name: string,
  says: string,
  change: Reading['change'],
  more: Pick<Reading, 'allows'> = {},
): Reading {
  return { name, says: () => says, subjects: () => [''], change, ...more };
}
