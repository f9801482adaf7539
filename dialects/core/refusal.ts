/**
 * One kind of refusal a dialect documents, under a name shared code can use (`missing-bucket`, `access-denied`).
 * `status`/`code` are what the documentation prefers; `accepts` is everything it allows, so that a check is exactly as
 * strict as the documentation is clear. Dialects without error codes leave `codes` empty.
 */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  /** A sentence for people; never compared. */
  readonly message: string;
  readonly accepts: { readonly status: readonly number[]; readonly codes: readonly string[] };
}

/** Refusals by name. */
export type Refusals = Readonly<Record<string, Refusal>>;

/**
 * A refusal that accepts its own status and code, and whatever else is named.
 * @param also further statuses and codes the documentation allows
 */
export function refusal(
  status: number,
  code: string,
  message: string,
  also: { status?: readonly number[]; codes?: readonly string[] } = {},
): Refusal {
  return {
    status,
    code,
    message,
    accepts: {
      status: [status, ...(also.status ?? [])],
      codes: code === '' ? [] : [code, ...(also.codes ?? [])],
    },
  };
}
