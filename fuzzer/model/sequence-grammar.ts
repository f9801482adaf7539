import fc, { type Arbitrary, type Command } from 'fast-check';
import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import { type PlainParts, plainParts } from '../grammar/plain-case.ts';
import type { FuzzSequence, SequenceStep } from './sequence.ts';

/** Keys of a sequence: few, so that requests meet. */
export const SEQUENCE_KEYS = 2;
const MIN_COMMANDS = 5;
const MAX_COMMANDS = 14;
/** How often a request is about the first key for once about another: what is said of nothing shows nothing. */
const FIRST_KEY = 3;

/** What the model knows while a sequence is made: nothing is sent. */
interface Model {
  /** Ids of the steps that began uploads, aborted and completed ones included. */
  readonly uploads: number[];
}

/** Where the steps of a sequence are taken down. */
interface Trace {
  readonly steps: SequenceStep[];
}

type Draft = Omit<SequenceStep, 'id' | 'upload'> & { readonly pick: number };

/** One request as a command: it may be made when the model has what it works on. */
class StepCommand implements Command<Model, Trace> {
  readonly #draft: Draft;
  readonly #operation: Operation;

  constructor(draft: Draft, operation: Operation) {
    this.#draft = draft;
    this.#operation = operation;
  }

  check(model: Readonly<Model>): boolean {
    return !worksOnUpload(this.#operation) || model.uploads.length > 0;
  }

  run(model: Model, trace: Trace): void {
    const { pick, ...step } = this.#draft;
    const id = trace.steps.length;
    const upload = model.uploads[pick % Math.max(1, model.uploads.length)];
    trace.steps.push({ id, ...step, ...(worksOnUpload(this.#operation) ? { upload } : {}) });
    if (this.#operation.effect === 'creates-upload') model.uploads.push(id);
  }

  toString(): string {
    return this.#draft.operation;
  }
}

function worksOnUpload({ precondition, resource }: Operation): boolean {
  return resource === 'object' && precondition.startsWith('upload');
}

/** How often operations are asked for beside the others, by what they change. */
const WEIGHTS: Readonly<Record<string, number>> = {
  'creates-object': 10,
  'changes-object': 6,
  'removes-object': 6,
  'creates-upload': 6,
  'changes-upload': 8,
  'removes-upload': 5,
  'changes-bucket': 4,
  'creates-bucket': 2,
  'removes-bucket': 2,
  none: 2,
};

/** How much more often what a sequence is about is asked for than objects as such. */
const EMPHASIS = 3;
/** How often each way to make an object opens a sequence, for once that nothing is there. */
const OPENINGS = 3;
/** The aspect of objects as such. */
const PLAIN = '';

/**
 * Sequences of requests over a few keys, with a look at everything they may have changed at their end. Each is about
 * objects, one more aspect of objects, such as uploads, and one of anything: were it about everything, hardly anything
 * would meet.
 */
export function sequenceGrammar(
  dialect: Dialect,
  profile: string,
  operations: readonly Operation[],
): Arbitrary<FuzzSequence> {
  const usable = operations.filter(isUsable);
  const commands = new Map(usable.map((operation) => [operation, commandOf(dialect, operation)]));
  const aspectsOf = (some: readonly Operation[]): [string, ...string[]] => [
    PLAIN,
    ...new Set(some.map(aspectOf)),
  ];
  const ofObjects = aspectsOf(usable.filter(({ resource }) => resource === 'object'));
  const makers = usable.filter(makesObject);
  // Most begin with an object that is there, on which the rest can work.
  const opening = fc.oneof(
    { arbitrary: fc.constant(undefined), weight: 1 },
    ...makers.map((operation) => ({ arbitrary: firstCommand(operation), weight: OPENINGS })),
  );
  return fc
    .tuple(
      fc.constantFrom(...ofObjects.slice(1), PLAIN),
      fc.oneof(fc.constant(PLAIN), fc.constantFrom(...aspectsOf(usable))),
      opening,
    )
    .chain(([ofObject, another, first]) => {
      const chosen = [ofObject, another];
      const about = usable.filter((operation) => [PLAIN, ...chosen].includes(aspectOf(operation)));
      const probes = about.filter(({ effect }) => effect === 'none');
      const weighted = about.flatMap((operation) => {
        const arbitrary = commands.get(operation);
        const share = aspectOf(operation) === PLAIN ? 1 : EMPHASIS;
        return arbitrary ? [{ arbitrary, weight: (WEIGHTS[operation.effect] ?? 1) * share }] : [];
      });
      return fc
        .array(fc.oneof(...weighted), { minLength: MIN_COMMANDS, maxLength: MAX_COMMANDS, size: 'max' })
        .map((made): FuzzSequence => {
          const trace: Trace = { steps: [] };
          fc.modelRun(() => ({ model: { uploads: [] }, real: trace }), first ? [first, ...made] : made);
          const steps = [...trace.steps, ...look(probes, trace.steps)];
          return { schema: 1, kind: 'sequence', dialect: dialect.name, profile, steps };
        });
    });
}

/** What an operation is about: its sub-resource; all of uploads are one aspect, and so are buckets as such. */
function aspectOf({ resource, subresources, precondition, effect }: Operation): string {
  if (/upload/.test(`${precondition} ${effect}`)) return 'upload';
  if (/^(creates|removes)-bucket$/.test(effect)) return 'bucket';
  return resource === 'bucket' && effect === 'removes-object' ? PLAIN : (subresources[0] ?? PLAIN);
}

/** Forms and lists of other things than keys have no handles. */
function isUsable({ resource, body, authentication, precondition }: Operation): boolean {
  if (resource !== 'bucket' && resource !== 'object') return false;
  return body.kind !== 'form' && authentication !== 'login' && precondition !== 'nothing';
}

function commandOf(dialect: Dialect, operation: Operation): Arbitrary<StepCommand> {
  const key = fc.oneof(
    { arbitrary: fc.constant(0), weight: FIRST_KEY },
    { arbitrary: fc.integer({ min: 1, max: SEQUENCE_KEYS - 1 }), weight: 1 },
  );
  const parts: Arbitrary<PlainParts> = fc.oneof(
    { arbitrary: fc.constant<PlainParts>({ parameters: [] }), weight: 2 },
    { arbitrary: plainParts(dialect, operation), weight: 1 },
  );
  return fc.record({ key, source: key, pick: fc.nat(5), parts, tag: fc.nat(3) }).map(
    ({ key: at, source, pick, parts: { parameters, body }, tag }) =>
      new StepCommand(
        {
          operation: operation.id,
          key: at,
          source,
          pick,
          parameters,
          ...bodyOf(operation, body, tag),
        },
        operation,
      ),
  );
}

/** Whether it makes an object out of nothing but its own content. */
function makesObject({ effect, resource, body, precondition, parameters }: Operation): boolean {
  const isPlain = !parameters.some((parameter) => 'required' in parameter && parameter.required);
  return (
    effect === 'creates-object' &&
    resource === 'object' &&
    body.kind === 'bytes' &&
    precondition === 'bucket' &&
    isPlain
  );
}

/** The sample of an operation, about the first key. */
function firstCommand(operation: Operation): Arbitrary<StepCommand> {
  return fc.nat(3).map(
    (tag) =>
      new StepCommand(
        {
          operation: operation.id,
          key: 0,
          source: 0,
          pick: 0,
          parameters: [],
          ...bodyOf(operation, undefined, tag),
        },
        operation,
      ),
  );
}

/** Contents that tell objects apart, where the sample's would make all of them alike. */
function bodyOf(operation: Operation, body: PlainParts['body'], tag: number): Pick<SequenceStep, 'body'> {
  if (body !== undefined) return { body };
  if (operation.body.kind !== 'bytes' || operation.resource !== 'object') return {};
  return { body: { kind: 'base64', base64: Buffer.from(`content ${tag}`).toString('base64') } };
}

/** What every reading operation says of every key and upload that was touched. */
function look(probes: readonly Operation[], steps: readonly SequenceStep[]): SequenceStep[] {
  const keys = [...new Set(steps.map(({ key }) => key))];
  const uploads = [...new Set(steps.flatMap(({ upload }) => (upload === undefined ? [] : [upload])))];
  let id = steps.length;
  const step = (operation: Operation, key: number, upload?: number): SequenceStep => ({
    id: id++,
    operation: operation.id,
    key,
    source: key,
    ...(upload === undefined ? {} : { upload }),
    parameters: [],
  });
  return probes.flatMap((operation) => {
    if (operation.resource === 'bucket') return [step(operation, 0)];
    if (!worksOnUpload(operation)) return keys.map((key) => step(operation, key));
    return uploads.map((upload) =>
      step(operation, steps.find(({ id: begun }) => begun === upload)?.key ?? 0, upload),
    );
  });
}
