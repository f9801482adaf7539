import type { Tampering } from '../../faults/tampering.ts';
import { weave } from '../../faults/weave.ts';
import { refuse } from '../../operations/refuse.ts';
import type { Routed } from '../route-request.ts';
import type { Answered, Seams } from '../seams.ts';

/** Puts a fault around the seams of this dialect's server; what is overlooked in signatures is so in forms, too. */
export function weaveFault(seams: Seams, tampering: Tampering): Seams {
  const woven = weave<Routed, Answered, Seams>(seams, tampering);
  const { authenticateForm } = woven.decision;
  return {
    ...woven,
    decision: {
      ...woven.decision,
      authenticateForm: (form, complain = refuse) =>
        authenticateForm(form, tampering.complain?.(complain) ?? complain),
    },
  };
}
