import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerValue } from '../dialects/core/headers.ts';
import { tencentCos } from '../dialects/tencent-cos/index.ts';
import { contentMd5 } from '../dialects/tencent-cos/sample-body.ts';
import { openCaseMaker } from './campaign/case-maker.ts';
import { openDraw } from './draw.ts';
import { mutation } from './mutations/mutation.ts';
import { mutationClasses } from './mutations/registry.ts';
import { withBytes, withField, withFurtherField } from './structured-request.ts';
import { rendered, sampleOf } from './testing/rendering.ts';

const range = mutation<string>({
  slug: 'test-range',
  group: 'range',
  title: 'a range',
  slots: () => ['header:range'],
  args: () => fc.constant('bytes=0-1'),
  apply: (request, _, value) => withField(request, 'Range', value),
});
const body = mutation<string>({
  slug: 'test-body',
  group: 'xml',
  title: 'another body',
  slots: () => ['body'],
  args: () => fc.constant('x'),
  apply: (request, _, text) => withBytes(request, Buffer.from(text)),
});
const fold = mutation<string>({
  slug: 'test-fold',
  group: 'framing',
  title: 'a folded line',
  raw: true,
  order: 'after-signing',
  slots: () => ['framing'],
  args: () => fc.constant(''),
  apply: (request) => withFurtherField(request, { name: '', value: '', line: 'X-A: a\r\n b' }),
});
const step = (slug: string, slot: string, args: string) => ({ slug, slot, args });
const authorization = (fuzzCase: Parameters<typeof rendered>[0]): string =>
  headerValue(rendered(fuzzCase, [range, body, fold]).request.headers, 'authorization') ?? '';

describe('render', () => {
  it('gives the same bytes for the same case', () => {
    expect(rendered(sampleOf('PutBucketCors'))).toEqual(rendered(sampleOf('PutBucketCors')));
  });

  it('signs what was changed before, and not what was changed behind its back', () => {
    const mutations = [step('test-range', 'header:range', 'bytes=0-1')];
    const before = sampleOf('GetObject', { mutations });
    const after = sampleOf('GetObject', { mutations, signOrder: 'sign-then-mutate' });
    expect(authorization(before)).toContain('q-header-list=host;range');
    expect(authorization(after)).toBe(authorization(sampleOf('GetObject')));
    for (const one of [before, after]) {
      expect(headerValue(rendered(one, [range]).request.headers, 'range')).toBe('bytes=0-1');
      expect(rendered(one, [range]).applied).toEqual([0]);
    }
  });

  it('makes length and digest those of the body as it became', () => {
    const { request } = rendered(
      sampleOf('PutBucketCors', { mutations: [step('test-body', 'body', 'short')] }),
      [body],
    );
    expect(Buffer.from(request.body).toString()).toBe('short');
    expect(headerValue(request.headers, 'content-length')).toBe('5');
    expect(headerValue(request.headers, 'content-md5')).toBe(contentMd5('short'));
  });

  it('puts parameters in place of those of the sample, with placeholders filled in', () => {
    const { request } = rendered(
      sampleOf('UploadPart', {
        parameters: [
          { in: 'query', name: 'partNumber', value: '7' },
          { in: 'header', name: 'If-Match', value: '{{etag}}' },
          { in: 'header', name: 'X-Odd', value: '{{unknown}}' },
        ],
      }),
    );
    expect(request.target).toContain('partNumber=7');
    expect(request.target).not.toContain('partNumber=1');
    expect(headerValue(request.headers, 'if-match')).toBe('"etag"');
    expect(headerValue(request.headers, 'x-odd')).toBe('{{unknown}}');
  });

  it('writes raw requests byte by byte', () => {
    const { raw } = rendered(
      sampleOf('GetObject', { sender: 'raw', mutations: [step('test-fold', 'framing', '')] }),
      [fold],
    );
    const text = Buffer.from(raw?.bytes ?? []).toString('latin1');
    expect(text).toMatch(/^GET \/key HTTP\/1\.1\r\n/);
    expect(text).toMatch(/\r\nX-A: a\r\n b\r\n\r\n$/);
  });

  it('expects the answers to the requests as they are sent, whatever changed them last', () => {
    const mutations = [
      step('fr-pipeline-ok', 'framing', 'same'),
      step('si-method-mismatch', 'signature', 'other'),
    ];
    const { raw, applied } = rendered(sampleOf('GetObject', { sender: 'raw', mutations }), mutationClasses);
    expect(applied).toEqual([0, 1]);
    expect(Buffer.from(raw?.bytes ?? []).toString('latin1')).toMatch(/^HEAD .*\r\nGET /s);
    expect(raw?.options.responsesTo).toEqual(['HEAD', 'GET']);
  });

  it('sends nobody’s credentials for an anonymous case', () => {
    expect(authorization(sampleOf('GetObject', { identity: 'anonymous' }))).toBe('');
  });

  it('renders every case that the campaign makes', () => {
    const draw = openDraw(11);
    const maker = openCaseMaker(tencentCos, 'current');
    let made = 0;
    for (const operation of tencentCos.operations) {
      for (const one of mutationClasses) {
        const mutated = maker.mutated(draw, maker.sample(operation), one);
        if (!mutated) continue;
        made++;
        expect(rendered(mutated, mutationClasses).request.method).toBeDefined();
      }
    }
    expect(made).toBeGreaterThan(1000);
  });
});
