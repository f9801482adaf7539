import { bodyBytes, fieldOf, type StructuredRequest, withBytes, withField } from './structured-request.ts';

/** A form in parts, as text of one character a byte. */
export interface Form {
  readonly boundary: string;
  /** What stands between the delimiters, each with its line ends. */
  readonly parts: readonly string[];
}

const FORM_TYPE = /^multipart\/form-data\s*;.*boundary="?([^";]+)"?/i;

/** The form in the body of a request; undefined when it holds none. RFC 7578 section 4. */
export function readForm(request: StructuredRequest): Form | undefined {
  const boundary = FORM_TYPE.exec(fieldOf(request, 'content-type')?.value ?? '')?.[1];
  if (boundary === undefined) return undefined;
  const text = Buffer.from(bodyBytes(request)).toString('latin1');
  const parts = text.split(`--${boundary}`).slice(1, -1);
  return parts.length === 0 ? undefined : { boundary, parts };
}

/** The form as text. */
export function writeForm({ boundary, parts }: Form): string {
  return `${parts.map((part) => `--${boundary}${part}`).join('')}--${boundary}--\r\n`;
}

/** The request with the text of a form as its body; its length is that of the text, also once it is signed. */
export function withFormText(request: StructuredRequest, text: string): StructuredRequest {
  const bytes = Buffer.from(text, 'latin1');
  const changed = withBytes(request, bytes);
  return fieldOf(request, 'content-length')
    ? withField(changed, 'Content-Length', String(bytes.length))
    : changed;
}

/** Whether a part is a file. */
export function isFile(part: string): boolean {
  return /;\s*filename=/i.test(part);
}

/** The name of the field that a part is. */
export function partName(part: string): string | undefined {
  return /;\s*name="([^"]*)"/i.exec(part)?.[1];
}

/** A field as a part. Characters stand for bytes. */
export function fieldPart(name: string, value: string): string {
  return `\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

/**
 * The form with other parts for a field, in the place of the first of that name, or before the file, where fields count.
 * @param make gets the part there is
 */
export function withFieldParts(
  form: Form,
  name: string,
  make: (part: string | undefined) => readonly string[],
): Form {
  const at = form.parts.findIndex((part) => !isFile(part) && partName(part) === name);
  const file = form.parts.findIndex(isFile);
  const parts =
    at === -1
      ? form.parts.toSpliced(file === -1 ? form.parts.length : file, 0, ...make(undefined))
      : form.parts.toSpliced(at, 1, ...make(form.parts[at]));
  return { ...form, parts };
}
