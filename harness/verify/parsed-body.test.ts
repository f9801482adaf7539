import { describe, expect, it } from 'vitest';
import { XmlProblem } from '../../dialects/core/xml-tree.ts';
import { parsedBody } from './parsed-body.ts';

describe('parsedBody', () => {
  it('gives the same tree for the same body, and another for equal bytes', () => {
    const body = Buffer.from(' \n<a><b>c</b></a>');
    const tree = parsedBody(body);
    expect(tree).toMatchObject({ name: 'a', children: [{ name: 'b', text: 'c' }] });
    expect(parsedBody(body)).toBe(tree);
    expect(parsedBody(Buffer.from(body))).toEqual(tree);
    expect(parsedBody(Buffer.from(body))).not.toBe(tree);
  });

  it.each(['', ' ', 'text', '<a>', '<!DOCTYPE a><a/>'])('says of %j what it is instead', (text) => {
    const body = Buffer.from(text);
    const problem = parsedBody(body);
    expect(problem).toBeInstanceOf(XmlProblem);
    expect(parsedBody(body)).toBe(problem);
  });
});
