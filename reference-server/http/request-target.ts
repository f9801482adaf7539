/** A request target taken apart. RFC 9112 section 3.2. */
export interface RequestTarget {
  /** Host and optional port of an absolute-form target. */
  readonly authority: string | undefined;
  /** Begins with `/`, or is `*`. */
  readonly path: string;
  /** Without `?`; undefined when there is none. */
  readonly query: string | undefined;
}

const ABSOLUTE = /^https?:\/\/([^/?#]*)(.*)$/is;

/** Without user information, which must not stand in an http URI. RFC 9110 section 4.2.4. */
const AUTHORITY = /^(?:\[[0-9A-Fa-f:.]+\]|[^@[\]:\s]+)(?::\d*)?$/;

/** Takes origin-form, absolute-form and `*` apart; undefined for what is neither. Nothing is decoded. */
export function parseTarget(target: string): RequestTarget | undefined {
  if (target === '*') return { authority: undefined, path: '*', query: undefined };
  if (target.startsWith('/')) return { authority: undefined, ...splitQuery(target) };
  const [, authority = '', rest = ''] = ABSOLUTE.exec(target) ?? [];
  if (!AUTHORITY.test(authority)) return undefined;
  return { authority, ...splitQuery(rest.startsWith('/') ? rest : `/${rest}`) };
}

function splitQuery(text: string): { path: string; query: string | undefined } {
  const at = text.indexOf('?');
  if (at === -1) return { path: text, query: undefined };
  return { path: text.slice(0, at), query: text.slice(at + 1) };
}
