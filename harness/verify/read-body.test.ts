import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textAt, textsAt } from '../../dialects/core/document-access.ts';
import { tencentCos as dialect } from '../../dialects/tencent-cos/index.ts';
import { readBody } from './read-body.ts';

const read = (document: string, body: string | Uint8Array) => readBody(dialect, document, Buffer.from(body));

describe('readBody', () => {
  it('reads a document and has nothing to say', () => {
    const { value, problems } = read(
      'Tagging',
      '<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>',
    );
    expect(problems).toEqual([]);
    expect(textAt(value, 'TagSet.Tag.Key')).toBe('a');
  });

  it('passes over blanks in front of a declaration', () => {
    const { value, problems } = read(
      'LocationConstraint',
      ' \r\n\t<?xml version="1.0"?><LocationConstraint>r</LocationConstraint>',
    );
    expect([value, problems]).toEqual(['r', []]);
  });

  it('names every departure from the document', () => {
    const { value, problems } = read(
      'InitiateMultipartUploadResult',
      '<Other><Bucket>b</Bucket><Bucket>c</Bucket></Other>',
    );
    expect(value).toBeDefined();
    expect(problems.some((problem) => problem.includes('root is Other'))).toBe(true);
    expect(problems.some((problem) => problem.includes('Bucket stands 2 times'))).toBe(true);
    expect(problems.some((problem) => problem.includes('UploadId'))).toBe(true);
  });

  it('has no value for what is no document', () => {
    for (const body of ['', ' ', 'text', '<a>', '<a/><b/>', '<!DOCTYPE a><a/>', Uint8Array.of(0x3c, 0xff)]) {
      const { value, problems } = read('Error', body);
      expect([value, problems.length]).toEqual([undefined, 1]);
      expect(problems[0]).toMatch(/^not an XML document: /);
    }
  });

  it('never throws for what a target sends', () => {
    const names = fc.constantFrom('Error', 'ListBucketResult', '__proto__', 'constructor', 'a:b');
    const tree = fc.letrec((tie) => ({
      node: fc
        .tuple(names, fc.oneof({ maxDepth: 4 }, fc.string(), fc.array(tie('node'), { maxLength: 3 })))
        .map(([name, inner]) => `<${name}>${Array.isArray(inner) ? inner.join('') : inner}</${name}>`),
    })).node;
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), tree),
        fc.constantFrom(...Object.keys(dialect.documents)),
        (body, name) => {
          const { problems } = read(name, body);
          expect(problems.length).toBeLessThanOrEqual(21);
        },
      ),
    );
  });

  it('lists the first of very many departures and counts the rest', () => {
    const { value, problems } = read(
      'ListBucketResult',
      `<ListBucketResult>${'<Contents/>'.repeat(100)}</ListBucketResult>`,
    );
    expect(textsAt(value, 'Contents.Key')).toEqual([]);
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toMatch(/^and \d+ more$/);
  });

  it('lists twenty departures without counting further ones', () => {
    const problemsOf = (items: number): readonly string[] =>
      read('Tagging', `<Tagging><TagSet>${'<Tag><Key>a</Key></Tag>'.repeat(items)}</TagSet></Tagging>`)
        .problems;
    const one = problemsOf(1).length;
    expect(problemsOf(20 / one)).toHaveLength(20);
    expect(problemsOf(20 / one).at(-1)).not.toMatch(/^and /);
    expect(problemsOf(20 / one + 1).at(-1)).toMatch(/^and \d+ more$/);
  });

  it('calls a document nobody described a mistake', () => {
    expect(() => read('NoSuch', '<a/>')).toThrow(/tencent-cos has no document NoSuch/);
  });
});
