import { describe, expect, it } from 'vitest';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import { mutationClasses, mutationsBySlug } from '../mutations/registry.ts';
import { placeholder } from '../placeholders.ts';
import { type RenderInput, render } from '../render.ts';
import { sampleOf } from '../testing/rendering.ts';
import { isSameCase, renderForSides } from './render-for-sides.ts';

const input = (more: Partial<RenderInput> = {}, uploadId = 'upload'): RenderInput => ({
  dialect: tencentCos,
  addressing: tencentCos.defaultAddressing(new URL('http://127.0.0.1:80'), undefined),
  fixture: {
    bucket: 'bucket-1',
    key: 'key',
    sourceKey: 'source',
    uploadId,
    partETag: '"p"',
    copySource: (bucket, key) => `${bucket}/${key}`,
    account: '1',
    owner: '1',
  },
  etag: '"e"',
  credentials: { keyId: 'AKID', secret: 's', account: '1' },
  now: 1_700_000_000_100,
  mutations: mutationsBySlug,
  ...more,
});
const other = tencentCos.defaultAddressing(new URL('http://cos.example:81'), undefined);

describe('renderForSides', () => {
  it.each<[string, RenderInput]>([
    ['another address', input({ addressing: { ...other, hostSuffix: 'cos.example' } })],
    ['an upload of its own', input({}, 'another')],
    ['another entity tag', input({ etag: '"f"' })],
    ['other credentials', input({ credentials: { keyId: 'AKID', secret: 't', account: '1' } })],
    ['nobody', input({ credentials: undefined })],
    ['another clock', input({ now: 1_700_000_900_100 })],
  ])('makes a request of its own for a server with %s', (_, second) => {
    const fuzzCase = sampleOf('UploadPart');
    const [one, two] = renderForSides(fuzzCase, [input(), second]);
    expect(one).toEqual(render(fuzzCase, input()));
    expect(two).toEqual(render(fuzzCase, second));
    expect(two).not.toBe(one);
  });

  it('knows where a mutation changes the request of one server only', () => {
    const mutations = [{ slug: 'co-tag-case', slot: 'header:if-match', args: placeholder('etag') }];
    const fuzzCase = sampleOf('GetObject', { mutations });
    const of = (etag: string) => renderForSides(fuzzCase, [input(), input({ etag })]);
    expect(isSameCase(of('"e"'))).toBe(true);
    expect(isSameCase(of('"f"'))).toBe(true);
    expect(isSameCase(of('"E"'))).toBe(false);
  });

  it('makes one request for servers that are asked the same', () => {
    for (const { slug } of mutationClasses.slice(0, 5)) {
      const fuzzCase = sampleOf('PutObject', { mutations: [{ slug, slot: 'body', args: '' }] });
      const [one, two] = renderForSides(fuzzCase, [input(), input({ now: 1_700_000_000_200 })]);
      expect(one).toEqual(render(fuzzCase, input()));
      expect(two).toBe(one);
    }
  });
});
