import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Addressing } from '../core/dialect.ts';
import { operationById } from '../core/dialect.ts';
import { headerValue } from '../core/headers.ts';
import { percentDecode } from '../core/percent-encoding.ts';
import { splitTarget } from '../core/request.ts';
import { address, bucketName, copySource, defaultAddressing } from './addressing.ts';
import { parseHost } from './host.ts';
import { tencentCos } from './index.ts';

const addressing: Addressing = {
  style: 'virtual-host',
  hostSuffix: 'cos.ap-beijing.myqcloud.com',
  serviceHost: 'service.cos.myqcloud.com',
  region: 'ap-beijing',
};
const path: Addressing = { ...addressing, style: 'path', hostSuffix: '127.0.0.1:9000' };
const operation = (id: string) => operationById(tencentCos, id);

describe('address', () => {
  it('names the bucket in the host', () => {
    expect(address(operation('GetObject'), { bucket: 'b-1', key: 'a/b c+d' }, addressing)).toEqual({
      method: 'GET',
      target: '/a/b%20c%2Bd',
      headers: [['Host', 'b-1.cos.ap-beijing.myqcloud.com']],
      body: new Uint8Array(),
    });
  });

  it('names the bucket in the path', () => {
    const request = address(operation('GetObject'), { bucket: 'b-1', key: '/a' }, path);
    expect(request).toMatchObject({ target: '/b-1//a', headers: [['Host', '127.0.0.1:9000']] });
    expect(address(operation('HeadBucket'), { bucket: 'b-1' }, path).target).toBe('/b-1/');
  });

  it('addresses the service', () => {
    const request = address(operation('GetService'), { bucket: 'ignored', key: 'ignored' }, addressing);
    expect(request).toMatchObject({ target: '/', headers: [['Host', 'service.cos.myqcloud.com']] });
  });

  it('leaves out a key a bucket operation does not address', () => {
    const parts = { bucket: 'b-1', key: 'k', query: [['acl', null] as const] };
    expect(address(operation('GetBucketAcl'), parts, addressing).target).toBe('/?acl');
  });

  it('writes sub-resources with and without =', () => {
    const query = [
      ['acl', null],
      ['versionId', ''],
      ['prefix', 'a b&'],
    ] as const;
    expect(address(operation('GetBucketAcl'), { bucket: 'b-1', query }, addressing).target).toBe(
      '/?acl&versionId=&prefix=a%20b%26',
    );
  });

  it('keeps a host that is given', () => {
    const headers = [['host', 'other']] as const;
    expect(address(operation('GetService'), { headers }, addressing).headers).toEqual([['host', 'other']]);
  });

  it('any key comes back from the path, any bucket from the host', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.stringMatching(/^[a-z0-9]{1,20}$/),
        (key, stem) => {
          const bucket = bucketName(stem, '1250000000');
          const request = address(operation('GetObject'), { bucket, key }, addressing);
          expect(percentDecode(splitTarget(request.target).path.slice(1))).toBe(key);
          expect(parseHost(headerValue(request.headers, 'host') ?? '')).toMatchObject({
            kind: 'bucket',
            bucket,
          });
        },
      ),
    );
  });
});

describe('copySource', () => {
  it('is the host of the source and its encoded key', () => {
    expect(copySource('b-1', 'example-腾 讯/云.jpg', addressing)).toBe(
      'b-1.cos.ap-beijing.myqcloud.com/example-%E8%85%BE%20%E8%AE%AF/%E4%BA%91.jpg',
    );
  });
  it('is in public form in path style', () => {
    expect(copySource('b-1', 'k', path)).toBe('b-1.cos.ap-beijing.myqcloud.com/k');
  });
});

describe('defaultAddressing', () => {
  it.each([
    ['http://127.0.0.1:9000', undefined, 'ap-beijing'],
    ['http://127.0.0.1:9000', 'eu-frankfurt', 'eu-frankfurt'],
    ['https://cos.ap-hongkong.myqcloud.com', undefined, 'ap-hongkong'],
    ['https://b-1.cos.ap-hongkong.tencentcos.cn', undefined, 'ap-hongkong'],
  ])('%s, region %s', (endpoint, region, expected) => {
    expect(defaultAddressing(new URL(endpoint), region)).toEqual({
      style: 'virtual-host',
      hostSuffix: `cos.${expected}.myqcloud.com`,
      serviceHost: 'service.cos.myqcloud.com',
      region: expected,
    });
  });
});
