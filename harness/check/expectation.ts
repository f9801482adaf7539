/** What a header field has to be. A string is compared exactly, a RegExp against the whole value. */
export type HeaderRule =
  | string
  | RegExp
  | { readonly absent: true }
  | { readonly present: true }
  | { readonly oneOf: readonly string[] }
  /** Comma-separated list that contains all of these, letter case ignored. */
  | { readonly lists: readonly string[] }
  /** Comma-separated list that contains none of these, or no field at all. */
  | { readonly listsNone: readonly string[] };

/** What the texts at an element path have to be. A string or RegExp: exactly one text, of that form. */
export type ValueRule =
  | string
  | RegExp
  | { readonly absent: true }
  | { readonly present: true }
  | { readonly oneOf: readonly string[] }
  /** Exactly these texts in this order. */
  | { readonly list: readonly string[] }
  /** Exactly these texts, in any order. */
  | { readonly set: readonly string[] }
  | { readonly includes: readonly string[] }
  | { readonly excludes: readonly string[] };

/** What the body has to be: these bytes, nothing, bytes of that digest, or anything but these bytes. */
export type BodyRule =
  | Uint8Array
  | string
  | 'empty'
  | { readonly length: number; readonly sha256: string }
  | { readonly not: Uint8Array };

/**
 * What the documentation asks of one response. A status is always named: by number, as the operation's documented
 * success, or through a refusal, so that no expectation accepts just anything.
 */
export type Expectation = StatusRule & {
  readonly headers?: Readonly<Record<string, HeaderRule>>;
  readonly body?: BodyRule | { readonly text: string };
  /** Name of the dialect's document the body has to be an instance of. */
  readonly document?: string;
  /** Element path (without the root) -> what stands there; needs `document`. */
  readonly values?: Readonly<Record<string, ValueRule>>;
  /** What a reader of its own finds in the body, by the names it gives. */
  readonly reading?: {
    /** What the body is then called, e.g. `a JSON listing`. */
    readonly what: string;
    /** Texts by name, or undefined when the body is no such thing. Never throws. */
    readonly read: (body: Uint8Array) => Readonly<Record<string, readonly string[]>> | undefined;
    readonly values: Readonly<Record<string, ValueRule>>;
  };
  /** What the keys of a page of objects have to be; a pattern is held against them as they are written. */
  readonly keys?: ValueRule;
};

/** Which statuses are accepted. */
export type StatusRule =
  | { readonly status: number | readonly number[] }
  /** The operation's documented success: its status, and its body kind. */
  | { readonly success: true }
  /** One of these refusals of the dialect: status, error code, error document. */
  | { readonly refusal: string | readonly string[] }
  /** The response satisfies at least one of these; for documents that allow two behaviours. */
  | { readonly anyOf: readonly Expectation[] };
