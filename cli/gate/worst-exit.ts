import { EXIT, type ExitCode } from '../exit-code.ts';

/** What outranks what: a violation was seen, whether or not the rest is sound. */
const ORDER: readonly ExitCode[] = [
  EXIT.failed,
  EXIT.internal,
  EXIT.unreachable,
  EXIT.incomplete,
  EXIT.usage,
  EXIT.ok,
];

/** The exit code of several judgements together; 0 for none. */
export function worstExit(codes: readonly ExitCode[]): ExitCode {
  return codes.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))[0] ?? EXIT.ok;
}
