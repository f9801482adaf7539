import { describe, expect, it } from 'vitest';
import { swift } from '../../dialects/swift/index.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import type { Exchange } from '../transport/exchange.ts';
import { compare, type Transcript } from './compare.ts';
import { type Answer, exchangeOf } from './testing/answer.ts';
import { transcript } from './testing/transcript.ts';

const differences = (target: Transcript, reference: Transcript) => compare(tencentCos, target, reference);

describe('a JSON document', () => {
  const json = (value: unknown, type = 'application/json; charset=utf-8'): Answer => ({
    headers: [
      ['Content-Type', type],
      ['Content-Length', String(JSON.stringify(value).length)],
    ],
    body: JSON.stringify(value),
  });
  const found = (target: Answer, reference: Answer): (readonly [string, string, string])[] =>
    differences(transcript([target]), transcript([reference])).map(
      ({ facet, reference: theirs, target: ours }) => [facet, theirs, ours] as const,
    );

  it('is compared member by member, whatever their order', () => {
    expect(found(json({ a: 1, b: 'x' }), json({ b: 'x', a: 1 }))).toEqual([]);
    expect(found(json({ a: { b: 'x' } }), json({ a: { b: 'y' }, c: null }))).toEqual([
      ['/a/b', 'y', 'x'],
      ['/c', 'null', 'absent'],
    ]);
    expect(found(json({ a: true }), json({ a: 'true' }))).toEqual([]);
    expect(found(json({ a: 1 }), json({ a: 2 }))).toEqual([['/a', '2', '1']]);
  });

  it('is not compared where it tells what an installation has', () => {
    const info = (value: unknown) => transcript([{ ...json(value), target: '/info?a' }]);
    expect(compare(swift, info({ swift: { version: '1' } }), info({ swift: { version: '2.30' } }))).toEqual(
      [],
    );
    const other = transcript([{ ...json({}), target: '/info', status: 403 }]);
    expect(compare(swift, other, info({}))).toMatchObject([
      { facet: 'status' },
      { facet: 'header content-type' },
    ]);
    const list = (value: unknown) => transcript([{ ...json(value), target: '/v1/a' }]);
    expect(compare(swift, list([{ name: 'a' }]), list([{ name: 'b' }]))).toHaveLength(1);
  });

  it('has its items compared by position, and counted', () => {
    expect(found(json(['a', 'b']), json(['a', 'c']))).toEqual([['[2]', 'c', 'b']]);
    expect(found(json({ l: ['a'] }), json({ l: ['a', 'b'] }))).toEqual([
      ['/l[]', '2', '1'],
      ['/l[2]', 'b', 'absent'],
    ]);
    expect(found(json([]), json([[]]))).toEqual([
      ['[]', '1', '0'],
      ['[1][]', '0', 'absent'],
    ]);
  });

  it('has its ids and dates symbolised by the names of members', () => {
    const upload = (id: string): Answer => json({ UploadId: id, again: [id] });
    expect(found(upload('a'), upload('b'))).toEqual([]);
    expect(found(json({ UploadId: 'a', again: ['c'] }), upload('b'))).toEqual([['/again[1]', '‹id-1›', 'c']]);
  });

  it('is one only where the response says so, and the body bears it out', () => {
    const [one, two] = [{ a: 1 }, { a: 2 }];
    for (const type of ['text/plain', 'x-application/json', 'application/jsonl']) {
      expect(found(json(one, type), json(two, type)).map(([facet]) => facet)).toEqual(['body']);
    }
    expect(
      found(json(one, 'Application/JSON'), json(two, 'Application/JSON')).map(([facet]) => facet),
    ).toEqual(['/a']);
    const broken = (body: string): Answer => ({ headers: [['Content-Type', 'application/json']], body });
    expect(found(broken('{"a":'), broken('{"b":')).map(([facet]) => facet)).toEqual(['body']);
    expect(found(broken(''), broken(''))).toEqual([]);
  });
});

describe('prose', () => {
  const withProse = {
    ...tencentCos,
    volatile: { ...tencentCos.volatile, prose: (status: number) => status >= 400 },
  };
  const said = (status: number, body: string, type: string): Transcript =>
    transcript([
      {
        status,
        body,
        headers: [
          ['Content-Type', type],
          ['Content-Length', String(body.length)],
          ['X-Content-Type', type],
          ['Content-Type-Options', type],
        ],
      },
    ]);

  it('takes no part in the comparison, nor do its type and length', () => {
    const facets = compare(
      withProse,
      said(404, '<h1>no</h1>', 'text/html'),
      said(404, '{"a":1}', 'application/json'),
    ).map(({ facet }) => facet);
    expect(facets).toEqual(['header x-content-type', 'header content-type-options']);
  });

  it('is what the dialect says, and nothing else', () => {
    const found = compare(withProse, said(200, 'ab', 'text/html'), said(200, 'c', 'text/plain'));
    expect(found.map(({ facet }) => facet)).toEqual(
      expect.arrayContaining(['header content-type', 'header content-length', 'body']),
    );
  });
});

describe('a body in parts', () => {
  const parts = (
    boundary: string,
    content: string,
    type = `multipart/byteranges; boundary=${boundary}`,
  ): Answer => ({
    headers: [['Content-Type', type]],
    body: `--${boundary.replaceAll('"', '')}\r\n\r\n${content}\r\n--${boundary.replaceAll('"', '')}--`,
  });
  const found = (target: Answer, reference: Answer): string[] =>
    differences(transcript([target]), transcript([reference])).map(({ facet }) => facet);

  it('may have any boundary, quoted or not', () => {
    expect(found(parts('abc', 'x'), parts('12345', 'x'))).toEqual([]);
    expect(found(parts('"a b"', 'x'), parts('"c d"', 'x'))).toEqual([]);
    expect(
      found(
        parts('abc', 'x', 'Multipart/mixed ; charset=a; boundary=abc'),
        parts('defgh', 'x', 'Multipart/mixed ; charset=a; boundary=defgh'),
      ),
    ).toEqual([]);
  });

  it('is compared in all else', () => {
    expect(found(parts('abc', 'x'), parts('12345', 'y'))).toEqual(['body']);
    expect(found(parts('abc', 'x', 'multipart/mixed; boundary=abc'), parts('d', 'x'))).toEqual([
      'header content-type',
    ]);
    expect(
      found(parts('abc', 'x', 'text/plain; boundary=abc'), parts('d', 'x', 'text/plain; boundary=d')),
    ).toEqual(['header content-type', 'body']);
    const bytes = (last: number): Exchange => {
      const { response, ...rest } = exchangeOf(parts('abc', 'x'));
      return {
        ...rest,
        response: response && { ...response, body: Buffer.concat([response.body, Buffer.of(last)]) },
      };
    };
    const [target, reference] = [0xfe, 0xff].map((last) => ({ exchanges: [bytes(last)], substitutions: [] }));
    expect(target && reference && differences(target, reference)).toHaveLength(1);
  });
});
