import type { AclItem } from './container-acl.ts';

/** Who asks. The names are what access control lists hold; accounts have another name in paths. */
export interface AclCaller {
  /**
   * Names the caller answers to: account, `account:user`, and for an admin the account as paths name it. Empty for a
   * caller without a token. Sheet 2.2.
   */
  readonly groups: readonly string[];
  /** Value of the Referer header. */
  readonly referer?: string | undefined;
}

/** What the caller wants: an object, or the container itself (its listing or its metadata). */
export type AclScope = 'object' | 'container';

/**
 * True when a list lets a caller in. Admins of the account do not need it; the caller of this function has asked that
 * before. S-ACL-03 to -05, -17, -19, -20, -22, -23.
 */
export function aclGrants(items: readonly AclItem[], caller: AclCaller, scope: AclScope): boolean {
  const names = new Set(caller.groups);
  const byName = items.some((item) => {
    if (item.kind === 'everyone') return true;
    if (item.kind === 'account') return names.has(item.account);
    return item.kind === 'user' && names.has(`${item.account}:${item.user}`);
  });
  if (byName) return true;
  const reachable = scope === 'object' || items.some(({ kind }) => kind === 'listings');
  return reachable && referrerGrants(items, refererHost(caller.referer));
}

/** In order, the last item that fits decides. */
function referrerGrants(items: readonly AclItem[], host: string): boolean {
  let allowed = false;
  for (const item of items) {
    if (item.kind === 'referrer' && fits(item, host)) allowed = item.allow;
  }
  return allowed;
}

function fits({ host: pattern, allow }: { host: string; allow: boolean }, host: string): boolean {
  // `.r:-*` names a host called `*`, not every host
  if (pattern === '*') return allow;
  return pattern === host || (pattern.startsWith('.') && host.endsWith(pattern));
}

/** Host of a Referer; a missing or unreadable one has a name of its own, which only `.r:*` fits. */
function refererHost(referer: string | undefined): string {
  return URL.parse(referer ?? '')?.hostname || 'unknown';
}
