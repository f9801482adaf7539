import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boolean,
  document,
  integer,
  type LeafType,
  leafAccepts,
  many,
  matching,
  one,
  oneOf,
  optional,
  some,
  text,
} from './document.ts';
import { textAt, textsAt, valuesAt } from './document-access.ts';
import { type DocumentProblem, readDocument } from './document-read.ts';
import { escapeAttribute, escapeXml, type RenderValue, renderDocument } from './document-render.ts';
import { documentSchema } from './document-schema.ts';
import { documentValue, xmlText } from './document-value.fixture.ts';
import { parseXml } from './xml-tree.ts';

const spec = document(
  'Root',
  [
    one('Id', text),
    optional('Size', integer(0, 10), { aliases: ['Length'] }),
    many('Tag', [one('Key', text), optional('On', boolean)], { max: 2 }),
    some('Kind', oneOf('A', 'B')),
    optional('Code', matching(/x\d+|y/, 'x1')),
    optional('Who', [optional('Name', text)], { attributes: ['type'] }),
  ],
  { unknown: 'closed' },
);
const open = { ...spec, unknown: 'open' } as const;

function problems(xml: string, of = spec): Pick<DocumentProblem, 'path' | 'kind'>[] {
  return readDocument(of, parseXml(xml)).problems.map(({ path, kind }) => ({ path, kind }));
}

describe('leafAccepts', () => {
  it.each<[LeafType, string[], string[]]>([
    [text, ['', 'x', '中'], []],
    [{ kind: 'text', maxBytes: 3 }, ['', 'abc', '中'], ['abcd', '中a']],
    [
      integer(),
      ['0', '-5', '007', '9999999999999999'],
      ['', ' 1', '1 ', '+1', '1.0', '1e3', '0x1', '٣', '12345678901234567'],
    ],
    [integer(1, 10), ['1', '10'], ['0', '11', '-1']],
    [integer(0), ['0', '007'], ['-0', '-1', '+1']],
    [boolean, ['true', 'FALSE', 'True'], ['', '1', 'yes', ' true']],
    [oneOf('A', 'B'), ['A'], ['a', '', 'AB']],
    [matching(/a|b+/, 'a'), ['a', 'bbb'], ['ab', 'ba', 'a\n', '']],
  ])('%j', (leaf, accepted, refused) => {
    expect(accepted.filter((value) => !leafAccepts(leaf, value))).toEqual([]);
    expect(refused.filter((value) => leafAccepts(leaf, value))).toEqual([]);
  });
});

describe('readDocument', () => {
  it('gives leaves as text, repeatable elements as arrays, in any order of elements', () => {
    const xml =
      '<Root><Kind>A</Kind><Tag><Key>k</Key></Tag><Id> 1 </Id><Kind>B</Kind><Length>3</Length></Root>';
    const { value, problems: none } = readDocument(spec, parseXml(xml));
    expect(none).toEqual([]);
    expect(structuredClone(value)).toEqual({ Id: ' 1 ', Size: '3', Tag: [{ Key: 'k' }], Kind: ['A', 'B'] });
  });

  it('ignores namespaces', () => {
    expect(problems('<p:Root xmlns:p="urn:p"><Id xmlns="urn:q">1</Id><p:Kind>A</p:Kind></p:Root>')).toEqual(
      [],
    );
  });

  it.each<[string, string, Pick<DocumentProblem, 'path' | 'kind'>]>([
    ['wrong root', '<Other><Id>1</Id><Kind>A</Kind></Other>', { path: '/Other', kind: 'wrong-root' }],
    ['missing element', '<Root><Kind>A</Kind></Root>', { path: '/Root/Id', kind: 'missing' }],
    ['none of some', '<Root><Id>1</Id></Root>', { path: '/Root/Kind', kind: 'missing' }],
    ['repeated', '<Root><Id>1</Id><Id>2</Id><Kind>A</Kind></Root>', { path: '/Root/Id', kind: 'repeated' }],
    [
      'repeated under two spellings',
      '<Root><Id>1</Id><Size>1</Size><Length>2</Length><Kind>A</Kind></Root>',
      { path: '/Root/Size', kind: 'repeated' },
    ],
    [
      'too many',
      `<Root><Id>1</Id>${'<Tag><Key>k</Key></Tag>'.repeat(3)}<Kind>A</Kind></Root>`,
      { path: '/Root/Tag', kind: 'too-many' },
    ],
    [
      'unknown element',
      '<Root><Id>1</Id><Kind>A</Kind><Stray/></Root>',
      { path: '/Root/Stray', kind: 'unknown-element' },
    ],
    [
      'bad text',
      '<Root><Id>1</Id><Kind>A</Kind><Kind>C</Kind></Root>',
      { path: '/Root/Kind[2]', kind: 'bad-text' },
    ],
    [
      'problem inside a repetition',
      '<Root><Id>1</Id><Tag><Key>k</Key></Tag><Tag/><Kind>A</Kind></Root>',
      { path: '/Root/Tag[2]/Key', kind: 'missing' },
    ],
    [
      'elements in a leaf',
      '<Root><Id><b/></Id><Kind>A</Kind></Root>',
      { path: '/Root/Id', kind: 'bad-text' },
    ],
  ])('%s', (_, xml, problem) => {
    expect(problems(xml)).toEqual([problem]);
  });

  it('collects every problem', () => {
    expect(
      problems('<Root><Stray/><Size>x</Size></Root>')
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['bad-text', 'missing', 'missing', 'unknown-element']);
  });

  it('an open document keeps the text of elements it does not know', () => {
    const { value, problems: none } = readDocument(
      open,
      parseXml('<Root><Id>1</Id><Kind>A</Kind><New>n</New></Root>'),
    );
    expect(none).toEqual([]);
    expect(textAt(value, 'New')).toBe('n');
  });

  it('finds an attribute under any prefix, but not among namespace declarations', () => {
    const who = (attributes: string) =>
      textAt(
        readDocument(spec, parseXml(`<Root xmlns:q="urn:q"><Id/><Kind>A</Kind><Who ${attributes}/></Root>`))
          .value,
        'Who.@type',
      );
    expect([who('type="t"'), who('q:type="t"'), who('xmlns:type="urn:t"'), who('')]).toEqual([
      't',
      't',
      undefined,
      undefined,
    ]);
  });

  it('names an object inherits are ordinary names', () => {
    const { value } = readDocument(
      open,
      parseXml('<Root><Id/><Kind>A</Kind><__proto__>x</__proto__></Root>'),
    );
    expect(textAt(value, '__proto__')).toBe('x');
    expect(textAt(value, 'constructor')).toBeUndefined();
  });

  it('cuts long texts in messages', () => {
    const xml = `<Root><Id>1</Id><Kind>${'x'.repeat(10_000)}</Kind></Root>`;
    expect(readDocument(spec, parseXml(xml)).problems[0]?.message.length).toBeLessThan(100);
  });
});

describe('document access', () => {
  const value = { A: [{ B: ['1', '2'] }, { B: ['3'] }, { C: 'x' }], D: 'd' };

  it('walks through repetitions in order', () => {
    expect(textsAt(value, 'A.B')).toEqual(['1', '2', '3']);
    expect(textAt(value, 'A.B')).toBe('1');
    expect(valuesAt(value, 'A')).toHaveLength(3);
  });

  it('finds nothing where there is nothing', () => {
    expect(textAt(undefined, 'A')).toBeUndefined();
    expect(textAt('leaf', 'A')).toBeUndefined();
    expect(textsAt(value, 'D.E')).toEqual([]);
    expect(textsAt(value, 'A')).toEqual([]);
  });
});

describe('renderDocument', () => {
  it('writes elements in documented order, then the others, attributes in their tag', () => {
    const value: RenderValue = {
      Extra: 1,
      Kind: ['A', 'B'],
      Who: { Name: 'n', '@type': 't' },
      Id: true,
      Size: undefined,
    };
    expect(renderDocument(spec, value, { declaration: false })).toBe(
      '<Root><Id>true</Id><Kind>A</Kind><Kind>B</Kind><Who type="t"><Name>n</Name></Who><Extra>1</Extra></Root>',
    );
  });

  it('writes a declaration and a namespace when asked', () => {
    expect(renderDocument(spec, { Id: '' }, { namespace: 'urn:"x"' })).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<Root xmlns="urn:&quot;x&quot;"><Id/></Root>',
    );
    expect(renderDocument(document('Leaf', text), 'a<b')).toMatch(/\n<Leaf>a&lt;b<\/Leaf>$/);
  });

  it('any text comes back, in elements and in attributes', () => {
    fc.assert(
      fc.property(xmlText, xmlText, (inElement, inAttribute) => {
        const xml = renderDocument(spec, { Id: inElement, Who: { '@type': inAttribute } });
        const { value } = readDocument(spec, parseXml(xml));
        expect([textAt(value, 'Id'), textAt(value, 'Who.@type')]).toEqual([inElement, inAttribute]);
      }),
    );
  });

  it('whatever the text, the document is well-formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }), (value) => {
        const tree = parseXml(renderDocument(spec, { Id: value, Who: { '@type': value } }));
        expect(tree.children).toHaveLength(2);
      }),
    );
  });

  it('replaces what XML cannot carry', () => {
    expect(escapeXml('a\u0000\u000b\ufffe\ud800\t\n')).toBe('a\ufffd\ufffd\ufffd\ufffd\t\n');
    expect(escapeXml('<&>"\r]]>')).toBe('&lt;&amp;&gt;&quot;&#13;]]&gt;');
    expect(escapeAttribute('\t\n\r')).toBe('&#9;&#10;&#13;');
  });
});

describe('documentSchema', () => {
  const ajv = new Ajv2020();
  const validate = ajv.compile(documentSchema(spec));

  it('agrees with readDocument on valid documents', () => {
    fc.assert(
      fc.property(documentValue(spec), (value) => {
        const again = readDocument(spec, parseXml(renderDocument(spec, value)));
        expect(again.problems).toEqual([]);
        expect(structuredClone(again.value)).toEqual(structuredClone(value));
        expect(validate(structuredClone(again.value))).toBe(true);
      }),
    );
  });

  it.each([
    ['missing element', '<Root><Kind>A</Kind></Root>'],
    ['none of some', '<Root><Id>1</Id></Root>'],
    ['unknown element', '<Root><Id>1</Id><Kind>A</Kind><Stray/></Root>'],
    ['bad word', '<Root><Id>1</Id><Kind>C</Kind></Root>'],
    ['no number', '<Root><Id>1</Id><Kind>A</Kind><Size>x</Size></Root>'],
    ['a negative size', '<Root><Id>1</Id><Kind>A</Kind><Size>-1</Size></Root>'],
    ['no match', '<Root><Id>1</Id><Kind>A</Kind><Code>zx1</Code></Root>'],
    ['too many', `<Root><Id>1</Id>${'<Tag><Key>k</Key></Tag>'.repeat(3)}<Kind>A</Kind></Root>`],
    ['no boolean', '<Root><Id>1</Id><Tag><Key>k</Key><On>1</On></Tag><Kind>A</Kind></Root>'],
  ])('agrees with readDocument that %s is a problem', (_, xml) => {
    const { value, problems: found } = readDocument(spec, parseXml(xml));
    expect(found).toHaveLength(1);
    expect(validate(structuredClone(value))).toBe(false);
  });

  it('an open document may hold more', () => {
    const { value } = readDocument(open, parseXml('<Root><Id>1</Id><Kind>A</Kind><New>n</New></Root>'));
    expect(ajv.compile(documentSchema(open))(structuredClone(value))).toBe(true);
  });

  it('a number that may not be zero is not zero', () => {
    const positive = ajv.compile(documentSchema(document('N', integer(1))));
    expect(['1', '10', '0', '00', '-1'].map((value) => positive(value))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
