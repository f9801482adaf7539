/** Names of the seven items of an authorization string, in the order the documentation prints them. */
export const AUTHORIZATION_ITEMS = [
  'q-sign-algorithm',
  'q-ak',
  'q-sign-time',
  'q-key-time',
  'q-header-list',
  'q-url-param-list',
  'q-signature',
] as const;

/** One of the seven items. */
export type AuthorizationItem = (typeof AUTHORIZATION_ITEMS)[number];

/** What an authorization string says. Lists are in string order, names as written. Chapter Request signature. */
export interface Authorization {
  readonly algorithm: string;
  readonly keyId: string;
  /** `<start>;<end>`, seconds since the epoch, as written. */
  readonly signTime: string;
  readonly keyTime: string;
  readonly headerList: readonly string[];
  readonly paramList: readonly string[];
  readonly signature: string;
}

/** What reading an authorization string came to. */
export type ParsedAuthorization =
  | { readonly kind: 'complete'; readonly authorization: Authorization }
  | { readonly kind: 'incomplete'; readonly missing: readonly AuthorizationItem[] }
  | { readonly kind: 'malformed'; readonly reason: string };

/** A longer string is not worth reading: header blocks end at 16 KiB in common servers. */
const MAX_LENGTH = 16_384;

/** The authorization string: seven `name=value` items joined by `&`, nothing encoded. */
export function formatAuthorization(of: Authorization): string {
  return authorizationItems(of)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** The seven items in documented order, for callers that write them as query parameters or form fields. */
export function authorizationItems(of: Authorization): (readonly [AuthorizationItem, string])[] {
  return [
    ['q-sign-algorithm', of.algorithm],
    ['q-ak', of.keyId],
    ['q-sign-time', of.signTime],
    ['q-key-time', of.keyTime],
    ['q-header-list', of.headerList.join(';')],
    ['q-url-param-list', of.paramList.join(';')],
    ['q-signature', of.signature],
  ];
}

/** Reads an authorization string. Items stand in any order (T-AUTH-20); items with other names are ignored. */
export function parseAuthorization(text: string): ParsedAuthorization {
  if (text.length > MAX_LENGTH) return { kind: 'malformed', reason: 'the string is too long' };
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'malformed', reason: 'the string is empty' };
  const items: (readonly [string, string])[] = [];
  for (const item of trimmed.split('&')) {
    const at = item.indexOf('=');
    if (at === -1) return { kind: 'malformed', reason: 'an item has no =' };
    items.push([item.slice(0, at), item.slice(at + 1)]);
  }
  return authorizationFromItems(items);
}

/** Reads the items of an authorization that arrived one by one, as query parameters or form fields. */
export function authorizationFromItems(items: readonly (readonly [string, string])[]): ParsedAuthorization {
  const found = new Map<string, string>();
  for (const [name, value] of items) {
    if (!isItem(name)) continue;
    if (found.has(name)) return { kind: 'malformed', reason: `${name} stands twice` };
    found.set(name, value);
  }
  const missing = AUTHORIZATION_ITEMS.filter((name) => !found.has(name));
  if (found.size === 0) return { kind: 'malformed', reason: 'no q- item' };
  if (missing.length > 0) return { kind: 'incomplete', missing };
  const value = (name: AuthorizationItem): string => found.get(name) ?? '';
  return {
    kind: 'complete',
    authorization: {
      algorithm: value('q-sign-algorithm'),
      keyId: value('q-ak'),
      signTime: value('q-sign-time'),
      keyTime: value('q-key-time'),
      headerList: names(value('q-header-list')),
      paramList: names(value('q-url-param-list')),
      signature: value('q-signature'),
    },
  };
}

/** Start and end of `<start>;<end>` in seconds since the epoch, or undefined when it is not of that form. */
export function parseTimeRange(text: string): { start: number; end: number } | undefined {
  const found = /^(\d{1,12});(\d{1,12})$/.exec(text);
  return found ? { start: Number(found[1]), end: Number(found[2]) } : undefined;
}

function names(list: string): string[] {
  return list === '' ? [] : list.split(';');
}

function isItem(name: string): name is AuthorizationItem {
  return (AUTHORIZATION_ITEMS as readonly string[]).includes(name);
}
