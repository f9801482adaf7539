import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../dialects/core/dialect.ts';
import { swift } from '../../dialects/swift/index.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import { openDraw } from '../draw.ts';
import { canonicalJson } from '../json.ts';
import { mutationClasses } from '../mutations/registry.ts';
import { variants } from '../mutations/variants.ts';
import { withField } from '../structured-request.ts';
import { openCaseMaker } from './case-maker.ts';
import { openHealth } from './health.ts';
import { openScheduler } from './scheduler.ts';
import { openSweep } from './sweep.ts';

const operations = tencentCos.operations.filter(({ id }) => /^(Put|Get|Delete)Object$/.test(id));
const classes = mutationClasses.filter(({ group }) => group === 'range' || group === 'xml');
const scheduler = (seed: number) =>
  openScheduler({ dialect: tencentCos, profile: 'current', operations, classes, seed });
const firstOf = (seed: number): string[] => scheduler(seed).next(300).map(canonicalJson);

describe('scheduler', () => {
  it('makes the same cases for the same seed, and others for another', () => {
    expect(firstOf(1)).toEqual(firstOf(1));
    expect(firstOf(1)).not.toEqual(firstOf(2));
  });

  it('begins with the sample of every operation', () => {
    const made = scheduler(1).next(operations.length);
    expect(made.map(({ operation }) => operation)).toEqual(operations.map(({ id }) => id));
    expect(made.every(({ mutations, parameters }) => mutations.length + parameters.length === 0)).toBe(true);
  });

  it('applies every class that means something, before any of them many times', () => {
    const one = scheduler(3);
    const made = one.next(400);
    const counts = new Map<string, number>();
    for (const { mutations } of made) {
      for (const { slug } of mutations) counts.set(slug, (counts.get(slug) ?? 0) + 1);
    }
    expect(counts.size).toBeGreaterThan(30);
    expect(one.swept()).toBe(true);
  });

  it('makes what it made: a change of what a seed gives is deliberate', () => {
    const ranges = mutationClasses.filter(({ group }) => group === 'range');
    const one = openScheduler({
      dialect: tencentCos,
      profile: 'current',
      operations,
      classes: ranges,
      seed: 1,
    });
    const made = one.next(60).slice(operations.length);
    const lines = made.map(({ operation, parameters, mutations, signOrder, sender }) => {
      const steps = mutations.map(({ slug, slot, args }) => `${slug} ${slot} ${canonicalJson(args)}`);
      const names = parameters.map(({ name, value }) => `${name}=${value}`);
      return [operation, ...names, ...steps, signOrder, sender].join(' | ');
    });
    expect(lines).toMatchSnapshot();
  });

  it.each([
    ['elsewhere', tencentCos.operations],
    [
      'on a like operation',
      tencentCos.operations.filter(
        ({ resource, body, effect }) =>
          resource === 'bucket' && body.kind === 'xml' && effect === 'changes-bucket',
      ),
    ],
  ])('tries the arguments of a class before it tries them again %s', (_, among) => {
    const values = ['1', '2', '3', '4', '5', '6', '7', '8'];
    const of = variants({
      slug: 'ra-eight',
      group: 'range',
      title: 'eight values',
      slots: () => ['header:range'],
      values,
      change: (request, value) => withField(request, 'Range', value),
    });
    const sweep = openSweep(openDraw(1), openCaseMaker(tencentCos, 'current'), among, [of], () => true);
    const made = Array.from({ length: values.length }, () => sweep.next()?.mutations[0]?.args);
    expect(new Set(made).size).toBeGreaterThanOrEqual(values.length - 1);
  });

  it('applies a class to one operation of every kind first', () => {
    const of = variants({
      slug: 'ra-one',
      group: 'range',
      title: 'one value',
      slots: () => ['header:range'],
      values: ['1'],
      change: (request, value) => withField(request, 'Range', value),
    });
    const kindOf = (id: string | undefined): string => {
      const found = tencentCos.operations.find((operation) => operation.id === id);
      return [found?.resource, found?.method, found?.body.kind, found?.effect].join(' ');
    };
    const kinds = new Set(tencentCos.operations.map(({ id }) => kindOf(id)));
    const maker = openCaseMaker(tencentCos, 'current');
    const sweep = openSweep(openDraw(1), maker, tencentCos.operations, [of], () => true);
    const made = Array.from({ length: kinds.size }, () => kindOf(sweep.next()?.operation));
    expect(new Set(made)).toEqual(kinds);
  });

  it('makes nothing without operations', () => {
    const none = openScheduler({ dialect: tencentCos, profile: 'current', operations: [], classes, seed: 1 });
    expect(none.next(5)).toEqual([]);
  });
});

describe('the order of signing', () => {
  const orders = (dialect: Dialect): Set<string> => {
    const operations = dialect.operations.filter(({ profiles }) => profiles.includes(dialect.defaultProfile));
    const scheduler = openScheduler({
      dialect,
      profile: dialect.defaultProfile,
      operations,
      classes: mutationClasses.filter(({ group }) => group === 'conditional' || group === 'range'),
      seed: 1,
    });
    return new Set(scheduler.next(200).map(({ signOrder }) => signOrder));
  };

  it('is tried both ways where requests are signed, and means nothing where they have a token', () => {
    expect(orders(tencentCos)).toEqual(new Set(['mutate-then-sign', 'sign-then-mutate']));
    expect(orders(swift)).toEqual(new Set(['mutate-then-sign']));
  });
});

describe('health', () => {
  it('asks for what fails less and less, and never not at all', () => {
    const health = openHealth();
    const draw = openDraw(1);
    const share = (): number =>
      Array.from({ length: 2000 }, () => health.accepts('a', draw)).filter(Boolean).length / 2000;
    expect(share()).toBe(1);
    for (let count = 0; count < 20; count++) health.note('a', true);
    expect(share()).toBeGreaterThan(0.01);
    expect(share()).toBeLessThan(0.12);
    expect(health.accepts('b', draw)).toBe(true);
    for (let count = 0; count < 20; count++) health.note('a', false);
    expect(share()).toBe(1);
  });
});
