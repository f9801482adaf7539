import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundaryOf, formBody, prependFields } from './form-body.ts';
import { headerValue } from './headers.ts';

/** Reads a form with the platform's own parser. */
async function parse(contentType: string, body: Uint8Array): Promise<FormData> {
  return new Response(Buffer.from(body), { headers: { 'content-type': contentType } }).formData();
}

describe('formBody', () => {
  it('writes the file after the fields', () => {
    const { headers, body } = formBody(
      [['key', 'a/b']],
      { filename: 'a.txt', content: 'x' },
      { boundary: 'B' },
    );
    expect(headers).toEqual([['Content-Type', 'multipart/form-data; boundary=B']]);
    expect(Buffer.from(body).toString()).toBe(
      '--B\r\nContent-Disposition: form-data; name="key"\r\n\r\na/b\r\n' +
        '--B\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nx\r\n--B--\r\n',
    );
  });

  it('may have fields after the file, a type for it, or no file', () => {
    const both = formBody(
      [],
      { filename: 'f', content: 'x', contentType: 'image/png' },
      { after: [['late', '1']], boundary: 'B' },
    );
    expect(Buffer.from(both.body).toString()).toMatch(/image\/png\r\n\r\nx\r\n--B\r\n.*name="late"/s);
    expect(Buffer.from(formBody([], undefined, { boundary: 'B' }).body).toString()).toBe('--B--\r\n');
  });

  it('names the field of a file, and takes further files', () => {
    const { body } = formBody(
      [],
      { field: 'FILE', filename: 'f', content: 'x' },
      { after: [{ filename: 'g', content: 'y' }], boundary: 'B' },
    );
    expect(Buffer.from(body).toString()).toMatch(/name="FILE"; filename="f".*name="file"; filename="g"/s);
  });

  it('is read back by another parser, bytes and all', async () => {
    const fields = fc.array(
      fc.tuple(fc.stringMatching(/^[A-Za-z][\w-]{0,10}$/), fc.stringMatching(/^[ -~]{0,30}$/)),
      { maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(fields, fc.uint8Array({ maxLength: 64 }), async (given, content) => {
        const { headers, body } = formBody(given, { filename: 'f.bin', content });
        const form = await parse(headerValue(headers, 'content-type') ?? '', body);
        const texts = [...form.entries()].filter(([, value]) => typeof value === 'string');
        expect(texts).toEqual(given.filter(([name]) => name !== 'file'));
        const file = form.getAll('file').find((value) => typeof value !== 'string');
        if (!(file instanceof File)) throw new Error('no file');
        expect(new Uint8Array(await file.arrayBuffer())).toEqual(content);
      }),
      { numRuns: 50 },
    );
  });

  it('does not let a name break out of its header', () => {
    const { body } = formBody([['a"\r\nX: y', '1']], undefined, { boundary: 'B' });
    expect(Buffer.from(body).toString()).toContain('name="a%22%0D%0AX: y"');
  });
});

describe('prependFields', () => {
  it('puts fields in front', async () => {
    const { headers, body } = formBody([['b', '2']], undefined);
    const type = headerValue(headers, 'content-type') ?? '';
    const form = await parse(type, prependFields(type, body, [['a', '1']]) ?? new Uint8Array());
    expect([...form.entries()]).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
  });
  it('needs a boundary', () => {
    expect(prependFields('text/plain', new Uint8Array(), [])).toBeUndefined();
  });
});

describe('boundaryOf', () => {
  it.each([
    ['multipart/form-data; boundary=abc', 'abc'],
    ['Multipart/Form-Data; charset=utf-8; Boundary="a b;c"', 'a b;c'],
    ['multipart/form-data;boundary=x ; y=z', 'x'],
    ['multipart/form-data', undefined],
    ['multipart/mixed; boundary=abc', undefined],
    ['', undefined],
  ])('%s', (contentType, boundary) => {
    expect(boundaryOf(contentType)).toBe(boundary);
  });
});
