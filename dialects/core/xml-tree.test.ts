import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseXml, XmlProblem } from './xml-tree.ts';

/** Why a document is refused, or undefined when it is not. */
function problemOf(source: string | Uint8Array): XmlProblem['kind'] | undefined {
  try {
    parseXml(source);
    return undefined;
  } catch (error) {
    if (error instanceof XmlProblem) return error.kind;
    throw error;
  }
}

describe('parseXml', () => {
  it('gives names, attributes, children and text', () => {
    const tree = parseXml(
      '<?xml version="1.0"?><a x="1 &amp; 2"> t<b/><b>é&#20013;<![CDATA[<c>]]></b>\n</a>',
    );
    expect(tree).toMatchObject({
      name: 'a',
      namespace: '',
      attributes: { x: '1 & 2' },
      text: ' t\n',
      children: [
        { name: 'b', text: '', children: [] },
        { name: 'b', text: 'é中<c>' },
      ],
    });
  });

  it('keeps namespaces apart from names', () => {
    const tree = parseXml('<p:a xmlns:p="urn:x" p:type="t"><b xmlns="urn:y"/></p:a>');
    expect(tree).toMatchObject({
      name: 'a',
      namespace: 'urn:x',
      attributes: { 'p:type': 't' },
      children: [{ name: 'b', namespace: 'urn:y' }],
    });
  });

  it('reads bytes as UTF-8, with or without byte order mark', () => {
    expect(parseXml(Buffer.from('<a>中</a>')).text).toBe('中');
    expect(parseXml(Buffer.from('\ufeff<a>中</a>')).text).toBe('中');
    expect(parseXml('\ufeff<a>中</a>').text).toBe('中');
  });

  it('ignores comments and processing instructions', () => {
    expect(parseXml('<!-- c --><?pi x?><a><!-- d -->t<?pi?></a><!-- e -->').text).toBe('t');
  });

  it('turns line ends into line feeds but keeps written carriage returns', () => {
    expect(parseXml('<a>1\r\n2\r3&#13;4</a>').text).toBe('1\n2\n3\r4');
  });

  it.each([
    ['two roots', '<a/><b/>'],
    ['text after the root', '<a/>x'],
    ['text before the root', 'x<a/>'],
    ['no element', '<!-- c -->'],
    ['an unclosed element', '<a><b></a>'],
    ['an end without a start', '</a>'],
    ['the end of input inside', '<a><b>'],
    ['an undeclared entity', '<a>&nbsp;</a>'],
    ['a bare ampersand', '<a>a & b</a>'],
    ['a bare less-than in an attribute', '<a x="<"/>'],
    ['an undeclared prefix', '<p:a/>'],
    ['an undeclared prefix of an attribute', '<a xsi:type="t"/>'],
    ['an attribute twice', '<a x="1" x="2"/>'],
    ['an attribute without quotes', '<a x=1/>'],
    ['a control character', '<a>\u0001</a>'],
    ['a reference to a control character', '<a>&#1;</a>'],
    ['a reference to a control character under version 1.1', '<?xml version="1.1"?><a>&#1;</a>'],
    ['a reference to a surrogate', '<a>&#xD800;</a>'],
    ['a declaration after white space', ' <?xml version="1.0"?><a/>'],
    ['not XML', '{"a":1}'],
  ])('%s is not well-formed', (_, source) => {
    expect(problemOf(source)).toBe('not-well-formed');
  });

  it.each([
    ['alone', '<!DOCTYPE a><a/>'],
    ['with an entity', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'],
    ['with an external entity', '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'],
    ['with an external subset', '<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a/>'],
  ])('a DOCTYPE %s is refused as such', (_, source) => {
    expect(problemOf(source)).toBe('doctype');
  });

  it('nothing but white space is empty', () => {
    expect(['', ' \r\n\t', '\ufeff'].map(problemOf)).toEqual(['empty', 'empty', 'empty']);
    expect(problemOf(new Uint8Array())).toBe('empty');
  });

  it('bytes that are not UTF-8 are refused as such', () => {
    expect(problemOf(Uint8Array.of(0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e))).toBe('not-utf8');
    expect(problemOf(Buffer.from('\ufeff<a/>', 'utf16le'))).toBe('not-utf8');
  });

  it('64 levels are read, 65 are too deep', () => {
    const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
    expect(problemOf(nested(64))).toBeUndefined();
    expect(problemOf(nested(65))).toBe('too-deep');
    expect(problemOf('<a>'.repeat(100_000))).toBe('too-deep');
  });

  it('names an object inherits are ordinary names', () => {
    const tree = parseXml('<a __proto__="1" constructor="2"/>');
    expect(Object.keys(tree.attributes)).toEqual(['__proto__', 'constructor']);
  });

  it('either reads or gives an XmlProblem, whatever it is given', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '/',
      'a',
      '&',
      ';',
      '"',
      '=',
      '!',
      '[',
      ']',
      '-',
      '?',
      ' ',
      '\u0000',
      '中',
    );
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: pieces }), fc.string({ unit: 'binary' }), fc.uint8Array()),
        (source) => {
          expect(['string', 'undefined']).toContain(typeof problemOf(source));
        },
      ),
    );
  });
});
