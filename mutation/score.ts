/** How many changes of a part its tests noticed. */
export interface Score {
  readonly part: string;
  readonly noticed: number;
  readonly changes: number;
  /** `noticed` of `changes`; 0 where there was nothing to change, so that a mistaken glob does not pass. */
  readonly percent: number;
}

/** States of a change that Stryker counts as noticed. */
const NOTICED: ReadonlySet<string> = new Set(['Killed', 'Timeout']);

/** States of a change that tells nothing: it did not run at all, or was left out on purpose. */
const LEFT_OUT: ReadonlySet<string> = new Set(['CompileError', 'RuntimeError', 'Ignored', 'Pending']);

/** Counts the results of one part. */
export function scoreOf(part: string, results: readonly { readonly status: string }[]): Score {
  const counted = results.filter(({ status }) => !LEFT_OUT.has(status));
  const noticed = counted.filter(({ status }) => NOTICED.has(status)).length;
  const percent = counted.length === 0 ? 0 : (100 * noticed) / counted.length;
  return { part, noticed, changes: counted.length, percent };
}
