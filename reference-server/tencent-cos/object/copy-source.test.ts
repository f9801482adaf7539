import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tencentCos } from '../../../dialects/tencent-cos/index.ts';
import { copySourceOf } from './copy-source.ts';

const view = (value: string, host: string) => ({
  request: { host, own: (name: string) => (name === 'copy-source' ? value : undefined) },
  context: { bucket: 'target-1250000000' },
});

const HOSTS = [
  'target-1250000000.cos.ap-beijing.myqcloud.com',
  'target-1250000000.cos.ap-beijing.localhost:8080',
  '127.0.0.1:8080',
];

describe('copySourceOf', () => {
  it('reads what the dialect writes, whatever the key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constantFrom(...HOSTS), (key, host) => {
        fc.pre(key.isWellFormed());
        const suffix = host.includes('localhost')
          ? 'cos.ap-beijing.localhost'
          : 'cos.ap-beijing.myqcloud.com';
        const addressing = {
          style: 'virtual-host',
          hostSuffix: suffix,
          serviceHost: '',
          region: '',
        } as const;
        const value = tencentCos.copySource('source-1250000000', key, addressing);
        const source = copySourceOf(view(value, host));
        expect([source.bucket, source.key, source.versionId]).toEqual(['source-1250000000', key, undefined]);
      }),
    );
  });

  it('takes UTF-8 that is not encoded, as it arrives', () => {
    const value = Buffer.from('source-1250000000.cos.ap-beijing.myqcloud.com/ü').toString('latin1');
    expect(copySourceOf(view(value, HOSTS[0] ?? '')).key).toBe('ü');
  });

  it('takes either spelling of the version', () => {
    for (const name of ['versionId', 'versionid']) {
      const value = `source-1250000000.cos.ap-beijing.myqcloud.com/k?${name}=a%2Fb`;
      expect(copySourceOf(view(value, HOSTS[0] ?? '')).versionId).toBe('a/b');
    }
  });
});
