import { refuse } from './refuse.ts';
import { wholeNumber } from './whole-number.ts';

/**
 * How many entries a page may have.
 * @param asked the parameter as sent; undefined or empty asks for the greatest page
 * @param greatest what more is cut down to
 * @param least below which the request is refused
 * @throws Refused invalid-argument when it is no whole number or below `least`
 */
export function pageSize(asked: string | undefined, greatest: number, least: number): number {
  if (asked === undefined || asked === '') return greatest;
  const count = wholeNumber(asked);
  if (count === undefined || count < least) return refuse('invalid-argument');
  return Math.min(count, greatest);
}
