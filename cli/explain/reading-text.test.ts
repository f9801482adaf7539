import { describe, expect, it } from 'vitest';
import { paragraphsUnder } from './reading-text.ts';

const TEXT =
  '# Readings\n\nIntro.\n\n### one\n\nFirst line\nsecond line.\n\nNext\nparagraph.\n\n### two\n\nOther.\n';

describe('a reading', () => {
  it('is what stands below its heading, a paragraph a line', () => {
    expect(paragraphsUnder(TEXT, 'one')).toEqual(['First line second line.', 'Next paragraph.']);
    expect(paragraphsUnder(TEXT, 'two')).toEqual(['Other.']);
  });

  it('is nothing where there is no such heading', () => {
    expect(paragraphsUnder(TEXT, 'three')).toEqual([]);
  });
});
