import { describe, expect, it } from 'vitest';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import type { FuzzCase } from '../case.ts';
import { smallerSequences } from '../model/smaller-sequences.ts';
import { sampleOf } from '../testing/rendering.ts';
import { minimise } from './minimise.ts';

const step = (slug: string) => ({ slug, slot: 'body', args: '' });
const big: FuzzCase = sampleOf('PutObject', {
  mutations: [step('a'), step('b'), step('c')],
  parameters: [
    { in: 'header', name: 'x', value: '1' },
    { in: 'header', name: 'y', value: '2' },
    { in: 'query', name: 'z', value: '3' },
  ],
  body: { kind: 'base64', base64: 'YWJjZGVm' },
  signOrder: 'sign-then-mutate',
});
const nothing = { dialect: tencentCos, mutations: new Map(), operations: [] };
const slugs = ({ mutations }: FuzzCase): string[] => mutations.map(({ slug }) => slug);

describe('minimise', () => {
  it('leaves what the finding needs, and nothing else', async () => {
    const { fuzzCase, tried } = await minimise(big, nothing, async (candidate) => {
      return slugs(candidate).includes('b') && candidate.parameters.some(({ name }) => name === 'y');
    });
    expect(fuzzCase).toMatchObject({ mutations: [step('b')], signOrder: 'mutate-then-sign' });
    expect(fuzzCase.parameters).toEqual([{ in: 'header', name: 'y', value: '2' }]);
    expect(fuzzCase).not.toHaveProperty('body');
    expect(tried).toBeLessThan(25);
  });

  it('keeps the bytes of a request in sight where only they show it', async () => {
    const { fuzzCase } = await minimise(
      { ...big, sender: 'raw' },
      nothing,
      async ({ sender }) => sender === 'raw',
    );
    expect(fuzzCase).toMatchObject({ mutations: [], parameters: [], sender: 'raw' });
  });

  it('sends no case twice, and ends where nothing smaller is the same', async () => {
    const sent: string[] = [];
    const { fuzzCase } = await minimise(big, nothing, async (candidate) => {
      sent.push(JSON.stringify(candidate));
      return false;
    });
    expect(fuzzCase).toEqual(big);
    expect(new Set(sent).size).toBe(sent.length);
  });
});

describe('smallerSequences', () => {
  const at = (id: number, operation: string, upload?: number) => {
    return { id, operation, key: 0, source: 0, parameters: [], ...(upload === undefined ? {} : { upload }) };
  };
  const sequence = {
    schema: 1,
    kind: 'sequence',
    dialect: 'd',
    profile: 'p',
    steps: [at(0, 'Initiate'), at(1, 'Put'), at(2, 'Part', 0), at(3, 'List', 0)],
  } as const;

  it('leave out what works on an upload that is never begun', () => {
    for (const { steps } of smallerSequences(sequence)) {
      const begun = new Set(steps.map(({ id }) => id));
      expect(steps.every((one) => !('upload' in one) || begun.has(one.upload ?? -1))).toBe(true);
    }
  });

  it('are all smaller', () => {
    for (const { steps } of smallerSequences(sequence)) expect(steps.length).toBeLessThan(4);
  });
});
