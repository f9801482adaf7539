import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
/** White space, and commas that only a line break asks for, mean nothing. */
const squeezed = (code: string): string => code.replace(/\s+/g, '').replace(/,([)}\]])/g, '$1');

it('docs/FUZZING.md shows a class as it is', () => {
  const [, example = ''] = /```ts\n(.*?)```/s.exec(read('../../docs/FUZZING.md')) ?? [];
  expect(example).toContain('slug:');
  expect(squeezed(read('./range/elsewhere.ts'))).toContain(squeezed(example));
});
