import { describe, expect, it } from 'vitest';
import { operationById } from '../core/dialect.ts';
import { address, copySource, defaultAddressing } from './addressing.ts';
import { swift } from './index.ts';

const addressing = defaultAddressing(new URL('http://127.0.0.1:8080/v1/AUTH_other'), undefined);
const target = (id: string, bucket?: string, key?: string) =>
  address(operationById(swift, id), { bucket, key }, addressing).target;

describe('address', () => {
  it('puts account, container and object into the path', () => {
    expect(target('GetObject', 'b c', 'a/ü?')).toBe('/v1/AUTH_other/b%20c/a/%C3%BC%3F');
    expect(target('ListObjects', 'b', 'ignored')).toBe('/v1/AUTH_other/b');
    expect(target('ListContainers', 'ignored')).toBe('/v1/AUTH_other');
    expect(target('GetObject', 'b', '/o')).toBe('/v1/AUTH_other/b//o');
    expect(target('GetObject', 'a/b', 'o')).toBe('/v1/AUTH_other/a%2Fb/o');
  });

  it('asks for tokens and capabilities beside the account', () => {
    expect(target('GetToken')).toBe('/auth/v1.0');
    expect(target('GetCapabilities')).toBe('/info');
  });

  it('keeps a Host it is given', () => {
    const operation = operationById(swift, 'HeadAccount');
    const request = address(
      operation,
      { headers: [['host', 'elsewhere']], query: [['a', null]] },
      addressing,
    );
    expect(request).toMatchObject({ target: '/v1/AUTH_other?a', headers: [['host', 'elsewhere']] });
    expect(address(operation, {}, addressing).headers).toEqual([['Host', '127.0.0.1:8080']]);
  });

  it('takes the path of another account where one is named', () => {
    const request = address(operationById(swift, 'HeadAccount'), { account: 'AUTH_x y' }, addressing);
    expect(request.target).toBe('/v1/AUTH_x%20y');
  });

  it('knows no storage path where the endpoint tells none', () => {
    expect(addressing.basePath).toBe('/v1/AUTH_other');
    expect(defaultAddressing(new URL('http://a.example/'), undefined).basePath).toBeUndefined();
  });
});

describe('copySource', () => {
  it('is container and object, encoded', () => {
    expect(copySource('c d', 'a/b+c')).toBe('/c%20d/a/b%2Bc');
  });
});
