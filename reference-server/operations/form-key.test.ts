import { describe, expect, it } from 'vitest';
import { formKey } from './form-key.ts';

/** The placeholder, put together so that nobody takes it for one of ours. */
const NAME = `$${'{filename}'}`;

describe('formKey', () => {
  it('fills in the name of the file wherever it is asked for', () => {
    expect(formKey(`a/${NAME}`, 'a1.txt')).toBe('a/a1.txt');
    expect(formKey(`${NAME}/${NAME}`, 'x')).toBe('x/x');
  });

  it('leaves a key without placeholder alone', () => {
    expect(formKey('a/$filename', 'a1.txt')).toBe('a/$filename');
  });

  it('takes a name with replacement patterns and placeholders literally', () => {
    expect(formKey(`a/${NAME}`, `$& $1 ${NAME}`)).toBe(`a/$& $1 ${NAME}`);
  });
});
