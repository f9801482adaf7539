import { percentDecode } from '../../dialects/core/percent-encoding.ts';
import { splitTarget } from '../../dialects/core/request.ts';
import { latin1, wireBytes } from './bytes.ts';
import type { SentRequest } from './exchange.ts';
import { SecretFinder, withoutEscapes } from './secret-finder.ts';

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

/** A redactor for the rules. */
export function createRedactor(rules: RedactionRules): Redactor {
  const headers = new Set(rules.headers.map((name) => name.toLowerCase()));
  const query = new Set(rules.query.map((name) => name.toLowerCase()));

  const over = (finders: readonly SecretFinder[]): Redactor => {
    const text = (value: string): string => replaceInText(finders, value);
    return {
      text,
      bytes: (value) => replaceInBytes(finders, value),
      header: (name, value) => (headers.has(name.toLowerCase()) ? REDACTED : text(value)),
      target: (value) => text(hideQueryValues(value, query)),
      within: (request) => over([...finders, ...findersOf(revealed(request))]),
    };
  };
  const revealed = (request: SentRequest): string[] => [
    ...request.headers.filter(([name]) => headers.has(name.toLowerCase())).map(([, value]) => value),
    ...queryItems(request.target).flatMap(({ name, value }) =>
      query.has(name) ? [value, percentDecode(value) ?? value] : [],
    ),
    ...(rules.reveal?.(request) ?? []),
  ];
  return over(findersOf(rules.secrets));
}

/** The longest secret first: one may contain another. */
function findersOf(secrets: readonly string[]): SecretFinder[] {
  return [...new Set(secrets)]
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .toSorted((a, b) => b.length - a.length)
    .map((secret) => new SecretFinder(secret));
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

const MARKER = Buffer.from(REDACTED).toString('latin1');

function replaceInText(finders: readonly SecretFinder[], value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is the point, it names ASCII
  const before = /^[\x00-\x7f]*$/.test(value) ? value : Buffer.from(value).toString('latin1');
  const after = replaceSecrets(finders, before);
  return after === before ? value : Buffer.from(after, 'latin1').toString();
}

function replaceInBytes(finders: readonly SecretFinder[], value: Uint8Array): Uint8Array {
  const before = latin1(value);
  const after = replaceSecrets(finders, before);
  return after === before ? value : wireBytes(after);
}

function replaceSecrets(all: readonly SecretFinder[], text: string): string {
  const finders = all.filter(({ shortest }) => shortest <= text.length);
  if (finders.length === 0) return text;
  let out = finders.reduce((rest, finder) => finder.replacePlain(rest, MARKER), text);
  let bare = withoutEscapes(out);
  for (const finder of finders) {
    if (!finder.mayBeIn(bare)) continue;
    out = finder.replaceForms(out, MARKER);
    bare = withoutEscapes(out);
    // escaped in a way we can read and not point at: then nothing of the text may stay
    if (finder.isIn(bare)) return MARKER;
  }
  return out;
}
