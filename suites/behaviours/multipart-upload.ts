import { textAt, valuesAt } from '../../dialects/core/document-access.ts';
import { type RenderValue, renderDocument } from '../../dialects/core/document-render.ts';
import { CheckInconclusive } from '../../harness/check/check.ts';
import type { CheckContext, RequestSpec } from '../../harness/check/context.ts';
import type { Expectation } from '../../harness/check/expectation.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';

/** Operations of uploads in parts, by what they do, and the limits of their parts. */
export interface Multipart {
  readonly initiate: string;
  readonly uploadPart: string;
  readonly copyPart: string;
  readonly complete: string;
  readonly abort: string;
  readonly listParts: string;
  readonly listUploads: string;
  readonly headObject: string;
  /** Smallest part, in bytes, that need not be the last one, and the greatest part number. */
  readonly minPartBytes: number;
  readonly maxPartNumber: number;
  /** Ways in which replies write the name of a bucket. */
  readonly bucketEcho: (bucket: string) => readonly string[];
}

/** Documents of uploads in parts; every dialect that has such uploads calls them so. */
export const DOCUMENTS = {
  objects: 'ListBucketResult',
  initiated: 'InitiateMultipartUploadResult',
  completion: 'CompleteMultipartUpload',
  completed: 'CompleteMultipartUploadResult',
  parts: 'ListPartsResult',
  uploads: 'ListMultipartUploadsResult',
  copied: 'CopyPartResult',
} as const;

/** An upload that was initiated. */
export interface Upload {
  readonly key: string;
  readonly id: string;
}

/** A part as it is listed for completion. */
export interface Part {
  readonly number: number;
  readonly etag: string;
}

/** One way to end an upload, or to ask about it. */
export interface Driver {
  /** Initiates an upload. @throws CheckInconclusive when it names no id */
  readonly begin: (name?: string, headers?: Readonly<Record<string, string>>) => Promise<Upload>;
  readonly partRequest: (
    upload: Upload,
    number: number | string,
    body: Uint8Array | string,
    headers?: Readonly<Record<string, string>>,
  ) => RequestSpec;
  /** Uploads a part. @throws CheckInconclusive when it is refused or names no ETag */
  readonly put: (upload: Upload, number: number, body: Uint8Array | string) => Promise<Part>;
  readonly completion: (upload: Upload, parts: readonly RenderValue[]) => RequestSpec;
  /** Completes an upload. @throws CheckInconclusive when that is refused */
  readonly finish: (upload: Upload, parts: readonly Part[]) => Promise<Exchange>;
  readonly abortion: (upload: Upload) => RequestSpec;
  readonly listing: (upload: Upload, query?: Readonly<Record<string, string>>) => RequestSpec;
  readonly read: (upload: { readonly key: string }) => RequestSpec;
}

/** Requests of uploads in parts under the keys of one check. */
export function driverOf(t: CheckContext, operations: Multipart): Driver {
  const about = (op: string, { key, id }: Upload): RequestSpec & { query: Record<string, string> } => ({
    op,
    key,
    query: { uploadId: id },
  });
  const partRequest: Driver['partRequest'] = (upload, number, body, headers = {}) => {
    const request = about(operations.uploadPart, upload);
    return { ...request, query: { partNumber: String(number), ...request.query }, body, headers };
  };
  const completion: Driver['completion'] = (upload, parts) => ({
    ...about(operations.complete, upload),
    headers: { 'Content-Type': 'application/xml' },
    body: completionBody(t, parts),
  });
  return {
    begin: async (name = 'object', headers = {}) => {
      const key = t.key(name);
      const exchange = await t.setup({ op: operations.initiate, key, headers });
      const id = textAt(t.read(exchange, DOCUMENTS.initiated), 'UploadId');
      if (id === undefined || id === '') {
        throw new CheckInconclusive('no-upload-id', `the initiation of ${key} named no upload id`);
      }
      return { key, id };
    },
    partRequest,
    put: async (upload, number, body) => {
      const etag = t.header(await t.setup(partRequest(upload, number, body)), 'etag');
      if (etag === undefined) throw new CheckInconclusive('no-etag', `part ${number} was given no ETag`);
      return { number, etag };
    },
    completion,
    finish: (upload, parts) => t.setup(completion(upload, parts.map(listed))),
    abortion: (upload) => about(operations.abort, upload),
    listing: (upload, query = {}) => {
      const request = about(operations.listParts, upload);
      return { ...request, query: { ...request.query, ...query } };
    },
    read: ({ key }) => ({ op: t.dialect.housekeeping.getObject, key }),
  };
}

/** A part as the body of a completion has it. */
export function listed({ number, etag }: Part): RenderValue {
  return { PartNumber: number, ETag: etag };
}

/** The body of a completion; missing children of a part stay missing. */
export function completionBody(t: CheckContext, parts: readonly RenderValue[]): string {
  const document = t.dialect.documents[DOCUMENTS.completion];
  if (!document) throw new Error(`${t.dialect.name} has no document ${DOCUMENTS.completion}`);
  return renderDocument(document, { Part: parts });
}

/** A part of `bytes` bytes, all of them `letter`: cheap to make, and told from other parts wherever it turns up. */
export function block(letter: string, bytes: number): Uint8Array {
  return new Uint8Array(bytes).fill(letter.charCodeAt(0));
}

/** 400 with an error document, where the documentation names no code. */
export function badRequest(t: CheckContext): Expectation {
  const { document } = t.dialect.error;
  return { status: 400, ...(document === undefined ? {} : { document }) };
}

/** Bytes one after the other. */
export function concatenated(...bodies: readonly (Uint8Array | string)[]): Uint8Array {
  return new Uint8Array(Buffer.concat(bodies.map((body) => Buffer.from(body))));
}

/** Numbers, sizes and ETags of the parts that a list of parts shows, in its order. */
export function partsOf(
  t: CheckContext,
  exchange: Exchange,
): { number: number; size: number; etag: string }[] {
  return valuesAt(t.read(exchange, DOCUMENTS.parts), 'Part').map((part) => ({
    number: Number(textAt(part, 'PartNumber')),
    size: Number(textAt(part, 'Size')),
    etag: textAt(part, 'ETag') ?? '',
  }));
}
