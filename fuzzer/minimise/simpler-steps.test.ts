import { describe, expect, it } from 'vitest';
import { operationById } from '../../dialects/core/dialect.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import { mutationsBySlug } from '../mutations/registry.ts';
import { requestInWords } from '../request-in-words.ts';
import { sampleOf } from '../testing/rendering.ts';
import { onSimplerOperations } from './simpler-operations.ts';
import { withSimplerSteps } from './simpler-steps.ts';

const stepsOf = (operation: string, slug: string, slot: string, args: string) => {
  const fuzzCase = sampleOf(operation, { mutations: [{ slug, slot, args }] });
  return [...withSimplerSteps(fuzzCase, mutationsBySlug, tencentCos)].map(({ mutations }) => mutations[0]);
};

describe('simpler steps', () => {
  it('have the first arguments of their class', () => {
    const [first] = stepsOf('GetObject', 'ra-with-encoding', 'header:range', 'identity');
    expect(first).toEqual({ slug: 'ra-with-encoding', slot: 'header:range', args: 'gzip' });
    expect(stepsOf('GetObject', 'ra-with-encoding', 'header:range', 'gzip')).toEqual([]);
  });

  it('are earlier in a document', () => {
    const [all] = [...mutationsBySlug.values()].filter(({ slug }) => slug === 'xm-cdata');
    expect(all?.slug).toBe('xm-cdata');
    const slots = stepsOf(
      'PutBucketCors',
      'xm-cdata',
      'element:/CORSConfiguration/CORSRule[1]/AllowedMethod[1]',
      '',
    );
    const moved = slots.filter(
      (one) => one?.slot !== 'element:/CORSConfiguration/CORSRule[1]/AllowedMethod[1]',
    );
    expect(moved.length).toBeGreaterThan(0);
    expect(moved.every((one) => one?.slot.startsWith('element:/CORSConfiguration/CORSRule[1]/'))).toBe(true);
  });

  it('may be of the class whose slug theirs goes on from', () => {
    const operation = operationById(tencentCos, 'GetObject');
    const request = requestInWords(tencentCos, operation, sampleOf('GetObject'));
    const [slot = ''] =
      mutationsBySlug.get('da-rfc850-pivot')?.slots(request, { dialect: tencentCos, operation }) ?? [];
    const found = stepsOf('GetObject', 'da-rfc850-pivot', slot, '');
    expect(found.map((one) => one?.slug)).toContain('da-rfc850');
  });

  it('are none for a class or slot that is not there', () => {
    expect(stepsOf('GetObject', 'no-such-class', 'body', '')).toEqual([]);
    expect(stepsOf('GetObject', 'ra-with-encoding', 'element:/a', '')).toEqual([]);
  });
});

describe('simpler operations', () => {
  const step = { slug: 'xm-two-roots', slot: 'body', args: '' };
  const of = (operation: string, changes = {}) => [
    ...onSimplerOperations(
      sampleOf(operation, { mutations: [step], ...changes }),
      mutationsBySlug,
      tencentCos,
      tencentCos.operations,
    ),
  ];

  it('are other operations that the same mutations mean something for', () => {
    const found = of('CompleteMultipartUpload');
    expect(found.length).toBeGreaterThan(0);
    for (const { operation, mutations, state } of found) {
      expect(operation).not.toBe('CompleteMultipartUpload');
      expect(mutations).toEqual([step]);
      expect(state).toEqual(sampleOf(operation).state);
    }
  });

  it('are none for a case that is more than its mutations', () => {
    const parameters = [{ in: 'header', name: 'a', value: 'b' }] as const;
    expect(of('CompleteMultipartUpload', { parameters })).toEqual([]);
    expect(of('CompleteMultipartUpload', { mutations: [] })).toEqual([]);
  });
});
