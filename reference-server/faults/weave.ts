import type { Caller } from '../access/principal.ts';
import { type Complain, refuse } from '../operations/refuse.ts';
import type { Answered, RoutedRequest, Seams } from '../operations/seams.ts';
import type { Tampering } from './tampering.ts';

/** Puts a fault around the seams of a server. A request that is understood wrongly is authenticated as it was sent. */
export function weave<R extends RoutedRequest, A extends Answered<R>, S extends Seams<R, A>>(
  seams: S,
  tampering: Tampering,
): S {
  const { receive, understand, decide, operate, keep, respond, transmit } = tampering;
  const sent = new WeakMap<RoutedRequest, R>();
  return {
    ...seams,
    intake: (incoming) => {
      const routed = seams.intake(receive?.(incoming) ?? incoming);
      if (understand === undefined) return routed;
      const understood = { ...routed, ...understand(routed) };
      sent.set(understood, routed);
      return understood;
    },
    decision: {
      ...seams.decision,
      ...decide?.(seams.decision),
      authenticate: (routed: R, complain?: Complain) =>
        authenticate(seams, tampering, sent.get(routed) ?? routed, complain),
    },
    operate: operate ? (prepared) => operate(prepared, seams.operate) : seams.operate,
    store: keep?.(seams.store) ?? seams.store,
    respond: respond ? (response, about) => respond(seams.respond(response, about), about) : seams.respond,
    wire: { ...seams.wire, ...transmit?.(seams.wire) },
  };
}

function authenticate<R extends RoutedRequest>(
  { decision }: Pick<Seams<R, never>, 'decision'>,
  tampering: Tampering,
  routed: R,
  told: Complain = refuse,
): Caller {
  const complain = tampering.complain?.(told) ?? told;
  if (tampering.authenticate === undefined) return decision.authenticate(routed, complain);
  return tampering.authenticate(routed, (other, complainer = complain) =>
    decision.authenticate({ ...routed, ...other }, complainer),
  );
}
