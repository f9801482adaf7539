import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import type { BlobStore, HashName, StoredBlob } from '../store/blob.ts';
import { Refused, refuse } from './refuse.ts';

/** A posted form. */
export interface ReceivedForm {
  /** By lower-case name. Where a name stands twice the first field counts, for policies as for everything else. */
  readonly fields: ReadonlyMap<string, string>;
  /** Name the file has at the sender's, without folders; empty when the form says none. */
  readonly filename: string;
  /** Content of the file; the caller owns it. */
  readonly file: StoredBlob;
  /** MD5 of the whole body as lower-case hex, when it was asked for. */
  readonly bodyMd5: string | undefined;
}

/** What `receiveForm` needs besides the body. */
export interface FormOptions {
  /** Value of Content-Type. */
  readonly contentType: string | undefined;
  /** Name of the field that holds the file, in lower case. */
  readonly fileField: string;
  /** Greatest size of the file in bytes. */
  readonly fileBytes: number;
  /** Greatest size of everything else in bytes. */
  readonly fieldBytes: number;
  readonly hashes: readonly HashName[];
  readonly bodyMd5: boolean;
  readonly blobs: BlobStore;
}

const MULTIPART = /^multipart\/form-data\s*(?:;|$)/i;
const MAX_FIELDS = 200;
const MAX_PART_HEADER_BYTES = 8 * 1024;
/** What the parser may hold back between the body and the file when overhead is measured. */
const BUFFERED_BYTES = 512 * 1024;

/**
 * Reads a multipart/form-data body (RFC 7578): fields before and after the one file, which goes to the blob store as it
 * comes in. When anything is wrong nothing of it stays.
 * @param body the body as it comes in
 * @throws Refused form-not-multipart | form-malformed | form-file-count | form-preamble-too-long | entity-too-large, and
 * whatever reading the body throws
 */
export async function receiveForm(
  body: AsyncIterable<Uint8Array>,
  options: FormOptions,
): Promise<ReceivedForm> {
  const parser = openParser(options);
  const form = new FormInProgress(parser, options);
  const digest = options.bodyMd5 ? createHash('md5') : undefined;
  try {
    await pipeline(form.metered(body, digest), parser);
    const { filename, content } = form.file ?? refuse('form-file-count');
    return { fields: form.fields, filename, file: await content, bodyMd5: digest?.digest('hex') };
  } catch (error) {
    await form.discard(error);
    throw asFormProblem(error);
  }
}

function openParser({ contentType, fileField, fieldBytes }: FormOptions): BusboyInstance {
  if (contentType === undefined || !MULTIPART.test(contentType)) return refuse('form-not-multipart');
  const limits = {
    fieldSize: fieldBytes,
    fields: MAX_FIELDS,
    headerPairs: 32,
    headerSize: MAX_PART_HEADER_BYTES,
  };
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits,
      isPartAFile: (name, _type, filename) => filename !== undefined || name?.toLowerCase() === fileField,
    });
  } catch {
    return refuse('form-malformed', { sentence: 'The Content-Type names no boundary.' });
  }
}

/** Collects what the parser reports, and stops it at the first thing that is wrong. */
class FormInProgress {
  readonly fields = new Map<string, string>();
  file: { readonly filename: string; readonly content: Promise<StoredBlob> } | undefined;
  readonly #parser: BusboyInstance;
  readonly #options: FormOptions;
  #stream: (Readable & { readonly bytesRead: number }) | undefined;
  #fieldBytes = 0;

  constructor(parser: BusboyInstance, options: FormOptions) {
    this.#parser = parser;
    this.#options = options;
    parser.on('field', (name, value, _nameTruncated, valueTruncated) =>
      this.#addField(name, value, valueTruncated),
    );
    parser.on('file', (name, stream, filename) => this.#addFile(name, stream, filename));
    parser.on('fieldsLimit', () => this.#stop('form-preamble-too-long'));
  }

  #addField(name: string | undefined, value: string, truncated: boolean): void {
    if (name === undefined) return;
    this.#fieldBytes += Buffer.byteLength(name) + Buffer.byteLength(value);
    if (truncated || this.#fieldBytes > this.#options.fieldBytes) {
      this.#stop('form-preamble-too-long');
      return;
    }
    const folded = name.toLowerCase();
    // UTF-16 is a charset a part may name, and it can be ill-formed.
    if (!this.fields.has(folded)) this.fields.set(folded, value.toWellFormed());
  }

  #addFile(
    name: string | undefined,
    stream: Readable & { readonly bytesRead: number },
    filename: string | undefined,
  ): void {
    if (this.file !== undefined || name?.toLowerCase() !== this.#options.fileField) {
      stream.on('error', () => undefined).resume();
      this.#stop('form-file-count');
      return;
    }
    const { blobs, hashes, fileBytes } = this.#options;
    const content = blobs.receive(limited(stream, fileBytes), hashes);
    content.catch((error) => this.#parser.destroy(asError(error)));
    this.#stream = stream;
    this.file = { filename: (filename ?? '').toWellFormed(), content };
  }

  #stop(refusal: string): void {
    this.#parser.destroy(new Refused(refusal));
  }

  /** Passes `body` on to the parser, as long as what is not the file's content stays small. */
  async *metered(
    body: AsyncIterable<Uint8Array>,
    digest: ReturnType<typeof createHash> | undefined,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    let received = 0;
    for await (const chunk of body) {
      const overhead = received - (this.#stream?.bytesRead ?? 0);
      if (overhead > this.#options.fieldBytes + BUFFERED_BYTES) refuse('form-preamble-too-long');
      received += chunk.length;
      digest?.update(chunk);
      yield chunk;
    }
  }

  /** Leaves nothing behind of a form that failed. */
  async discard(error: unknown): Promise<void> {
    this.#parser.on('error', () => undefined).destroy();
    this.#stream?.on('error', () => undefined).destroy(asError(error));
    await this.file?.content.then((blob) => blob.release()).catch(() => undefined);
  }
}

async function* limited(
  stream: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit) refuse('entity-too-large');
    yield chunk;
  }
}

/** The parser reports broken syntax by plain errors of its own; everybody else's errors have a class. */
function asFormProblem(error: unknown): unknown {
  const plain = error instanceof Error && error.constructor === Error;
  return plain
    ? new Refused('form-malformed', { sentence: 'The form is broken off or not well-formed.' })
    : error;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
