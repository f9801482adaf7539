import { describe, expect, it } from 'vitest';
import { queryItems, strongest } from './dialect.ts';
import { refusal } from './refusal.ts';
import { splitTarget } from './request.ts';

describe('splitTarget', () => {
  it.each([
    ['/a', { path: '/a', query: undefined }],
    ['/a?', { path: '/a', query: '' }],
    ['/a?b?c', { path: '/a', query: 'b?c' }],
    ['?x', { path: '', query: 'x' }],
  ])('%s', (target, parts) => {
    expect(splitTarget(target)).toEqual(parts);
  });
});

describe('queryItems', () => {
  it('leaves out what is undefined', () => {
    expect(queryItems({ acl: null, a: '', b: undefined, c: '1' })).toEqual([
      ['acl', null],
      ['a', ''],
      ['c', '1'],
    ]);
  });
});

describe('strongest', () => {
  it('is must over should over may', () => {
    expect(strongest(['may', 'must', 'should'])).toBe('must');
    expect(strongest(['may', 'should'])).toBe('should');
    expect(strongest([])).toBe('may');
  });
});

describe('refusal', () => {
  it('accepts its own status and code first', () => {
    expect(refusal(404, 'A', 'm', { status: [400], codes: ['B'] }).accepts).toEqual({
      status: [404, 400],
      codes: ['A', 'B'],
    });
  });

  it('accepts no code where there is none', () => {
    expect(refusal(404, '', 'm', { codes: ['B'] }).accepts.codes).toEqual([]);
  });
});
