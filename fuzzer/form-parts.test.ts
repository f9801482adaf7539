import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fieldPart,
  isFile,
  partName,
  readForm,
  withFieldParts,
  withFormText,
  writeForm,
} from './form-parts.ts';
import { bodyBytes, fieldOf, type StructuredRequest } from './structured-request.ts';

const FILE = '\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nx\r\n';

function request(parts: readonly string[], boundary = 'b1'): StructuredRequest {
  const empty: StructuredRequest = {
    method: 'POST',
    path: '/',
    query: [],
    headers: [
      { name: 'Content-Type', value: `multipart/form-data; boundary=${boundary}` },
      { name: 'Content-Length', value: '0' },
    ],
    body: { kind: 'bytes', bytes: new Uint8Array() },
    framing: { version: 'HTTP/1.1' },
    signing: { validFrom: 0, validUntil: 1 },
  };
  return withFormText(empty, writeForm({ boundary, parts }));
}

describe('forms in parts', () => {
  it('are read as they were written, with any fields', () => {
    const name = fc.stringMatching(/^[a-z-]{1,12}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.stringMatching(/^[ -~]{0,30}$/))), (fields) => {
        const parts = [...fields.map(([key, value]) => fieldPart(key, value)), FILE];
        const made = request(parts, 'boundary-that-no-value-has');
        expect(readForm(made)?.parts).toEqual(parts);
        expect(readForm(made)?.parts.slice(0, -1).map(partName)).toEqual(fields.map(([key]) => key));
        expect(fieldOf(made, 'content-length')?.value).toBe(String(bodyBytes(made).length));
      }),
    );
  });

  it('are none without a boundary, or without parts', () => {
    expect(readForm(request([]))).toBeUndefined();
    expect(readForm({ ...request([FILE]), headers: [] })).toBeUndefined();
  });

  it('get fields in place of those of that name, or before the file', () => {
    const form = { boundary: 'b', parts: [fieldPart('key', 'k'), fieldPart('acl', 'a'), FILE] };
    const changed = withFieldParts(form, 'key', (part) => [`${part}`, fieldPart('key', '2')]);
    expect(changed.parts.map(partName)).toEqual(['key', 'key', 'acl', 'file']);
    const added = withFieldParts(form, 'policy', (part) => [part ?? fieldPart('policy', 'p')]);
    expect(added.parts.map(partName)).toEqual(['key', 'acl', 'policy', 'file']);
    expect(withFieldParts(form, 'acl', () => []).parts.map(isFile)).toEqual([false, true]);
    // The file is none of the fields.
    expect(withFieldParts(form, 'file', () => []).parts).toEqual(form.parts);
  });
});
