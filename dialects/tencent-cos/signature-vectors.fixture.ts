import { readFileSync } from 'node:fs';
import { encodeKey, formatQuery } from '../core/percent-encoding.ts';
import type { WireRequest } from '../core/request.ts';

/** A request and what signing it has to come to. */
export interface RequestVector {
  readonly id: string;
  readonly method: string;
  /** Decoded. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly keyTime: string;
  readonly httpString: string;
  readonly signKey: string;
  readonly stringToSign: string;
}

/** A vector printed by a document or a client's own tests. */
export interface PublishedVector extends RequestVector {
  readonly kind?: 'signKey-only';
  readonly secretKey: string;
  readonly computedSignature: string;
  readonly publishedSignature: string;
  readonly publishedSignKey?: string;
  readonly status:
    | 'reproduces'
    | 'reproduces-with-correction'
    | 'reproduces-with-obsolete-rule'
    | 'does-not-reproduce';
}

/** A vector made with an official client and recomputed independently. */
export interface GeneratedVector extends RequestVector {
  readonly name: string;
  readonly authorization: string;
  readonly signature: string;
}

/** The signature vectors of the fixtures folder. */
export interface Vectors {
  readonly secretId: string;
  readonly secretKey: string;
  readonly published: readonly PublishedVector[];
  readonly generated: readonly GeneratedVector[];
  readonly postPolicy: readonly {
    readonly id: string;
    readonly secretKey: string;
    readonly keyTime: string;
    readonly policyBase64: string;
    readonly policyText: string;
    readonly signKey: string;
    readonly stringToSign: string;
    readonly signature: string;
  }[];
  readonly serverFormatStrings: readonly {
    readonly id: string;
    readonly httpString: string;
    readonly publishedSha1: string;
  }[];
  readonly hashes: readonly {
    readonly what: string;
    readonly input: string;
    readonly hex?: string;
    readonly base64?: string;
    readonly decimal?: string;
  }[];
}

const file = new URL('../../fixtures/tencent-cos/signature-vectors.json', import.meta.url);

/** Vectors with inputs; for tests. */
export const vectors: Vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors;

/** The vector's request on the wire. */
export function wireRequest({ method, path, query, headers }: RequestVector): WireRequest {
  const search = formatQuery(Object.entries(query));
  return {
    method,
    target: `${encodeKey(path)}${search === '' ? '' : `?${search}`}`,
    headers: Object.entries(headers),
    body: new Uint8Array(),
  };
}

/** Start and end of a vector's time, in seconds. */
export function times(keyTime: string): { notBefore: number; notAfter: number } {
  const [notBefore = 0, notAfter = 0] = keyTime.split(';').map(Number);
  return { notBefore, notAfter };
}
