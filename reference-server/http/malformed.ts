import type { HeaderList } from '../../dialects/core/headers.ts';

/** Why a request never became an exchange. */
export type MalformedKind =
  | 'request-line'
  | 'method'
  | 'target'
  | 'version'
  | 'header'
  | 'headers-too-large'
  | 'too-many-headers'
  /** More than one Host field. */
  | 'host'
  /** Content-Length that is no number, stands twice, or beside Transfer-Encoding. */
  | 'content-length'
  | 'transfer-encoding'
  | 'chunk'
  /** The connection ended inside the header section or the body. */
  | 'incomplete'
  | 'timeout'
  /** CONNECT, which an origin server has nothing to do with. */
  | 'connect'
  | 'other';

/** A request that HTTP itself rules out. */
export interface Malformed {
  readonly kind: MalformedKind;
  /** Status RFC 9110 or RFC 9112 names for it; a dialect may prefer another. */
  readonly status: number;
  /** One sentence for people. */
  readonly message: string;
}

/** How a dialect words the refusal. The server adds Date, Content-Length and Connection: close. */
export type RenderMalformed = (problem: Malformed) => {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
};

const PROBLEMS: Readonly<Record<MalformedKind, readonly [status: number, message: string]>> = {
  'request-line': [400, 'The request line is not valid.'],
  method: [501, 'The method is not known.'],
  target: [400, 'The request target is not valid.'],
  version: [505, 'The HTTP version is not supported.'],
  header: [400, 'A header field is not valid.'],
  'headers-too-large': [431, 'The header section is too large.'],
  'too-many-headers': [431, 'There are too many header fields.'],
  host: [400, 'There is more than one Host field.'],
  'content-length': [400, 'The length of the body is not given in a valid way.'],
  'transfer-encoding': [400, 'The transfer coding is not valid.'],
  chunk: [400, 'The chunked framing of the body is broken.'],
  incomplete: [400, 'The request is incomplete.'],
  timeout: [408, 'The request took too long.'],
  connect: [405, 'CONNECT is not served here.'],
  other: [400, 'The request is not valid HTTP.'],
};

/** The problem of that kind. @param status in place of the usual one */
export function malformed(kind: MalformedKind, status?: number): Malformed {
  const [usual, message] = PROBLEMS[kind];
  return { kind, status: status ?? usual, message };
}

/** What the codes of Node's HTTP parser mean; they are those of llhttp. */
const PARSER_CODES: Readonly<Record<string, MalformedKind>> = {
  HPE_INVALID_METHOD: 'method',
  HPE_INVALID_URL: 'target',
  HPE_INVALID_CONSTANT: 'request-line',
  HPE_INVALID_VERSION: 'version',
  HPE_PAUSED_H2_UPGRADE: 'version',
  HPE_INVALID_HEADER_TOKEN: 'header',
  HPE_CR_EXPECTED: 'header',
  HPE_LF_EXPECTED: 'header',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  HPE_INVALID_CONTENT_LENGTH: 'content-length',
  HPE_UNEXPECTED_CONTENT_LENGTH: 'content-length',
  HPE_INVALID_TRANSFER_ENCODING: 'transfer-encoding',
  HPE_INVALID_CHUNK_SIZE: 'chunk',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'chunk',
  HPE_STRICT: 'chunk',
  HPE_INVALID_EOF_STATE: 'incomplete',
  ERR_HTTP_REQUEST_TIMEOUT: 'timeout',
};

/** What an error of the HTTP parser means; undefined for errors of the connection itself. */
export function malformedFromError(error: Error): Malformed | undefined {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (!code.startsWith('HPE_') && code !== 'ERR_HTTP_REQUEST_TIMEOUT') return undefined;
  const kind = PARSER_CODES[code] ?? 'other';
  return malformed(kind === 'method' && !beginsWithMethod(error) ? 'request-line' : kind);
}

/** A token and a blank: a method that nobody knows, and not something else altogether. RFC 9110 section 5.6.2. */
const METHOD = /^[!#$%&'*+.^`|~\w-]+ /;
/** Longer methods are none. */
const METHOD_BYTES = 256;

/** Whether the line that the parser stumbled over begins as a request line does; so when the parser shows no bytes. */
function beginsWithMethod(error: Error): boolean {
  if (!('rawPacket' in error && error.rawPacket instanceof Uint8Array)) return true;
  const parsed = 'bytesParsed' in error && typeof error.bytesParsed === 'number' ? error.bytesParsed : 0;
  const bytes = Buffer.from(error.rawPacket.buffer, error.rawPacket.byteOffset, error.rawPacket.byteLength);
  const start = parsed === 0 ? 0 : bytes.lastIndexOf('\n', parsed - 1) + 1;
  return METHOD.test(bytes.toString('latin1', start, start + METHOD_BYTES));
}
