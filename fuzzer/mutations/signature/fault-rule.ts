import type { About, Settlement } from '../mutation.ts';
import { settled } from '../mutation.ts';

/** The rule that the dialect's documentation gives for one of its own ways of signing wrongly. */
export function faultRule({ dialect }: About, id: string): Settlement | undefined {
  const fault = dialect.authenticationFaults.find((one) => one.id === id);
  const claim = fault?.claims[0];
  if (!fault || claim === undefined) return undefined;
  return settled({ kind: 'refusal', refusal: fault.refusal }, claim, fault.level);
}
