import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeKey } from '../../dialects/core/percent-encoding.ts';
import { refusalOf } from '../operations/refusal.fixture.ts';
import { addressOf } from './address.ts';
import { BUCKET_HOST, incoming } from './incoming.fixture.ts';

describe('addressOf', () => {
  it.each([
    [
      BUCKET_HOST,
      '/',
      { resource: 'bucket', bucket: 'b-1250000000', key: '', region: 'ap-beijing', paths: ['/'] },
    ],
    [`${BUCKET_HOST}:80`, '/a', { resource: 'object', bucket: 'b-1250000000', key: 'a' }],
    [BUCKET_HOST, '//a/./../b', { resource: 'object', key: '/a/./../b' }],
    [BUCKET_HOST, '/%E8%85%BE+%2B', { key: '腾++' }],
    ['service.cos.myqcloud.com', '/', { resource: 'service', bucket: '', region: undefined }],
    ['cos.ap-beijing.myqcloud.com', '/', { resource: 'service', region: 'ap-beijing' }],
    ['b-1.cos.x.localhost:1', '/k', { resource: 'object', bucket: 'b-1', key: 'k', region: 'x' }],
    ['127.0.0.1:8080', '/', { resource: 'service', region: undefined }],
    ['127.0.0.1:8080', '/b-1', { resource: 'bucket', bucket: 'b-1', paths: ['/b-1', '/'] }],
    ['localhost', '/b-1/', { resource: 'bucket', bucket: 'b-1', paths: ['/b-1/', '/'] }],
    [
      '[::1]:80',
      '/b-1//k%2F',
      { resource: 'object', bucket: 'b-1', key: '/k/', paths: ['/b-1//k%2F', '//k%2F'] },
    ],
  ])('%s %s', (host, target, expected) => {
    expect(addressOf(incoming({ host, target }), 'cos.x.localhost')).toMatchObject(expected);
  });

  it.each([
    [undefined, '/', 'missing-host'],
    ['', '/', 'missing-host'],
    ['a b', '/', 'malformed-request'],
    ['user@host', '/', 'malformed-request'],
    ['bucket.cos.ap-beijing.myqcloud.com', '/', 'missing-appid'],
    ['localhost', '/bucket', 'missing-appid'],
    ['service.cos.myqcloud.com', '/x', 'invalid-uri'],
    [BUCKET_HOST, '*', 'invalid-uri'],
    [BUCKET_HOST, '/%', 'invalid-uri'],
    [BUCKET_HOST, '/%FF', 'invalid-uri'],
    ['localhost', '/%FF', 'invalid-uri'],
  ])('%s %s: %s', (host, target, expected) => {
    expect(refusalOf(() => addressOf(incoming({ host, target }), undefined))).toBe(expected);
  });

  it('gives back every key a client can encode', () => {
    const keys = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(keys, fc.constantFrom(BUCKET_HOST, 'localhost'), (key, host) => {
        const base = host === 'localhost' ? '/b-1' : '';
        expect(addressOf(incoming({ host, target: `${base}/${encodeKey(key)}` }), undefined).key).toBe(key);
      }),
    );
  });
});
