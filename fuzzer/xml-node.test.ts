import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeElement, elementPaths, leafMarkup, nodeText, readXml, writeXml } from './xml-node.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const read = (text: string) => {
  const document = readXml(bytes(text));
  if (!document) throw new Error('no document');
  return document;
};

describe('a document in parts', () => {
  const document = read('<Delete><Object><Key>a&amp;b</Key></Object><Object><Key>c</Key></Object></Delete>');

  it('is written as it was read, with a declaration', () => {
    expect(writeXml(document)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<Delete><Object><Key>a&amp;b</Key></Object><Object><Key>c</Key></Object></Delete>',
    );
  });

  it('is undefined for what is none', () => {
    expect(readXml(bytes('Hello world'))).toBeUndefined();
    expect(readXml(bytes('<a>'))).toBeUndefined();
  });

  it('names each element by its position among its namesakes', () => {
    expect(elementPaths(document.root).map(({ path }) => path)).toEqual([
      '/Delete',
      '/Delete/Object[1]',
      '/Delete/Object[1]/Key[1]',
      '/Delete/Object[2]',
      '/Delete/Object[2]/Key[1]',
    ]);
  });

  it('changes one element and no other', () => {
    const changed = changeElement(document.root, '/Delete/Object[2]/Key[1]', (node) => [
      node,
      '<!-- x -->',
      node,
    ]);
    expect(changed && nodeText(changed)).toBe(
      '<Delete><Object><Key>a&amp;b</Key></Object><Object><Key>c</Key><!-- x --><Key>c</Key></Object></Delete>',
    );
  });

  it('changes nothing where nothing stands', () => {
    expect(changeElement(document.root, '/Delete/Object[3]', () => [])).toBeUndefined();
    expect(changeElement(document.root, '/Other', () => [])).toBeUndefined();
    expect(changeElement(document.root, '/Delete', () => [])).toBeUndefined();
  });

  it('keeps any text of a leaf', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~äß\u{1f600}\n]{1,30}$/u), (text) => {
        const escaped = text.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`);
        const { root } = read(`<a>${escaped}</a>`);
        const again = read(nodeText(root));
        expect(leafMarkup(again.root)).toBe(leafMarkup(root));
      }),
    );
  });
});
