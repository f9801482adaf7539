import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import type { Json } from '../json.ts';
import {
  bodyBytes,
  type Field,
  type RawItem,
  type StructuredRequest,
  targetOf,
  VALIDITY,
} from '../structured-request.ts';
import { rendered, sampleOf } from '../testing/rendering.ts';
import {
  classesForExperiments,
  READ_SIGNED,
  READ_UNSIGNED,
  readings,
  readingsOf,
  readName,
  readStep,
} from './readings.ts';

function request(
  of: Partial<Pick<StructuredRequest, 'path' | 'query' | 'headers'>> & { body?: string } = {},
): StructuredRequest {
  const { body = '', ...parts } = of;
  return {
    method: 'PUT',
    path: '/key',
    query: [],
    headers: [],
    ...parts,
    body: { kind: 'bytes', bytes: Buffer.from(body, 'latin1') },
    framing: { version: 'HTTP/1.1' },
    signing: VALIDITY,
  };
}

/** What such a reading makes of a request: its target, fields and body as texts. */
function read(name: string, of: Parameters<typeof request>[0], subject = ''): string | undefined {
  const made = readings.find((one) => one.name === name)?.change(request(of), subject);
  if (!made) return undefined;
  const fields = made.headers.map((field) => `${field.name}: ${field.value}`);
  return [targetOf(made), ...fields, Buffer.from(bodyBytes(made)).toString('latin1')]
    .filter((text) => text !== '')
    .join('\n');
}

const twice: readonly Field[] = [
  { name: 'Range', value: 'a' },
  { name: 'X', value: '1' },
  { name: 'RANGE', value: 'b' },
];

describe('readings', () => {
  it('of fields', () => {
    expect(read('last-of-fields', { headers: twice })).toBe('/key\nX: 1\nRANGE: b');
    expect(read('first-of-fields', { headers: twice })).toBe('/key\nRange: a\nX: 1');
    expect(read('without-capital-fields', { headers: twice })).toBe('/key\nRange: a\nX: 1');
    expect(read('without-field', { headers: twice }, 'range')).toBe('/key\nX: 1');
    expect(read('without-field', { headers: twice }, 'etag')).toBeUndefined();
    const lengths = [
      { name: 'Content-Length', value: '1' },
      { name: 'Content-Length', value: '2' },
    ];
    expect(read('last-of-fields', { headers: lengths })).toBeUndefined();
  });

  it('of fields that grant access', () => {
    const headers = [
      { name: 'x-cos-acl', value: 'private' },
      { name: 'x-amz-grant-read-acp', value: 'id="1"' },
      { name: 'x-cos-meta-acl', value: '1' },
    ];
    expect(read('without-grants', { headers })).toBe('/key\nx-cos-meta-acl: 1');
    expect(read('without-grants', { headers: headers.slice(2) })).toBeUndefined();
  });

  it.each([
    ['bytes=0-99', 'bytes=99-'],
    ['Bytes = 5-99 ', 'Bytes = 99 -'],
    ['bytes=5-', 'bytes=5-'],
    ['bytes=-5', 'bytes=-5'],
    ['bytes=0-1,5-9', 'bytes=0-1,5-9'],
  ])('of the end of a range: %s', (value, made) => {
    expect(read('range-has-to-end-inside', { headers: [{ name: 'Range', value }] })).toBe(
      `/key\nRange: ${made}`,
    );
  });

  it.each([
    ['bytes=0-99', 'bytes=0-98', 'bytes=0-99'],
    ['bytes=3-3, 0-1', 'bytes=3-3, 0-0', 'bytes=3-3, 0-1'],
    ['bytes=5-', 'bytes=5-', 'bytes=5-'],
    ['bytes=-5,7-9', 'bytes=-5,7-8', 'bytes=0-4,7-9'],
    ['bytes=-0', 'bytes=-0', 'bytes=-0'],
    [`bytes=0-${'9'.repeat(30)}`, `bytes=0-${'9'.repeat(29)}8`, `bytes=0-${'9'.repeat(30)}`],
  ])('of positions of ranges: %s', (value, withoutLast, asFirst) => {
    const reading = (name: string): string =>
      read(name, { headers: [{ name: 'Range', value }] }) ?? `/key\nRange: ${value}`;
    expect(reading('range-without-last')).toBe(`/key\nRange: ${withoutLast}`);
    expect(reading('last-bytes-as-first')).toBe(`/key\nRange: ${asFirst}`);
  });

  it('of markers', () => {
    const from = (marker: string, name = 'marker'): string | undefined =>
      read('from-marker', { query: [[name, marker]] });
    expect(from('ab')).toBe(`/key?marker=${encodeURIComponent('aa\u{10FFFF}')}`);
    expect(from('%C3%A9', 'key-marker')).toBe(`/key?key-marker=${encodeURIComponent('\u{E8}\u{10FFFF}')}`);
    for (const marker of ['', '%', '%00', '%EE%80%80']) {
      expect(from(marker)).toBe(`/key?marker=${marker}`);
    }
    expect(from('ab', 'end_marker')).toBe('/key?end_marker=ab');
  });

  it('of targets', () => {
    expect(read('path-decoded-twice', { path: '/a%252Fb%2B' })).toBe('/a%2Fb%2B');
    expect(read('path-plus-as-blank', { path: '/a+b' })).toBe('/a%20b');
    expect(read('slashes-collapsed', { path: '//a///b' })).toBe('/a/b');
    const query: RawItem[] = [
      ['p', 'a%252B+'],
      ['flag', null],
      ['p', 'b'],
    ];
    expect(read('query-decoded-twice', { query })).toBe('/key?p=a%2B+&flag&p=b');
    expect(read('query-plus-as-blank', { query })).toBe('/key?p=a%252B%20&flag&p=b');
    expect(read('last-of-items', { query })).toBe('/key?flag&p=b');
    expect(read('first-of-items', { query })).toBe('/key?p=a%252B+&flag');
    expect(read('query-in-lower-case', { query: [['Ab', 'C%C3']] })).toBe('/key?ab=c%C3');
    expect(read('without-item', { query }, 'flag')).toBe('/key?p=a%252B+&p=b');
  });

  it('of numbers', () => {
    const query: RawItem[] = [
      ['n', '18446744073709551618'],
      ['text', 'a18446744073709551618'],
      ['small', '12'],
    ];
    expect(read('numbers-in-64-bits', { query })).toBe('/key?n=2&text=a18446744073709551618&small=12');
    expect(read('numbers-in-32-bits', { query: [['n', '4294967299']] })).toBe('/key?n=3');
    const ranges = [{ name: 'Range', value: 'bytes=0-18446744073709551620' }];
    expect(read('numbers-in-64-bits', { headers: ranges })).toBe('/key\nRange: bytes=0-4');
    expect(read('numbers-in-64-bits', { headers: [{ name: 'Date', value: '18446744073709551620' }] })).toBe(
      '/key\nDate: 18446744073709551620',
    );
  });

  it('of signatures', () => {
    const late: StructuredRequest = { ...request(), signing: { validFrom: -9, validUntil: -3, scheme: 'x' } };
    const read = readings.find(({ name }) => name === 'validity-passed-over');
    expect(read?.change(late, '')?.signing).toEqual({ ...VALIDITY, scheme: 'x' });
  });

  it.each([
    ['text-trimmed', '<a><b> x </b></a>', '<a><b>x</b></a>'],
    ['first-root', '<a>1</a><a>2</a>', '<a>1</a>'],
    ['completed', '<a><b>1</b><c x="1">2<d/', '<a><b>1</b><c x="1">2</c></a>'],
    ['last-root', '<a>1</a><a>2</a>', '<a>2</a>'],
    ['without-doctype', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;&amp;</a>', '<a>&amp;e;&amp;</a>'],
    ['entities-skipped', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;&amp;&lt;</a>', '<a>&amp;&lt;</a>'],
    ['entities-expanded', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;&amp;</a>', '<a>x&amp;</a>'],
    [
      'as-utf8',
      '<?xml version="1.0" encoding="ISO-8859-1"?><a>\xc3\xa9</a>',
      '<?xml version="1.0"?><a>\xc3\xa9</a>',
    ],
    ['as-utf8', '<a>\xff</a>', '<a>\xef\xbf\xbd</a>'],
    ['comment-ends-text', '<a>x<!-- c -->y</a>', '<a>x</a>'],
    ['without-cdata', '<a>x<![CDATA[y]]></a>', '<a>x</a>'],
    ['references-as-text', '<a>&#65;</a>', '<a>&amp;#65;</a>'],
    ['plus-in-numbers', '<a>+5</a>', '<a>5</a>'],
    ['decimals-cut-off', '<a>5.7</a>', '<a>5</a>'],
    ['without-prefixes', '<p:a xmlns:p="u"><p:b/></p:a>', '<a xmlns:p="u"><b/></a>'],
  ])('of documents: %s', (name, body, made) => {
    expect(read(name, { body })).toBe(`/key\n${made}`);
  });

  it('are none of a document that is read so by everybody', () => {
    const body = '<?xml version="1.0" encoding="UTF-8"?>\n<a><b>x</b></a>';
    const names = readingsOf(request({ body })).map(readName);
    expect(names).toEqual(['without-element /a/b[1]']);
  });

  it('change something or say that they do not, for any bytes', () => {
    const text = fc.string({
      unit: fc.constantFrom(
        '<',
        '>',
        '/',
        '&',
        '#',
        ';',
        'a',
        ' ',
        '[',
        ']',
        '!',
        '-',
        '+',
        '%',
        '2',
        '5',
        '.',
      ),
    });
    fc.assert(
      fc.property(text, text, text, (path, value, body) => {
        const given = request({
          path: `/${path}`,
          query: [['q', value]],
          headers: [{ name: 'X', value }],
          body,
        });
        const before = JSON.stringify(given);
        for (const { reading, subject } of readingsOf(given)) {
          expect(JSON.stringify(reading.change(given, subject))).not.toBe(before);
        }
      }),
    );
  });

  it('are applied to what is signed, or to the signed request as it arrives', () => {
    const doubled = { name: 'x-cos-meta-a', value: '1' };
    const classes = [...classesForExperiments.values()].filter(({ slug }) => slug.startsWith('read-'));
    const [one] = readingsOf(request({ headers: [doubled, doubled] })).filter(
      ({ reading }) => reading.name === 'without-field',
    );
    if (!one) throw new Error('nothing to read');
    const [signed, unsigned] = [READ_SIGNED, READ_UNSIGNED].map((slug) => {
      const mutations = [readStep(slug as typeof READ_SIGNED, one)];
      const sample = sampleOf('PutObject', {
        parameters: [{ in: 'header', name: 'x-cos-meta-a', value: '1' }],
        mutations: mutations as { slug: string; slot: string; args: Json }[],
      });
      return rendered(sample, classes);
    });
    const headersOf = (of: typeof signed): string => JSON.stringify(of?.request.headers);
    expect(signed?.applied).toEqual([0]);
    expect(unsigned?.applied).toEqual([0]);
    expect(headersOf(signed)).toMatch(/q-header-list=[^&"]*x-cos-meta-a/);
    expect(headersOf(unsigned)).not.toContain('x-cos-meta-a');
    expect(headersOf(signed)).not.toContain('["x-cos-meta-a"');
    expect(tencentCos.name).toBe('tencent-cos');
  });
});
