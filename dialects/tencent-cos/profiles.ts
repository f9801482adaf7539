import { type Claim, isBeyond } from '../core/claim.ts';

/** `2018` is the base document alone; `current` adds what later documents and its own error table imply. */
export const PROFILES = ['2018', 'current'] as const;

/** Profiles of an operation that has a chapter in the base document. */
export const BASE: readonly string[] = PROFILES;

/** Profiles of an operation that the base document does not describe. */
export const LATER: readonly string[] = ['current'];

/** Claims that rest on later evidence belong to `current` only. */
export function claimProfiles(claim: Claim): readonly string[] {
  return isBeyond(claim) ? LATER : BASE;
}
