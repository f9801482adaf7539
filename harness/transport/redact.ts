import { percentDecode } from '../../dialects/core/percent-encoding.ts';
import { splitTarget } from '../../dialects/core/request.ts';
import { latin1 } from './bytes.ts';
import type { SentRequest } from './exchange.ts';
import { secretPattern } from './secret-pattern.ts';

/** Stands in records where something was taken out. */
export const REDACTED = '‹redacted›';

/** A value shorter than this is too common to be looked for; it is only hidden where a rule points at it. */
export const SHORTEST_SECRET = 4;

/** What must not appear in a record. Key ids are no secrets. */
export interface RedactionRules {
  /** Secret keys, tokens, passwords, wherever they turn up. At least 4 characters long, or they are not looked for. */
  readonly secrets: readonly string[];
  /** Names of header fields whose values are hidden, in any letter case. */
  readonly headers: readonly string[];
  /** Names of query parameters whose values are hidden, in any letter case. */
  readonly query: readonly string[];
  /** Further secret texts of one request, e.g. the signature inside its Authorization. The dialect knows. */
  readonly reveal?: ((request: SentRequest) => readonly string[]) | undefined;
}

/** Takes out what the rules name. */
export interface Redactor {
  /** `value` with each secret, in any encoding of it, replaced by a marker; the same text when there is none. */
  readonly text: (value: string) => string;
  /** The same for bytes; the same array when there is nothing to take out. */
  readonly bytes: (value: Uint8Array) => Uint8Array;
  /** The value of a header field of that name. */
  readonly header: (name: string, value: string) => string;
  /** A request target: path and query. */
  readonly target: (value: string) => string;
  /** A redactor that also takes out what is secret about one request: use it for everything about its exchange. */
  readonly within: (request: SentRequest) => Redactor;
}

/** A redactor for the rules. Making one is costly compared with using it. */
export function createRedactor(rules: RedactionRules): Redactor {
  const headers = new Set(rules.headers.map((name) => name.toLowerCase()));
  const query = new Set(rules.query.map((name) => name.toLowerCase()));

  const over = (patterns: readonly RegExp[]): Redactor => {
    const text = (value: string): string => replaceInText(patterns, value);
    return {
      text,
      bytes: (value) => replaceInBytes(patterns, value),
      header: (name, value) => (headers.has(name.toLowerCase()) ? REDACTED : text(value)),
      target: (value) => text(hideQueryValues(value, query)),
      within: (request) => {
        const found = secretPattern(longEnough(revealed(request)));
        return found ? over([...patterns, found]) : over(patterns);
      },
    };
  };
  const revealed = (request: SentRequest): string[] => [
    ...request.headers.filter(([name]) => headers.has(name.toLowerCase())).map(([, value]) => value),
    ...queryItems(request.target).flatMap(({ name, value }) =>
      query.has(name) && value !== '' ? [value, percentDecode(value) ?? value] : [],
    ),
    ...(rules.reveal?.(request) ?? []),
  ];
  const known = secretPattern(longEnough(rules.secrets));
  return over(known ? [known] : []);
}

function longEnough(secrets: readonly string[]): string[] {
  return secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
}

interface RawItem {
  /** Decoded, lower case. */
  readonly name: string;
  /** As written. */
  readonly value: string;
  readonly written: string;
}

function queryItems(target: string): RawItem[] {
  return (splitTarget(target).query ?? '').split('&').map((written) => {
    const at = written.indexOf('=');
    const name = at === -1 ? written : written.slice(0, at);
    return {
      name: (percentDecode(name) ?? name).toLowerCase(),
      value: at === -1 ? '' : written.slice(at + 1),
      written,
    };
  });
}

function hideQueryValues(target: string, names: ReadonlySet<string>): string {
  const { path, query } = splitTarget(target);
  if (query === undefined) return target;
  const items = queryItems(target).map(({ name, value, written }) =>
    names.has(name) && value !== '' ? `${written.slice(0, written.indexOf('=') + 1)}${REDACTED}` : written,
  );
  return `${path}?${items.join('&')}`;
}

const MARKER_BYTES = Buffer.from(REDACTED).toString('latin1');

function replaceInText(patterns: readonly RegExp[], value: string): string {
  const bytes = Buffer.from(value);
  const replaced = replaceInBytes(patterns, bytes);
  return replaced === bytes ? value : Buffer.from(replaced).toString();
}

function replaceInBytes(patterns: readonly RegExp[], value: Uint8Array): Uint8Array {
  const before = latin1(value);
  const after = patterns.reduce((text, pattern) => text.replaceAll(pattern, MARKER_BYTES), before);
  return after === before ? value : new Uint8Array(Buffer.from(after, 'latin1'));
}
