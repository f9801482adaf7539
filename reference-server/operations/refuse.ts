/** What a refusal tells the client beyond its name: further elements of the error document, in order. */
export type RefusalDetails = Readonly<Record<string, string>>;

/**
 * A documented refusal, thrown by whoever notices it and answered in one place. It carries the shared name
 * (`missing-bucket`, `access-denied`); status, code and sentence come from the dialect's table.
 */
export class Refused extends Error {
  override readonly name = 'Refused';
  /** Key into the dialect's refusals. */
  readonly refusal: string;
  /** A more exact sentence than the table has, for people. */
  readonly sentence: string | undefined;
  readonly details: RefusalDetails;
  /** Further response headers, e.g. Allow or Location. */
  readonly headers: readonly (readonly [name: string, value: string])[];

  constructor(refusal: string, more: RefusalMore = {}) {
    const { stackTraceLimit } = Error;
    // It says what a client did, not where in the server: nobody reads the stack, and half of all answers would pay for it.
    Error.stackTraceLimit = 0;
    super(more.sentence ?? refusal);
    Error.stackTraceLimit = stackTraceLimit;
    this.refusal = refusal;
    this.sentence = more.sentence;
    this.details = more.details ?? {};
    this.headers = more.headers ?? [];
  }
}

/** What `refuse` takes besides the name. */
export interface RefusalMore {
  readonly sentence?: string | undefined;
  readonly details?: RefusalDetails | undefined;
  readonly headers?: readonly (readonly [name: string, value: string])[] | undefined;
}

/** Is told of something that is wrong. One that returns overlooks it, and the request goes on as if it were not there. */
export type Complain = (refusal: string, more?: RefusalMore) => void;

/**
 * Refuses the request in hand. Never returns; `return refuse(…)` keeps a reader's eye on the flow.
 * @param refusal shared name, a key of the dialect's refusals
 * @throws Refused always
 */
export function refuse(refusal: string, more: RefusalMore = {}): never {
  throw new Refused(refusal, more);
}
