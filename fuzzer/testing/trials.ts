import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { exchangeOf } from '../../harness/verify/testing/answer.ts';
import type { FuzzCase } from '../case.ts';
import type { Judging } from '../oracles/judge.ts';
import type { Observation } from '../oracles/observation.ts';
import type { Trial } from '../world/trial.ts';
import { rendered } from './rendering.ts';

/** A status, and the code of an error document. */
export type Told = readonly [status: number, code?: string];

/** A case that both servers answered, as they would without its mutations; {@link method} is sent in place of its own. */
export function trial(fuzzCase: FuzzCase, target: Told, reference: Told, method?: string): Trial {
  const plain = rendered({ ...fuzzCase, mutations: [] });
  const answered = ([status, code]: Told): Exchange => {
    const body = code === undefined ? '' : `<Error><Code>${code}</Code></Error>`;
    const exchange = exchangeOf({ status, headers: [['ETag', '"x"']], body });
    const request = {
      ...plain.request,
      method: method ?? plain.request.method,
      transport: 'undici',
    } as const;
    return { ...exchange, request };
  };
  return {
    fuzzCase,
    target: answered(target),
    reference: answered(reference),
    rendered: plain,
    ids: { target: [], reference: [] },
  };
}

/** What the differential oracle sees: 403 AccessDenied where the reference has 404 NoSuchKey. */
export function seen(changes: Partial<Observation>): Observation {
  return {
    oracle: 'differential',
    rule: 'as-reference',
    grade: 'divergent',
    path: 'status:404 NoSuchKey→403 AccessDenied',
    expected: '404 NoSuchKey',
    got: '403 AccessDenied',
    ...changes,
  };
}

/** What a case of one mutation has other than its sample. */
export function step(slug: string, slot: string): Pick<FuzzCase, 'mutations'> {
  return { mutations: [{ slug, slot, args: '' }] };
}

/** Judges nothing but what is seen: no mutation settles anything. */
export const JUDGING: Judging = {
  dialect: tencentCos,
  mutations: new Map(),
  names: { target: [], reference: [] },
};
