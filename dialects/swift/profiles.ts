import type { Claim } from '../core/claim.ts';

/** `cisco`: the base document and the token service it refers to. `openstack`: the documents and code of OpenStack Swift. */
export const PROFILES = ['cisco', 'openstack'] as const;

/** One of the two sets of documents. */
export type Profile = (typeof PROFILES)[number];

/** Profiles of an operation that both describe. */
export const BOTH: readonly Profile[] = PROFILES;
export const CISCO: readonly Profile[] = ['cisco'];
export const OPENSTACK: readonly Profile[] = ['openstack'];

/** Profiles by the first word of a claim's source: who says it. */
const BY_SOURCE: Readonly<Record<string, readonly Profile[]>> = {
  base: BOTH,
  'swauth+tempauth': BOTH,
  // The base document leaves tokens to Swauth; OpenStack's own service for them is TempAuth.
  swauth: CISCO,
  tempauth: OPENSTACK,
  openstack: OPENSTACK,
  // What the API is carried by. READINGS.md, `http`.
  http: BOTH,
};

/** Claims of the base document that OpenStack's documents contradict or know nothing of. READINGS.md, `two-profiles`. */
const CISCO_ALONE: ReadonlySet<string> = new Set([
  // what the base document says of itself and of its cluster
  ...['S-GEN-02', 'S-GEN-09', 'S-POSTOBJ-15'],
  // `*` opens a container to everyone
  ...['S-ACL-05', 'S-LISTOBJ-04', 'S-HEADCONT-02', 'S-GETOBJ-04', 'S-PUTOBJ-21', 'S-DELOBJ-04'],
  ...['S-POSTOBJ-03', 'S-POSTOBJ-04', 'S-POSTOBJ-13'],
  // names of containers: an encoded slash, the length of what is encoded, and 400 whatever is wrong with one
  ...['S-PUTCONT-03', 'S-PUTCONT-04', 'S-PUTCONT-11', 'S-DELCONT-06'],
  // a delimiter leaves names out and puts nothing in their place; 204 for nothing to list, in every format
  ...['S-LISTCONT-10', 'S-LISTOBJ-11', 'S-LISTOBJ-16'],
  // reading while writing, redirects, paced transfers, global identifiers
  ...[
    'S-GETOBJ-06',
    'S-GETOBJ-31',
    'S-GETOBJ-29',
    'S-GETOBJ-07',
    'S-GETOBJ-08',
    'S-PUTOBJ-11',
    'S-PUTOBJ-12',
  ],
  ...[
    'S-GETOBJ-09',
    'S-GETOBJ-10',
    'S-GETOBJ-11',
    'S-GETOBJ-12',
    'S-GETOBJ-13',
    'S-GETOBJ-14',
    'S-GETOBJ-15',
  ],
  // POST changes single attributes of an object and answers 204
  ...['S-POSTOBJ-05', 'S-POSTOBJ-11', 'S-POSTOBJ-12', 'S-POSTOBJ-14', 'S-POSTOBJ-16'],
]);

/**
 * Profiles a claim belongs to, by the source it names.
 * @throws Error for a source of nobody known here, which is a mistake in the claims file
 */
export function claimProfiles({ id, source }: Pick<Claim, 'id' | 'source'>): readonly Profile[] {
  const who = source.slice(0, Math.max(0, source.indexOf(':')));
  const profiles = BY_SOURCE[who];
  if (!profiles) throw new Error(`claim ${id}: nobody is known as "${who}"`);
  return CISCO_ALONE.has(id) ? CISCO : profiles;
}
