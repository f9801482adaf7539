import { describe, expect, it } from 'vitest';
import { BodyProblem } from '../http/exchange.ts';
import { StoreProblem } from '../store/store-problem.ts';
import { asRefusal } from './dispatch.ts';
import { Refused, refuse } from './refuse.ts';

describe('asRefusal', () => {
  it('words what the store and the body reader object to', () => {
    expect(asRefusal(new StoreProblem('bucket-missing', ''))).toMatchObject({ refusal: 'missing-bucket' });
    expect(asRefusal(new BodyProblem('timeout', ''))).toMatchObject({ refusal: 'request-timeout' });
  });

  it('leaves everything else alone', () => {
    const error = new Error('x');
    const refused = new Refused('y');
    expect(asRefusal(error)).toBe(error);
    expect(asRefusal(refused)).toBe(refused);
  });
});

describe('refuse', () => {
  it('carries name, sentence, details and headers', () => {
    const more = { sentence: 's', details: { A: '1' }, headers: [['Allow', 'GET']] as const };
    expect(() => refuse('name', more)).toThrow(expect.objectContaining({ refusal: 'name', ...more }));
  });
});
