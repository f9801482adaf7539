/** A pause in the middle of writing: after that many bytes from the start, for that long. */
export interface Pause {
  readonly after: number;
  readonly ms: number;
}

/** What becomes of the connection when writing stops short of the end. */
export type AfterStop = 'wait' | 'half-close' | 'close' | 'reset';

/** One thing to do while a request is written. */
export type WriteStep =
  | { readonly kind: 'write'; readonly bytes: Uint8Array }
  | { readonly kind: 'pause'; readonly ms: number }
  | { readonly kind: 'await-continue'; readonly ms: number }
  | { readonly kind: 'half-close' }
  | { readonly kind: 'abandon'; readonly how: 'close' | 'reset' };

/** How bytes are to be written. */
export interface WriteInstructions {
  /** Where the content begins, for `expectContinue`. */
  readonly headSize: number;
  readonly pauses?: readonly Pause[] | undefined;
  readonly expectContinue?: { readonly waitMs: number } | undefined;
  readonly stopAfter?: { readonly bytes: number; readonly afterwards: AfterStop } | undefined;
  readonly halfClose?: boolean | undefined;
}

/** The steps by which `bytes` are written. Pauses and waits at or beyond the stopping point are left out. */
export function planWrites(bytes: Uint8Array, instructions: WriteInstructions): WriteStep[] {
  const { headSize, pauses = [], expectContinue, stopAfter, halfClose } = instructions;
  const end = Math.max(0, Math.min(stopAfter?.bytes ?? bytes.length, bytes.length));
  const marks: { at: number; step: WriteStep }[] = pauses.map(({ after, ms }) => ({
    at: after,
    step: { kind: 'pause', ms },
  }));
  if (expectContinue)
    marks.push({ at: headSize, step: { kind: 'await-continue', ms: expectContinue.waitMs } });

  const steps: WriteStep[] = [];
  let at = 0;
  const writeUpTo = (mark: number): void => {
    if (mark > at) steps.push({ kind: 'write', bytes: bytes.subarray(at, mark) });
    at = Math.max(at, mark);
  };
  for (const { at: mark, step } of marks.toSorted((a, b) => a.at - b.at)) {
    if (mark >= end) break;
    writeUpTo(mark);
    steps.push(step);
  }
  writeUpTo(end);
  if (stopAfter && stopAfter.afterwards !== 'wait') {
    const how = stopAfter.afterwards;
    steps.push(how === 'half-close' ? { kind: 'half-close' } : { kind: 'abandon', how });
  } else if (halfClose) {
    steps.push({ kind: 'half-close' });
  }
  return steps;
}

/**
 * Pauses that cut `total` bytes into pieces of `pieceBytes` with `ms` between them.
 * @throws RangeError for pieces of less than a byte
 */
export function evenPauses(total: number, pieceBytes: number, ms: number): Pause[] {
  if (!(pieceBytes >= 1)) throw new RangeError('a piece has at least one byte');
  const pauses: Pause[] = [];
  for (let after = pieceBytes; after < total; after += pieceBytes) pauses.push({ after, ms });
  return pauses;
}
