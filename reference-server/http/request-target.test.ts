import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTarget, type RequestTarget } from './request-target.ts';

function target(path: string, query?: string, authority?: string): RequestTarget {
  return { path, query, authority };
}

describe('parseTarget', () => {
  it.each<[string, RequestTarget]>([
    ['/', target('/')],
    ['/a/b', target('/a/b')],
    ['//a//b/', target('//a//b/')],
    ['/a%2Fb%', target('/a%2Fb%')],
    ['/a?', target('/a', '')],
    ['/a?b=c&d', target('/a', 'b=c&d')],
    ['/a?b?c', target('/a', 'b?c')],
    ['/http://x/', target('/http://x/')],
    ['*', target('*')],
    ['http://h', target('/', undefined, 'h')],
    ['http://h/', target('/', undefined, 'h')],
    ['http://h?q', target('/', 'q', 'h')],
    ['http://h:8080/a?b=http://c/', target('/a', 'b=http://c/', 'h:8080')],
    ['HTTPS://H.example/a', target('/a', undefined, 'H.example')],
    ['http://[::1]:80//a', target('//a', undefined, '[::1]:80')],
    ['http://h:/a', target('/a', undefined, 'h:')],
  ])('%s', (text, parts) => {
    expect(parseTarget(text)).toEqual(parts);
  });

  it.each([
    '',
    'a',
    'a/b',
    '?q',
    '**',
    'h:80',
    'ftp://h/',
    'http:/h',
    'http://',
    'http:///a',
    'http://u@h/',
    'http://h:x/',
    'http://a b/',
  ])('does not take %j', (text) => {
    expect(parseTarget(text)).toBeUndefined();
  });

  it('loses nothing', () => {
    const path = fc.string().map((text) => `/${text.replaceAll('?', '')}`);
    fc.assert(
      fc.property(
        path,
        fc.option(fc.string(), { nil: undefined }),
        fc.boolean(),
        (given, query, absolute) => {
          const origin = query === undefined ? given : `${given}?${query}`;
          const authority = absolute ? 'h:1' : undefined;
          expect(parseTarget(absolute ? `http://h:1${origin}` : origin)).toEqual(
            target(given, query, authority),
          );
        },
      ),
    );
  });
});
