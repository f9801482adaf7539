import type { Tampering } from './tampering.ts';

/** A named deliberate deviation of the reference server, such as a real server or a proxy has. */
export interface Fault {
  /** Permanent slug, unique among all faults. */
  readonly id: string;
  readonly area: string;
  /** What the server does wrong, in a sentence. */
  readonly says: string;
  /** What it does to one server. */
  readonly tampering: () => Tampering;
}

/** A fault in one dialect: with the claims of its documentation that it violates, at least one. */
export interface ClaimedFault extends Fault {
  readonly claims: readonly string[];
}

/** How a fault is written down: its sentence, and what it does. */
export type FaultText = Tampering & {
  readonly says: string;
  /** In place of the rest for a fault that remembers something: made anew for every server. */
  readonly fresh?: () => Tampering;
};

/** The faults of an area, by their ids. */
export function faults(area: string, texts: Readonly<Record<string, FaultText>>): Fault[] {
  return Object.entries(texts).map(([id, { says, fresh, ...tampering }]) => {
    return { id, area, says, tampering: fresh ?? (() => tampering) };
  });
}

/**
 * The faults that mean something in a dialect: those its table gives claims for.
 * @param claims fault id -> claim ids
 * @throws Error when two faults have one id, or a line of the table is no fault: mistakes of ours
 */
export function claimFaults(
  all: readonly Fault[],
  claims: Readonly<Record<string, readonly string[]>>,
): ClaimedFault[] {
  const ids = new Set(all.map(({ id }) => id));
  if (ids.size !== all.length) throw new Error('two faults have one id');
  const unknown = Object.keys(claims).filter((id) => !ids.has(id));
  if (unknown.length > 0) throw new Error(`claims for what is no fault: ${unknown.join(', ')}`);
  return all.flatMap((fault) => {
    const violated = claims[fault.id] ?? [];
    return violated.length === 0 ? [] : [{ ...fault, claims: violated }];
  });
}
