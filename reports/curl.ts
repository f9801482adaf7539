import type { BodyRecord, ExchangeRecord } from './record.ts';
import { shellQuote } from './shell-quote.ts';

/** A curl command line, and what it does not repeat. */
export interface CurlCommand {
  readonly command: string;
  /** True when the command sends the recorded request; redacted values and the order of header fields aside. */
  readonly faithful: boolean;
  /** Sentences for the reader: why it is not faithful, and what else to know. */
  readonly notes: readonly string[];
}

/** Header fields curl adds of its own accord; named without a value they are left out. */
const CURL_ADDS = ['accept', 'user-agent', 'content-type', 'expect'];
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** What curl's URL parser passes through as it is. */
const PLAIN_TARGET = /^\/[A-Za-z0-9/._~!$&'()*+,;=:@%?-]*$/;

/**
 * The curl command that repeats an exchange's request.
 * @param endpoint where the connection goes, e.g. `http://127.0.0.1:9000`; the recorded Host header is sent as it was
 */
export function curlCommand(exchange: ExchangeRecord, endpoint: string): CurlCommand {
  const { request } = exchange;
  const losses = lossesOf(exchange);
  const notes: string[] = [];
  const words: string[][] = [];
  const isHead = request.method === 'HEAD';
  words.push(['curl', '--include', '--http1.1', '--path-as-is', '--globoff']);
  if (isHead) words.push(['--head']);
  else words.push(['--request', request.method]);
  for (const [name, value] of sentHeaders(exchange)) words.push(['--header', headerWord(name, value)]);
  for (const name of CURL_ADDS) {
    if (!request.headers.some(([given]) => given.toLowerCase() === name))
      words.push(['--header', `${name}:`]);
  }
  const body = bodyOf(request.body);
  if (isHead && request.body.size > 0) losses.push('curl sends no body with HEAD.');
  else words.push(...body.words);
  losses.push(...body.losses);
  const base = originOf(endpoint);
  if (base === undefined) losses.push('the recorded endpoint is no http or https URL; put in the right one.');
  const origin = base ?? 'http://endpoint.invalid';
  const isPlain = PLAIN_TARGET.test(request.target);
  if (!isPlain) words.push(['--request-target', request.target]);
  // --url, for an endpoint from a file must not be read as an option.
  words.push(['--url', isPlain ? origin + request.target : `${origin}/`]);
  if (isSigned(exchange)) {
    notes.push(
      'The signature was redacted when this was recorded, and would have expired: sign the request anew, or run the check again.',
    );
  }
  const line = words.map((group) =>
    group.map((word) => shellQuote(word.toWellFormed().replaceAll('\0', ''))).join(' '),
  );
  return {
    command: body.prefix + line.join(' \\\n  '),
    faithful: losses.length === 0,
    notes: [...losses.map((loss) => `Not byte for byte: ${loss}`), ...notes],
  };
}

/**
 * The recorded header fields that have to be given to curl: a matching Content-Length it works out itself. A name that
 * is no token is left out, for curl reads a file when it starts with @.
 */
function sentHeaders({ request }: ExchangeRecord): readonly (readonly [string, string])[] {
  const isComputed = (name: string, value: string): boolean =>
    name.toLowerCase() === 'content-length' && value === String(request.body.size) && request.body.size > 0;
  return request.headers.filter(([name, value]) => TOKEN.test(name) && !isComputed(name, value));
}

/** `Name: value`; curl takes `Name;` for a field with an empty value. */
function headerWord(name: string, value: string): string {
  return value === '' ? `${name};` : `${name}: ${value}`;
}

function bodyOf(body: BodyRecord): { prefix: string; words: string[][]; losses: string[] } {
  if (body.size === 0) return { prefix: '', words: [], losses: [] };
  if ('sha256' in body) {
    return {
      prefix: '',
      words: [['--data-binary', '@body.bin']],
      losses: [
        `the body (${body.size} bytes, SHA-256 ${body.sha256}) was too long to be recorded; put it into body.bin.`,
      ],
    };
  }
  // --data-raw, unlike --data-binary, does not read a file when the text starts with @.
  if ('text' in body && !/[\0\ud800-\udfff]/u.test(body.text)) {
    return { prefix: '', words: [['--data-raw', body.text]], losses: [] };
  }
  const base64 = 'text' in body ? Buffer.from(body.text, 'utf8').toString('base64') : body.base64;
  return {
    prefix: `printf %s ${shellQuote(base64)} | base64 -d |\n  `,
    words: [['--data-binary', '@-']],
    losses: [],
  };
}

/** Why curl would not send the recorded bytes. */
function lossesOf({ request }: ExchangeRecord): string[] {
  const losses: string[] = [];
  const has = (name: string): string[] =>
    request.headers.filter(([given]) => given.toLowerCase() === name).map(([, value]) => value);
  if (request.transport === 'raw') {
    losses.push('the request was written to the socket by hand, with a framing curl does not repeat.');
  }
  const text = [request.method, request.target, ...request.headers.flat()].join('');
  if (!TOKEN.test(request.method)) losses.push('the method is not a token.');
  if (request.headers.some(([name]) => !TOKEN.test(name)))
    losses.push('a header whose name is not a token is left out.');
  if (/\p{Cc}/u.test(text)) losses.push('the request line or a header holds control characters.');
  if (/\P{ASCII}/u.test(text)) losses.push('the request line or a header holds bytes outside ASCII.');
  const lengths = has('content-length');
  if (lengths.length > 1 || lengths.some((length) => length !== String(request.body.size))) {
    losses.push('Content-Length does not match the body, so curl may wait for an answer or cut the body.');
  }
  if (has('transfer-encoding').length > 0) losses.push('curl chooses the chunks of a chunked body itself.');
  if (has('expect').length > 0) losses.push('curl decides itself how long to wait for 100 (Continue).');
  return losses;
}

function isSigned({ identity, request }: ExchangeRecord): boolean {
  return (
    identity !== 'anonymous' ||
    request.headers.some(([name]) => name.toLowerCase() === 'authorization') ||
    /[?&][^=&]*signature=/i.test(request.target)
  );
}

/** Scheme, host and port of an http or https URL. */
function originOf(endpoint: string): string | undefined {
  if (!URL.canParse(endpoint)) return undefined;
  const { protocol, origin } = new URL(endpoint);
  return protocol === 'http:' || protocol === 'https:' ? origin : undefined;
}
