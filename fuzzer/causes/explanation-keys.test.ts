import { describe, expect, it } from 'vitest';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { exchangeOf } from '../../harness/verify/testing/answer.ts';
import { rendered, sampleOf } from '../testing/rendering.ts';
import type { Trial } from '../world/trial.ts';
import type { Explanation } from './experiments.ts';
import { asIf, passedOver, readsKeys } from './explanation-keys.ts';
import { READ_SIGNED, readings, readName } from './readings.ts';

function explained(name: string, wholly = true, subject = ''): Explanation {
  const reading = readings.find((one) => one.name === name);
  if (!reading) throw new Error(`no reading is called ${name}`);
  const read = { reading, subject };
  return { read, name: readName(read), when: READ_SIGNED, wholly, operation: 'PutObject' };
}

function trial(target: Exchange, reference: Exchange): Trial {
  const fuzzCase = sampleOf('PutBucketAcl');
  return { fuzzCase, target, reference, rendered: rendered(fuzzCase), ids: { target: [], reference: [] } };
}

describe('the keys of explanations', () => {
  it('are those of the reading, and of what it allows', () => {
    expect(readsKeys(explained('without-field', true, 'if-match'))).toEqual(['reads without-field if-match']);
    const [, allowed] = readsKeys(explained('without-doctype'));
    expect(readsKeys(explained('entities-expanded'))[1]).toBe(allowed);
  });

  it('say what is not there, also where it has no name', () => {
    expect(asIf([explained('without-field', true, 'if-match')])).toBe('as if there were no field if-match');
    const earlier = { ...explained('without-field', true, 'if-match'), earlier: 'PUT Object' };
    expect(asIf([earlier])).toBe('as if, in PUT Object, there were no field if-match');
    expect(asIf([explained('without-field')])).toBe('as if lines that are no fields were not there');
  });

  it('name the refusal that is not made, and none where nothing is let through', () => {
    const done = exchangeOf({ status: 200 });
    const refused = (code: string): Exchange =>
      exchangeOf({ status: 400, body: `<Error><Code>${code}</Code></Error>` });
    const keys = (ours: Exchange, theirs: Exchange): string[] =>
      passedOver(trial(ours, theirs), [explained('without-grants')], tencentCos);
    const key = keys(done, refused('InvalidRequest'));
    expect(key).toHaveLength(1);
    expect(keys(done, refused('InvalidArgument'))).not.toEqual(key);
    expect(keys(refused('InvalidArgument'), refused('InvalidRequest'))).toEqual([]);
    expect(keys(done, done)).toEqual([]);
  });

  it('are told in words, also where only acceptance is explained', () => {
    expect(asIf([explained('first-root')])).toBe('as if the document ended with its first root element');
    expect(asIf([explained('without-doctype', false)])).toMatch(
      /^accepted as if there were no document type/,
    );
    expect(asIf([])).toBeUndefined();
  });
});
