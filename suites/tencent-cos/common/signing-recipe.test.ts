import { describe, expect, it } from 'vitest';
import { headerValue } from '../../../dialects/core/headers.ts';
import { parseQuery } from '../../../dialects/core/percent-encoding.ts';
import { splitTarget, type WireRequest } from '../../../dialects/core/request.ts';
import type { Credentials } from '../../../dialects/core/signing.ts';
import { parseAuthorization } from '../../../dialects/tencent-cos/authorization.ts';
import { signer } from '../../../dialects/tencent-cos/signing.ts';
import { itemsBy, presignedBy, signedBy } from './signing-recipe.ts';

const credentials: Credentials = { keyId: 'AKIDtest', secret: 'secret', account: '1250000000' };
const options = { scheme: 'header', notBefore: 1_557_989_151, notAfter: 1_557_996_351 };

function contextOf(identity: Credentials) {
  return { identity: () => identity };
}

function signed(identity: Credentials = credentials): WireRequest {
  const request: WireRequest = {
    method: 'GET',
    target: '/a%20b?prefix=X%2Fy&acl',
    headers: [
      ['Host', 'b-1250000000.cos.ap-beijing.myqcloud.com'],
      ['Range', 'bytes=0-3'],
    ],
    body: new Uint8Array(),
  };
  return signer.sign(request, identity, options);
}

const authorizationOf = (request: WireRequest): string => headerValue(request.headers, 'authorization') ?? '';

describe('a request that is signed anew', () => {
  it('without a recipe has the signature it had', () => {
    expect(authorizationOf(signedBy(contextOf(credentials))(signed()))).toBe(authorizationOf(signed()));
  });

  it('has other lists and times where the recipe names them', () => {
    const recipe = { headerList: ['Host'], paramList: [], keyTime: '1;2' };
    const parsed = parseAuthorization(authorizationOf(signedBy(contextOf(credentials), recipe)(signed())));
    expect(parsed).toMatchObject({
      authorization: {
        headerList: ['Host'],
        paramList: [],
        keyTime: '1;2',
        signTime: '1557989151;1557996351',
      },
    });
  });

  it('has another signature by another text', () => {
    const recipe = { text: (text: string) => text.replace('get', 'GET') };
    expect(itemsBy(signed(), credentials, recipe).slice(0, -1)).toEqual(
      itemsBy(signed(), credentials).slice(0, -1),
    );
    expect(itemsBy(signed(), credentials, recipe).at(-1)).not.toEqual(itemsBy(signed(), credentials).at(-1));
  });

  it('does not take a rewriting that rewrites nothing', () => {
    expect(() => itemsBy(signed(), credentials, { text: (text) => text })).toThrow('nothing was rewritten');
  });

  it('has to be signed', () => {
    expect(() => itemsBy({ ...signed(), headers: [] }, credentials)).toThrow('not signed');
  });
});

describe('a request that is pre-signed', () => {
  it('carries the items of its header in the query, after its own or before them', () => {
    const items = itemsBy(signed(), credentials);
    for (const [place, order] of [
      ['after', [['prefix', 'X/y'], ['acl', null], ...items]],
      ['before', [...items, ['prefix', 'X/y'], ['acl', null]]],
    ] as const) {
      const request = presignedBy(contextOf(credentials), { place })(signed());
      expect(headerValue(request.headers, 'authorization')).toBeUndefined();
      expect(parseQuery(splitTarget(request.target).query)).toEqual(order);
    }
  });

  it('carries the session token beside them, unsigned', () => {
    const identity = { ...credentials, sessionToken: 'tok' };
    const request = presignedBy(contextOf(identity))(signed(identity));
    const query = new Map(parseQuery(splitTarget(request.target).query));
    expect(query.get('x-cos-security-token')).toBe('tok');
    expect(query.get('q-header-list')).toBe('host;range');
    expect(headerValue(request.headers, 'x-cos-security-token')).toBeUndefined();
  });
});
