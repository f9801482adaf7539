import type { HeaderList } from './headers.ts';

/** A successful answer that may be a listing of objects. */
export interface ListedAnswer {
  /** Target of the request it answers, as written in the request line. */
  readonly target: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
}

/**
 * Reads the names in a listing of objects, as they are written and in their order, folded ones among them; undefined for
 * an answer that is none. Never throws.
 */
export type ListedNames = (answer: ListedAnswer) => readonly string[] | undefined;
