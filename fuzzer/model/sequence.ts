import type { CaseBody, CaseParameter } from '../case.ts';
import { parseCase } from '../case.ts';

/** One request of a sequence. What it works on is named by handles, so that it means the same on every server. */
export interface SequenceStep {
  /** Unique in its sequence; an upload is named by the step that begins it. */
  readonly id: number;
  readonly operation: string;
  /** Which of the sequence's keys it addresses, and which one a copy is made of. */
  readonly key: number;
  readonly source: number;
  /** Id of the step that began the upload it works on; undefined where there is none. */
  readonly upload?: number | undefined;
  readonly parameters: readonly CaseParameter[];
  readonly body?: CaseBody | undefined;
}

/** A sequence of requests in a bucket of its own. It is data, like a case. */
export interface FuzzSequence {
  readonly schema: 1;
  readonly kind: 'sequence';
  readonly dialect: string;
  readonly profile: string;
  readonly steps: readonly SequenceStep[];
}

/** Whether a finding's case is a sequence. */
export function isSequence(value: Readonly<Record<string, unknown>>): boolean {
  return value.kind === 'sequence';
}

/** Steps of a sequence out of a file at most. */
const MAX_STEPS = 200;

/**
 * A sequence out of a file.
 * @throws TypeError naming what is not as it has to be
 */
export function parseSequence(value: Readonly<Record<string, unknown>>): FuzzSequence {
  const { schema, dialect, profile, steps } = value;
  if (schema !== 1) throw new TypeError('the sequence is of another version');
  if (typeof dialect !== 'string' || typeof profile !== 'string')
    throw new TypeError('the sequence names no dialect');
  if (!Array.isArray(steps) || steps.length > MAX_STEPS)
    throw new TypeError('the sequence has no list of steps');
  return {
    schema: 1,
    kind: 'sequence',
    dialect,
    profile,
    steps: steps.map((step: unknown) => parseStep(step, dialect, profile)),
  };
}

function parseStep(value: unknown, dialect: string, profile: string): SequenceStep {
  if (typeof value !== 'object' || value === null) throw new TypeError('a step is no object');
  const step = value as Readonly<Record<string, unknown>>;
  const { id, key, source, upload } = step;
  // Whatever a step has in common with a case is read like one.
  const { operation, parameters, body } = parseCase({
    schema: 1,
    dialect,
    profile,
    state: { precondition: 'bucket', prepare: [] },
    identity: 'main',
    mutations: [],
    signOrder: 'mutate-then-sign',
    sender: 'undici',
    operation: step.operation,
    parameters: step.parameters,
    ...(step.body === undefined ? {} : { body: step.body }),
  });
  const number = (what: unknown): number => {
    if (typeof what === 'number' && Number.isInteger(what)) return what;
    throw new TypeError('a step has no numbers where it names things');
  };
  return {
    id: number(id),
    operation,
    key: number(key),
    source: number(source),
    ...(upload === undefined ? {} : { upload: number(upload) }),
    parameters,
    ...(body === undefined ? {} : { body }),
  };
}
