import type { Arbitrary } from 'fast-check';
import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import type { FuzzCase, MutationStep } from '../case.ts';
import type { Draw } from '../draw.ts';
import { type PlainParts, plainParts, sampleCase } from '../grammar/plain-case.ts';
import type { MutationClass } from '../mutations/mutation.ts';
import { requestInWords } from '../request-in-words.ts';
import { slotKind } from '../structured-request.ts';

/** Makes cases of a dialect. Nothing is sent. */
export interface CaseMaker {
  /** The sample of an operation. */
  readonly sample: (operation: Operation) => FuzzCase;
  /** A valid request of an operation, by its grammar. */
  readonly plain: (draw: Draw, operation: Operation) => FuzzCase;
  /** The case with a further mutation of a class; undefined when the class means nothing there. */
  readonly mutated: (draw: Draw, fuzzCase: FuzzCase, mutation: MutationClass) => FuzzCase | undefined;
}

/** How often classes that leave the order open are applied behind the back of the signature. */
const AFTER_SIGNING = 0.2;

/** A maker of cases for one profile of a dialect. */
export function openCaseMaker(dialect: Dialect, profile: string): CaseMaker {
  const grammars = new Map<string, Arbitrary<PlainParts>>();
  const samples = new Map<string, FuzzCase>();

  const sample = (operation: Operation): FuzzCase => {
    const made = samples.get(operation.id) ?? sampleCase(dialect, profile, operation);
    samples.set(operation.id, made);
    return made;
  };
  return {
    sample,
    plain: (draw, operation) => {
      const grammar = grammars.get(operation.id) ?? plainParts(dialect, operation);
      grammars.set(operation.id, grammar);
      const { parameters, body } = draw.from(grammar);
      return { ...sample(operation), parameters, ...(body === undefined ? {} : { body }) };
    },
    mutated: (draw, fuzzCase, mutation) => {
      const operation = dialect.operations.find(({ id }) => id === fuzzCase.operation);
      if (!operation) return undefined;
      const about = { dialect, operation };
      const request = requestInWords(dialect, operation, fuzzCase);
      const taken = new Set(fuzzCase.mutations.map(({ slot }) => slot));
      const slots = mutation
        .slots(request, about)
        .filter((slot) => slotKind(slot) !== 'element' || !taken.has(slot));
      const slot = draw.pick(slots);
      if (slot === undefined) return undefined;
      const step: MutationStep = {
        slug: mutation.slug,
        slot,
        args: draw.from(mutation.args(slot, request, about)),
      };
      // A token says nothing of the request it comes with: there it would be the same case by another name.
      const isSigned = dialect.login === undefined;
      const after = mutation.order === undefined && draw.chance(AFTER_SIGNING) && isSigned;
      return {
        ...fuzzCase,
        mutations: [...fuzzCase.mutations, step],
        signOrder: after ? 'sign-then-mutate' : fuzzCase.signOrder,
        sender: mutation.raw ? 'raw' : fuzzCase.sender,
      };
    },
  };
}
