import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formBody } from '../../dialects/core/form-body.ts';
import { withoutFormField } from './form-edit.ts';

const fieldName = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/).filter((name) => name !== 'file');
const content = fc.uint8Array({ maxLength: 200 });

describe('a form without a field', () => {
  it('is the form that never had it, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fieldName, { minLength: 1, maxLength: 4 }), content, (names, bytes) => {
        const [dropped = ''] = names;
        const file = { filename: 'a.bin', content: bytes };
        const fields = names.map((name) => [name, `value of ${name}`] as const);
        const edited = withoutFormField({ op: 'Form', ...formBody(fields, file) }, dropped);
        const expected = formBody(fields.slice(1), file).body;
        expect(Buffer.from(edited.body ?? '').equals(expected)).toBe(true);
      }),
    );
  });

  it('can be one without its file', () => {
    const form = formBody([['key', 'a']], { filename: 'a.txt', content: 'Hello' });
    const edited = withoutFormField({ op: 'Form', ...form }, 'file');
    expect(Buffer.from(edited.body ?? '').equals(formBody([['key', 'a']], undefined).body)).toBe(true);
  });

  it('refuses to edit what is no form, and to drop what is not there', () => {
    const form = formBody([['key', 'a']], undefined);
    expect(() => withoutFormField({ op: 'Form', body: 'x' }, 'key')).toThrow('no form');
    expect(() => withoutFormField({ op: 'Form', ...form }, 'acl')).toThrow('no field acl');
  });
});
