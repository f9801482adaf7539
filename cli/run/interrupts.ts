import { EXIT } from '../exit-code.ts';

/** What the user is told, and what has to stop, when a command is interrupted. */
export interface Interruption {
  /** Said when the first signal comes. */
  readonly first: string;
  /** Said when the second comes, just before the process ends: what is left and how to remove it. */
  readonly again: () => string;
}

/** Signals under control until `close`. */
export interface Interrupts {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  readonly close: () => void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Lets the first interruption be orderly; the second ends the process at once, with the code of an incomplete run. */
export function openInterrupts({ first, again }: Interruption): Interrupts {
  const stop = new AbortController();
  const interrupt = (): void => {
    if (stop.signal.aborted) {
      process.stderr.write(`\n${again()}\n`);
      process.exit(EXIT.incomplete);
    }
    process.stderr.write(`\n${first}\n`);
    stop.abort();
  };
  for (const name of SIGNALS) process.on(name, interrupt);
  return {
    signal: stop.signal,
    close: () => {
      for (const name of SIGNALS) process.off(name, interrupt);
    },
  };
}
