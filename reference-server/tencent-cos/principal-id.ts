import type { Grantee } from '../access/acl.ts';
import type { Caller } from '../access/principal.ts';

/** Everyone, as grants name them. */
export const ANYONE = 'qcs::cam::anyone:anyone';

/** A person as access control lists and owners name them; the same number twice is the root account. */
export function principalId(ownerId: string, userId: string = ownerId): string {
  return `qcs::cam::uin/${ownerId}:uin/${userId}`;
}

/** How answers name whoever acted. */
export function callerId(caller: Caller): string {
  return caller === undefined ? ANYONE : principalId(caller.ownerId, caller.userId);
}

const FULL = /^qcs::cam::uin\/(\d+):uin\/(\d+)$/;
const BARE = /^\d+$/;

/** Whom an id names: a bare uin, a full principal, or everyone (sheet 1.9, T-ACL-12, -13); undefined for anything else. */
export function parsePrincipalId(id: string): Grantee | undefined {
  if (id === ANYONE) return { kind: 'anyone' };
  if (BARE.test(id)) return { kind: 'account', ownerId: id };
  const [, ownerId, userId] = FULL.exec(id) ?? [];
  if (ownerId === undefined || userId === undefined) return undefined;
  return ownerId === userId ? { kind: 'account', ownerId } : { kind: 'user', ownerId, userId };
}
