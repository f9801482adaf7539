import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHost } from './host.ts';

describe('parseHost', () => {
  it.each([
    ['service.cos.myqcloud.com', { kind: 'service', region: undefined }],
    ['SERVICE.cos.MYQCLOUD.com:80', { kind: 'service', region: undefined }],
    ['cos.ap-beijing.myqcloud.com', { kind: 'service', region: 'ap-beijing' }],
    ['b-1250000000.cos.ap-beijing.myqcloud.com', bucket('b-1250000000', 'ap-beijing')],
    ['b-1250000000.cos.ap-beijing.myqcloud.com.', bucket('b-1250000000', 'ap-beijing')],
    ['b-1250000000.cos.ap-beijing.myqcloud.com:8080', bucket('b-1250000000', 'ap-beijing')],
    ['b-1.cos-internal.ap-beijing.tencentcos.cn', bucket('b-1', 'ap-beijing')],
    ['lelu06-1252400000.cn-north.myqcloud.com', bucket('lelu06-1252400000', 'cn-north')],
    ['b_x-1250000000.cos.ap-beijing.myqcloud.com', bucket('b_x-1250000000', 'ap-beijing')],
    ['b.cos.ap-beijing.myqcloud.com', { kind: 'missing-appid', label: 'b' }],
    ['b-.cos.ap-beijing.myqcloud.com', { kind: 'missing-appid', label: 'b-' }],
    ['127.0.0.1:9000', { kind: 'other' }],
    ['[::1]:9000', { kind: 'other' }],
    ['localhost', { kind: 'other' }],
    ['', { kind: 'other' }],
    [':80', { kind: 'other' }],
    ['a.b.cos.ap-beijing.myqcloud.com', { kind: 'other' }],
    ['b-1.cos.ap-beijing.myqcloud.com.evil.example', { kind: 'other' }],
  ])('%s', (host, target) => {
    expect(parseHost(host)).toEqual(target);
  });

  it.each([
    ['cos.ap-test.localhost', { kind: 'service', region: 'ap-test' }],
    ['service.cos.ap-test.localhost:9000', { kind: 'service', region: undefined }],
    ['b-1.cos.ap-test.localhost:9000', bucket('b-1', 'ap-test')],
    ['b.cos.ap-test.localhost', { kind: 'missing-appid', label: 'b' }],
    ['a.b-1.cos.ap-test.localhost', { kind: 'other' }],
    ['xcos.ap-test.localhost', { kind: 'other' }],
    ['b-1.cos.ap-beijing.myqcloud.com', bucket('b-1', 'ap-beijing')],
  ])('%s under a suffix of its own', (host, target) => {
    expect(parseHost(host, 'cos.ap-test.localhost')).toEqual(target);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (host) => {
        expect(['service', 'bucket', 'missing-appid', 'other']).toContain(parseHost(host, 'a.b').kind);
      }),
    );
  });
});

function bucket(name: string, region: string) {
  return { kind: 'bucket', bucket: name, region } as const;
}
