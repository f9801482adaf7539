import { createHash } from 'node:crypto';
import { type RenderValue, renderDocument } from '../core/document-render.ts';
import type { HeaderList } from '../core/headers.ts';
import { type DocumentName, documents } from './documents/index.ts';

/** Base64 of the 128-bit MD5 of a body: the value of Content-MD5. T-HDR-02. */
export function contentMd5(body: string | Uint8Array): string {
  return createHash('md5').update(body).digest('base64');
}

/** Headers and body of a sample request that carries an XML document. */
export function xmlSample(name: DocumentName, value: RenderValue): { headers: HeaderList; body: string } {
  return textSample(renderDocument(documents[name], value), 'application/xml');
}

/** Headers and body of a sample request that carries `body` under its digest. */
export function textSample(body: string, contentType: string): { headers: HeaderList; body: string } {
  return {
    headers: [
      ['Content-Type', contentType],
      ['Content-MD5', contentMd5(body)],
    ],
    body,
  };
}
