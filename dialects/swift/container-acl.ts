import type { Profile } from './profiles.ts';

/** One item of an access control list. */
export type AclItem =
  /** Every user of an account, or in OpenStack's words a group. S-ACL-03. */
  | { readonly kind: 'account'; readonly account: string }
  /** S-ACL-04. */
  | { readonly kind: 'user'; readonly account: string; readonly user: string }
  /** `*` in the base document's grammar: everyone, token or not. S-ACL-05. */
  | { readonly kind: 'everyone' }
  /** `.r:` in OpenStack's grammar: `*`, a host, or a domain that starts with a dot. S-ACL-19. */
  | { readonly kind: 'referrer'; readonly host: string; readonly allow: boolean }
  /** `.rlistings` in OpenStack's grammar. S-ACL-20. */
  | { readonly kind: 'listings' };

/** Which of a container's two lists is meant. */
export type AclKind = 'read' | 'write';

/** A list as it was read, or why it is refused. */
export type AclReading =
  | { readonly kind: 'acl'; readonly items: readonly AclItem[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** Longest header value worth reading; longer ones do not pass the HTTP layer. Sheet 2.4. */
const MAX_LENGTH = 8192;

/**
 * Reads the value of X-Container-Read or X-Container-Write. Items are separated by commas; blanks around them and empty
 * items mean nothing. An empty list is no list. S-ACL-02, -18, -21.
 */
export function parseContainerAcl(value: string, kind: AclKind, profile: Profile): AclReading {
  if (value.length > MAX_LENGTH) return refused('the list is too long');
  const items: AclItem[] = [];
  for (const text of value.split(',').map(trimBlanks)) {
    if (text === '') continue;
    const item = profile === 'cisco' ? plainItem(text) : openstackItem(text, kind);
    if (typeof item === 'string') return refused(`${item}: ${text}`);
    items.push(item);
  }
  return { kind: 'acl', items };
}

/** The list as it is stored and shown. S-ACL-18. */
export function formatContainerAcl(items: readonly AclItem[]): string {
  return items.map(formatItem).join(',');
}

function plainItem(text: string): AclItem {
  return text === '*' ? { kind: 'everyone' } : named(text);
}

/** Account, or account and user; blanks around the colon belong to the names. S-ACL-23. */
function named(text: string): AclItem {
  const at = text.indexOf(':');
  return at === -1
    ? { kind: 'account', account: text }
    : { kind: 'user', account: text.slice(0, at), user: text.slice(at + 1) };
}

const REFERRER: ReadonlySet<string> = new Set(['.r', '.ref', '.referer', '.referrer']);

/** @returns the item, or why it is none */
function openstackItem(text: string, kind: AclKind): AclItem | string {
  if (text === '.rlistings') return { kind: 'listings' };
  const at = text.indexOf(':');
  const designator = trimBlanks(text.slice(0, Math.max(0, at)));
  if (!designator.startsWith('.')) return named(text);
  if (!REFERRER.has(designator)) return 'unknown designator';
  if (kind === 'write') return 'referrers have no place in a write list';
  const rule = trimBlanks(text.slice(at + 1));
  const allow = !rule.startsWith('-');
  const host = withoutStar(allow ? rule : trimBlanks(rule.slice(1)));
  return host === '' || host === '.' ? 'no host' : { kind: 'referrer', host, allow };
}

/** `*.domain` means `.domain`. */
function withoutStar(host: string): string {
  return host !== '*' && host.startsWith('*') ? trimBlanks(host.slice(1)) : host;
}

function formatItem(item: AclItem): string {
  switch (item.kind) {
    case 'account':
      return item.account;
    case 'user':
      return `${item.account}:${item.user}`;
    case 'everyone':
      return '*';
    case 'referrer':
      return `.r:${item.allow ? '' : '-'}${item.host}`;
    case 'listings':
      return '.rlistings';
    default:
      return item satisfies never;
  }
}

function refused(reason: string): AclReading {
  return { kind: 'refused', reason };
}

function trimBlanks(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, '');
}
