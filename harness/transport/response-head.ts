import type { Header, HeaderList } from '../../dialects/core/headers.ts';
import { headerValues } from '../../dialects/core/headers.ts';
import { latin1 } from './bytes.ts';
import type { Framing, WireAnomaly } from './exchange.ts';

/** A status line and header section. */
export interface ResponseHead {
  readonly httpVersion: string;
  readonly status: number;
  readonly reason: string;
  readonly headers: HeaderList;
  readonly anomalies: readonly WireAnomaly[];
}

/** Why bytes cannot be read as HTTP/1.x. */
export interface Unreadable {
  readonly problem: string;
}

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters RFC 9110 section 5.5 forbids
const CONTROL = /[\x00-\x08\x0a-\x1f\x7f]/;

/**
 * Reads a status line and the fields after it. What a lenient client would read past is noted as an anomaly; what
 * leaves the meaning open makes the head unreadable. RFC 9112 sections 2.2, 4 and 5.
 * @param bytes everything up to and including the empty line
 */
export function parseResponseHead(bytes: Uint8Array): ResponseHead | Unreadable {
  const anomalies = new Set<WireAnomaly>();
  const lines = latin1(bytes)
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      if (line.endsWith('\r')) return line.slice(0, -1);
      anomalies.add('bare-lf');
      return line;
    });
  const statusLine = lines[0] ?? '';
  const matched = /^HTTP\/(\d\.\d) ([1-9]\d\d)( .*)?$/s.exec(statusLine);
  if (!matched) return { problem: 'bad status line' };
  const [, httpVersion = '', status = '', reason] = matched;
  if (reason === undefined) anomalies.add('no-reason-space');
  if (reason !== undefined && CONTROL.test(reason)) anomalies.add('control-character');

  const headers = parseFields(lines.slice(1, -1), anomalies);
  if ('problem' in headers) return headers;
  return {
    httpVersion,
    status: Number(status),
    reason: reason?.slice(1) ?? '',
    headers: headers.fields,
    anomalies: [...anomalies],
  };
}

/**
 * Reads field lines, without their line ends, of a header or trailer section.
 * @param anomalies added to
 */
export function parseFields(
  lines: readonly string[],
  anomalies: Set<WireAnomaly>,
): { fields: Header[] } | Unreadable {
  const fields: Header[] = [];
  for (const line of lines) {
    if (CONTROL.test(line)) anomalies.add('control-character');
    const last = fields.at(-1);
    if (/^[ \t]/.test(line)) {
      if (!last) return { problem: 'white space before the first field' };
      anomalies.add('obs-fold');
      fields[fields.length - 1] = [last[0], trimBlanks(`${last[1]} ${trimBlanks(line)}`)];
      continue;
    }
    const colon = line.indexOf(':');
    if (colon < 1) return { problem: 'a field line without a name' };
    const written = line.slice(0, colon);
    const name = trimBlanks(written);
    if (name !== written) anomalies.add('space-before-colon');
    if (!TOKEN.test(name)) anomalies.add('invalid-field-name');
    fields.push([name, trimBlanks(line.slice(colon + 1))]);
  }
  return { fields };
}

/** Text without the spaces and tabs around it. A loop, because a regular expression would be quadratic here. */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && (text[start] === ' ' || text[start] === '\t')) start++;
  while (end > start && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
  return text.slice(start, end);
}

/** How the content after a head is delimited, and what is odd about that. */
export interface ContentFraming {
  readonly framing: Framing;
  /** Bytes of content under `content-length`, else 0. */
  readonly length: number;
  readonly anomalies: readonly WireAnomaly[];
}

/**
 * Decides where the content of a response ends. RFC 9112 section 6.3.
 * @param method of the request that is answered
 */
export function contentFraming(
  method: string,
  status: number,
  headers: HeaderList,
): ContentFraming | Unreadable {
  const codings = listItems(headerValues(headers, 'transfer-encoding'));
  const lengths = listItems(headerValues(headers, 'content-length'));
  const anomalies: WireAnomaly[] = [];
  const framed = (framing: Framing, length = 0): ContentFraming => ({ framing, length, anomalies });

  if (hasNoContent(method, status)) {
    // RFC 9110 section 8.6 allows Content-Length on answers to HEAD and on 304, and on nothing else without content
    if ((status < 200 || status === 204) && codings.length + lengths.length > 0) {
      anomalies.push('length-where-none');
    }
    return framed('none');
  }
  if (codings.length > 0) {
    if (lengths.length > 0) anomalies.push('length-and-chunked');
    return framed(codings.at(-1)?.toLowerCase() === 'chunked' ? 'chunked' : 'close');
  }
  const [first, ...others] = lengths;
  if (first === undefined) return framed('close');
  if (lengths.some((value) => !/^\d+$/.test(value))) return { problem: 'bad Content-Length' };
  if (others.some((value) => BigInt(value) !== BigInt(first)))
    return { problem: 'conflicting Content-Length' };
  if (others.length > 0) anomalies.push('repeated-content-length');
  return framed('content-length', Number(first));
}

/** True for a response that ends with its header section whatever its fields say. RFC 9112 section 6.3, rule 1 and 2. */
export function hasNoContent(method: string, status: number): boolean {
  if (status < 200 || status === 204 || status === 304) return true;
  return method === 'HEAD' || (method === 'CONNECT' && status < 300);
}

function listItems(values: readonly string[]): string[] {
  return values.flatMap((value) => value.split(',')).map(trimBlanks);
}
