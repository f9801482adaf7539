import { describe, expect, it } from 'vitest';
import { formKey } from './form-key.ts';

/** The placeholder, put together so that nobody takes it for one of ours. */
const NAME = `$${'{filename}'}`;

const key = (field: string, filename: string): string | undefined => formKey(field, filename, 100);

describe('formKey', () => {
  it('fills in the name of the file wherever it is asked for', () => {
    expect(key(`a/${NAME}`, 'a1.txt')).toBe('a/a1.txt');
    expect(key(`${NAME}/${NAME}`, 'x')).toBe('x/x');
    expect(key(`a${NAME}`, '')).toBe('a');
  });

  it('leaves a key without placeholder alone', () => {
    expect(key('a/$filename', 'a1.txt')).toBe('a/$filename');
  });

  it('takes a name with replacement patterns and placeholders literally', () => {
    expect(key(`a/${NAME}`, `$& $1 ${NAME}`)).toBe(`a/$& $1 ${NAME}`);
  });

  it('counts bytes, and refuses to make more than it may', () => {
    expect(key(NAME.repeat(2), 'ü'.repeat(25))).toBe('ü'.repeat(50));
    expect(key(`${NAME.repeat(2)}x`, 'ü'.repeat(25))).toBeUndefined();
    expect(key(NAME.repeat(100_000), 'x'.repeat(1_000_000))).toBeUndefined();
  });
});
