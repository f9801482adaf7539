import picocolors from 'picocolors';
import type { Outcome } from '../record.ts';

/** Colours for a terminal, or none. The text says the same without them. */
export interface Painter {
  readonly outcome: (outcome: Outcome, text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

export function painter(colour: boolean): Painter {
  const colours = picocolors.createColors(colour);
  const of = {
    pass: colours.green,
    fail: colours.red,
    divergent: colours.magenta,
    skipped: colours.dim,
    inconclusive: colours.yellow,
    flaky: colours.yellow,
  };
  return {
    outcome: (outcome, text) => of[outcome](text),
    strong: (text) => colours.bold(text),
    faint: (text) => colours.dim(text),
  };
}
