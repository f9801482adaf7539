import { refuse } from '../../operations/refuse.ts';
import type { RequestView } from '../../operations/request-view.ts';
import { wholeNumber } from '../../operations/whole-number.ts';
import type { Pace } from './pacer.ts';

/** Bits a second a client may ask for; 0 asks for none. S-GETOBJ-10, -11. */
const RATES = { least: 400_000, greatest: 50_000_000 } as const;
/** Milliseconds. S-GETOBJ-14, -15. */
const DELAYS = { least: -4000, greatest: 30_000 } as const;

/**
 * How a client wants its data: X-Transfer-Rate in bits a second, X-Transfer-Delay in milliseconds. Undefined when it asks
 * for nothing. READINGS.md, `pacing-range`.
 * @throws Refused invalid-argument for a value that is none, or out of range
 */
export function decodePace(request: RequestView): Pace | undefined {
  const bits = numberIn(request.own('transfer-rate'));
  const delayMs = numberIn(request.own('transfer-delay')) ?? 0;
  if (bits !== undefined && bits !== 0) requireWithin(bits, RATES, 'X-Transfer-Rate');
  requireWithin(delayMs, DELAYS, 'X-Transfer-Delay');
  if ((bits ?? 0) === 0 && delayMs === 0) return undefined;
  return { rate: bits ? bits / 8 : undefined, delayMs };
}

function numberIn(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  return wholeNumber(value) ?? refuse('invalid-argument', { sentence: `${value} is no whole number.` });
}

function requireWithin(
  value: number,
  { least, greatest }: { readonly least: number; readonly greatest: number },
  name: string,
): void {
  if (value < least || value > greatest)
    refuse('invalid-argument', { sentence: `${name} must lie between ${least} and ${greatest}.` });
}
