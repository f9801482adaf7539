import { type Addressing, type Dialect, operationById } from '../dialects/core/dialect.ts';
import type { Fixture, Operation } from '../dialects/core/operation.ts';
import type { Credentials } from '../dialects/core/signing.ts';
import type { FuzzCase, MutationStep } from './case.ts';
import type { MutationClass } from './mutations/mutation.ts';
import { fillJson, type PlaceholderValues, placeholderValues } from './placeholders.ts';
import { signRequest } from './sign-request.ts';
import type { Signing, StructuredRequest } from './structured-request.ts';
import { unsigned } from './unsigned-request.ts';
import { finished, type WrittenRequest, writeRequest } from './write-request.ts';

/** What a case is rendered with: one server's side of it, and the time. */
export interface RenderInput {
  readonly dialect: Dialect;
  readonly addressing: Addressing;
  readonly fixture: Fixture;
  /** ETag of the prepared object. */
  readonly etag: string;
  /** Undefined for an anonymous request. */
  readonly credentials: Credentials | undefined;
  /** The server's clock, ms since the epoch. */
  readonly now: number;
  readonly mutations: ReadonlyMap<string, MutationClass>;
}

/** A case as a request. */
export interface Rendered extends WrittenRequest {
  /** Places in the case's list of the mutations that changed something. */
  readonly applied: readonly number[];
  /** How it was asked to be signed. */
  readonly signing: Signing;
}

/**
 * The request of a case. Pure: the same case and input give the same bytes.
 * @throws Error for an operation the dialect lacks or a class the registry lacks
 */
export function render(fuzzCase: FuzzCase, input: RenderInput): Rendered {
  const operation = operationById(input.dialect, fuzzCase.operation);
  const values = placeholderValues(input.fixture, input.etag);
  const base = unsigned(fuzzCase, operation, input, values);
  const applied: number[] = [];
  const change = (
    request: StructuredRequest,
    wanted: 'before-signing' | 'after-signing',
  ): StructuredRequest =>
    fuzzCase.mutations.reduce((changed, step, index) => {
      const { order } = classOf(step, input.mutations);
      const usual = fuzzCase.signOrder === 'mutate-then-sign' ? 'before-signing' : 'after-signing';
      if ((order ?? usual) !== wanted) return changed;
      const next = applyStep(changed, step, operation, input, values);
      if (next === undefined) return changed;
      applied.push(index);
      return next;
    }, request);
  const prepared = change(base, 'before-signing');
  const signed = signRequest(finished(prepared), prepared, operation, input);
  const final = change(signed, 'after-signing');
  return { ...writeRequest(final, fuzzCase.sender), applied, signing: prepared.signing };
}

/** The class of a step. @throws Error when the registry has none of that name */
function classOf({ slug }: MutationStep, mutations: ReadonlyMap<string, MutationClass>): MutationClass {
  const found = mutations.get(slug);
  if (!found) throw new Error(`there is no mutation class ${slug}`);
  return found;
}

function applyStep(
  request: StructuredRequest,
  step: MutationStep,
  operation: Operation,
  { dialect, mutations }: RenderInput,
  values: PlaceholderValues,
): StructuredRequest | undefined {
  const args = fillJson(step.args, values);
  return classOf(step, mutations).apply(request, step.slot, args, { dialect, operation });
}
