import type { HeaderList } from './headers.ts';

/** A form field: name as written, value as text. */
export type FormField = readonly [name: string, value: string];

/** The file of a form upload. */
export interface FormFile {
  readonly filename: string;
  readonly content: string | Uint8Array;
  /** Content-Type of the file part; left out when absent. */
  readonly contentType?: string;
  /** Name of the field that holds it; `file` when absent. */
  readonly field?: string;
}

/** What may be said of a form besides its fields and file. */
export interface FormOptions {
  readonly boundary?: string;
  /** Fields and further files that stand after the file. */
  readonly after?: readonly (FormField | FormFile)[];
}

const BOUNDARY = 'bucketproof-form-boundary';

/**
 * Content-Type header and multipart/form-data body of a form upload, the file after the fields. RFC 7578.
 * @param file undefined for a form without a file
 */
export function formBody(
  fields: readonly FormField[],
  file: FormFile | undefined,
  options: FormOptions = {},
): { headers: HeaderList; body: Uint8Array } {
  const boundary = options.boundary ?? BOUNDARY;
  const parts = [
    ...fields.map((field) => fieldPart(boundary, field)),
    ...(file ? [filePart(boundary, file)] : []),
    ...(options.after ?? []).map((part) =>
      'content' in part ? filePart(boundary, part) : fieldPart(boundary, part),
    ),
    Buffer.from(`--${boundary}--\r\n`),
  ];
  return {
    headers: [['Content-Type', `multipart/form-data; boundary=${boundary}`]],
    body: Buffer.concat(parts),
  };
}

/**
 * The same body with `fields` in front of its first part.
 * @returns undefined when the Content-Type names no boundary
 */
export function prependFields(
  contentType: string,
  body: Uint8Array,
  fields: readonly FormField[],
): Uint8Array | undefined {
  const boundary = boundaryOf(contentType);
  if (boundary === undefined) return undefined;
  return Buffer.concat([...fields.map((field) => fieldPart(boundary, field)), body]);
}

/** The boundary parameter of a multipart Content-Type, or undefined. RFC 2046 section 5.1.1. */
export function boundaryOf(contentType: string): string | undefined {
  const found = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(
    contentType,
  );
  return found?.[1] ?? found?.[2];
}

function fieldPart(boundary: string, [name, value]: FormField): Uint8Array {
  return Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(name)}"\r\n\r\n${value}\r\n`,
  );
}

function filePart(
  boundary: string,
  { filename, content, contentType, field = 'file' }: FormFile,
): Uint8Array {
  const type = contentType === undefined ? '' : `Content-Type: ${contentType}\r\n`;
  return Buffer.concat([
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(field)}"; filename="${escapeName(filename)}"\r\n${type}\r\n`,
    ),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]);
}

/** Names are escaped as browsers do: only the quote and line ends, as percent sequences. */
function escapeName(name: string): string {
  return name.replace(
    /["\r\n]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
