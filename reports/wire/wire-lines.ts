import { clip } from '../escape.ts';
import type { BodyRecord, ExchangeRecord } from '../record.ts';
import { bytes } from '../wording.ts';

/** One line of a request or a response as shown. */
export interface WireLine {
  readonly kind: 'start' | 'header' | 'body' | 'note';
  /** Of a header field, in lower case. */
  readonly name?: string;
  readonly text: string;
  /** A line feed stood here on the wire; other lines end here only so that they can be read. */
  readonly feed?: boolean;
}

/** Longest line and most lines of one message shown. A recorded body is 4 KiB at most, but a file may come from anybody. */
const MAX_LINE = 2000;
const MAX_HEADERS = 60;
const MAX_BODY_LINES = 300;
const SHOWN_BODY = 8192;

/** The lines of the request as it was sent, signature redacted. */
export function requestLines({ request }: ExchangeRecord): WireLine[] {
  const raw = request.transport === 'raw' ? ' (written to the socket by hand)' : '';
  return [
    { kind: 'start', text: clip(`${request.method} ${request.target}`, MAX_LINE) + raw },
    ...headerLines(request.headers),
    ...bodyLines(request.body),
  ];
}

/** The lines of what came back, or why nothing did. */
export function responseLines({ response, failure }: ExchangeRecord): WireLine[] {
  const why = failure === undefined ? '' : clip(`${failure.message} (${failure.kind})`, MAX_LINE);
  // In the place of the status line, so that it stands beside the other server's.
  if (response === undefined)
    return [{ kind: 'start', text: why === '' ? 'no response' : `no response: ${why}` }];
  const { interim, httpVersion, status, reason, headers, body } = response;
  return [
    { kind: 'start', text: clip(`HTTP/${httpVersion} ${status} ${reason}`, MAX_LINE) },
    ...headerLines(headers),
    ...bodyLines(body),
    ...(interim.length === 0 ? [] : [note(`after interim ${interim.slice(0, 10).join(', ')}`)]),
    ...(why === '' ? [] : [note(`not whole: ${why}`)]),
  ];
}

function note(text: string): WireLine {
  return { kind: 'note', text };
}

function headerLines(headers: readonly (readonly [string, string])[]): WireLine[] {
  const lines = headers.slice(0, MAX_HEADERS).map(
    ([name, value]): WireLine => ({
      kind: 'header',
      name: name.toLowerCase(),
      text: clip(`${name}: ${value}`, MAX_LINE),
    }),
  );
  const more = headers.length - lines.length;
  return more > 0 ? [...lines, note(`… and ${more} more header fields`)] : lines;
}

function bodyLines(body: BodyRecord): WireLine[] {
  if (body.size === 0) return [];
  if ('sha256' in body) {
    return [{ kind: 'body', text: `(body of ${bytes(body.size)}, SHA-256 ${body.sha256})` }];
  }
  if ('base64' in body) return hexLines(Buffer.from(body.base64.slice(0, SHOWN_BODY), 'base64'), body.size);
  const text = body.text.slice(0, SHOWN_BODY);
  const lines = text.split('\n').flatMap((line, index, all) => {
    const feed = index < all.length - 1;
    if (!feed && line === '') return [];
    const parts = softParts(line, text);
    return parts.map(
      (part, n): WireLine => ({
        kind: 'body',
        text: clip(part, MAX_LINE),
        feed: feed && n === parts.length - 1,
      }),
    );
  });
  return bounded(lines, body.text.length > SHOWN_BODY);
}

/** Documents are mostly sent on one line: it is cut between elements to be read and compared element by element. */
function softParts(line: string, body: string): string[] {
  return line.length > 100 && body.trimStart().startsWith('<') ? line.split(/(?<=>)(?=<(?!\/))/) : [line];
}

function hexLines(content: Buffer, size: number): WireLine[] {
  const lines: WireLine[] = [note(`(binary body of ${bytes(size)})`)];
  for (let at = 0; at < Math.min(content.length, 512); at += 16) {
    const row = content.subarray(at, Math.min(at + 16, 512));
    const hex = row
      .toString('hex')
      .replace(/..(?=.)/g, '$& ')
      .padEnd(47);
    const ascii = [...row]
      .map((byte) => (byte > 0x1f && byte < 0x7f ? String.fromCharCode(byte) : '.'))
      .join('');
    lines.push({ kind: 'body', text: `${at.toString(16).padStart(4, '0')}  ${hex}  ${ascii}` });
  }
  return content.length > 512 ? [...lines, note('… and more')] : lines;
}

function bounded(lines: readonly WireLine[], cut: boolean): WireLine[] {
  const kept = lines.slice(0, MAX_BODY_LINES);
  const more = lines.length - kept.length;
  if (more === 0 && !cut) return kept;
  return [...kept, note(more > 0 ? `… and ${more} more lines` : '… and more')];
}
