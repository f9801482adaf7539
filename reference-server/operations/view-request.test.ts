import { describe, expect, it } from 'vitest';
import { swift } from '../../dialects/swift/index.ts';
import type { IncomingExchange } from '../http/exchange.ts';
import type { RoutedRequest } from './seams.ts';
import { type NamingRules, viewRequest } from './view-request.ts';

const RULES: NamingRules = { headerPrefix: 'x-own-', foldedQuery: new Set(['uploads']) };

function view(rules: Partial<NamingRules> = {}) {
  const incoming = {
    method: 'GET',
    host: 'host:80',
    rawPath: '/a%20b',
    headers: [
      ['X-Own-Acl', 'private'],
      ['X-OWN-meta-A', '1'],
      ['x-own-meta-b', ''],
      ['If-Match', 'x'],
      ['If-Match', 'y'],
      ['Empty', ''],
    ],
  } as unknown as IncomingExchange;
  const [operation] = swift.operations;
  if (!operation) throw new Error('there is no operation');
  const address = { resource: 'object', bucket: 'b', key: 'k' } as const;
  const query = [
    ['limit', '1'],
    ['limit', '2'],
    ['Uploads', null],
  ] as const;
  const routed: RoutedRequest = { incoming, operation, address, query };
  return viewRequest(routed, { ...RULES, ...rules });
}

describe('viewRequest', () => {
  it('gives the first of several parameters, or the last', () => {
    expect(view().query('limit')).toBe('1');
    expect(view({ repeatedQuery: 'last' }).query('limit')).toBe('2');
    expect(view().query('other')).toBeUndefined();
  });

  it('knows names whose letter case does not matter, and those whose does', () => {
    expect(view().query('uploads')).toBe('');
    expect(view().query('Limit')).toBeUndefined();
  });

  it('tells empty fields from absent ones where that is asked', () => {
    expect(view().sent('EMPTY')).toBe('');
    expect(view().header('Empty')).toBeUndefined();
    expect(view().sent('none')).toBeUndefined();
  });

  it('joins the lines of a list', () => {
    expect(view().list('if-match')).toBe('x, y');
  });

  it("finds the dialect's own fields without their prefix", () => {
    expect(view().own('acl')).toBe('private');
    expect(view().ownAll('meta-')).toEqual([
      ['a', '1'],
      ['b', ''],
    ]);
  });
});
