import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { document, many, one, text } from '../../dialects/core/document.ts';
import { renderDocument } from '../../dialects/core/document-render.ts';
import { parseXml, type XmlElement, XmlProblem } from '../../dialects/core/xml-tree.ts';
import { appended, namespaced, padded, renamedRoot, twoRoots, unclosed, withEntity } from './xml-edit.ts';

const spec = document('Sample', [
  one('Name', text),
  many('Item', [one('Key', text)], { attributes: ['kind'] }),
]);

const sample = fc
  .record({
    name: fc.string(),
    items: fc.array(fc.string(), { maxLength: 3 }),
    declaration: fc.boolean(),
  })
  .map(({ name, items, declaration }) =>
    renderDocument(spec, { Name: name, Item: items.map((Key) => ({ Key })) }, { declaration }),
  );
const empty = fc.constantFrom('<Sample/>', '<?xml version="1.0"?>\n<Sample a="1"/>', '<Sample></Sample>');
const xml = fc.oneof(sample, empty);

function problem(source: string): string | undefined {
  try {
    parseXml(source);
    return undefined;
  } catch (error) {
    return error instanceof XmlProblem ? error.kind : 'other';
  }
}

function childNames({ children }: XmlElement): string[] {
  return children.map(({ name }) => name);
}

describe('edits of XML samples', () => {
  it('leaves the root open', () => {
    fc.assert(fc.property(xml, (source) => problem(unclosed(source)) === 'not-well-formed'));
  });

  it('renames the root and keeps its content', () => {
    fc.assert(
      fc.property(xml, (source) => {
        const before = parseXml(source);
        expect(parseXml(renamedRoot(source, 'Other'))).toEqual({ ...before, name: 'Other' });
      }),
    );
  });

  it('puts two roots one after the other', () => {
    fc.assert(fc.property(xml, (source) => problem(twoRoots(source)) === 'not-well-formed'));
  });

  it('appends an element as the last child', () => {
    fc.assert(
      fc.property(xml, (source) => {
        const names = childNames(parseXml(appended(source, '<Extra>1</Extra>')));
        expect(names).toEqual([...childNames(parseXml(source)), 'Extra']);
      }),
    );
  });

  it('puts the root and its content into a namespace', () => {
    fc.assert(
      fc.property(xml, (source) => {
        const root = parseXml(namespaced(source, 'http://example.com/ns'));
        expect(root.namespace).toBe('http://example.com/ns');
        expect(childNames(root)).toEqual(childNames(parseXml(source)));
      }),
    );
  });

  it('replaces a default namespace and leaves prefixes alone', () => {
    const source = '<a xmlns:x="urn:x" xmlns="urn:old"><x:b/></a>';
    expect(namespaced(source, 'urn:new')).toBe('<a xmlns="urn:new" xmlns:x="urn:x"><x:b/></a>');
  });

  it('declares an entity that is refused as a document type', () => {
    fc.assert(fc.property(xml, (source) => problem(withEntity(source, () => '"x"')) === 'doctype'));
  });

  it('stands the entity for the first text, so that expanding it gives the sample again', () => {
    const source =
      '<?xml version="1.0"?>\n<Delete><Quiet>false</Quiet><Object><Key>a</Key></Object></Delete>';
    const edited = withEntity(source, (value) => `"${value}"`);
    expect(edited).toContain('<!ENTITY bp "false">');
    expect(edited.replace(/<!DOCTYPE.*\]>/, '').replace('&bp;', 'false')).toBe(source);
  });

  it('makes the entity the content of a root without text', () => {
    expect(withEntity('<Status/>', () => 'SYSTEM "file:///x"')).toBe(
      '<!DOCTYPE Status [<!ENTITY bp SYSTEM "file:///x">]><Status>&bp;</Status>',
    );
  });

  it('pads a document without changing what it says', () => {
    fc.assert(
      fc.property(sample, fc.nat(5000), (source, size) => {
        const long = padded(source, size);
        expect(Buffer.byteLength(long)).toBeGreaterThanOrEqual(size);
        expect(parseXml(long).children).toEqual(parseXml(source).children);
      }),
    );
  });

  it('refuses to edit what is no document', () => {
    expect(() => unclosed('no xml')).toThrow('not an XML document');
  });
});
