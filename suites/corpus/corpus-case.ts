import { type Dialect, operationById } from '../../dialects/core/dialect.ts';
import type { Precondition } from '../../dialects/core/operation.ts';
import { type FuzzCase, parseCase } from '../../fuzzer/case.ts';
import { type FuzzSequence, isSequence, parseSequence } from '../../fuzzer/model/sequence.ts';
import { mutationsBySlug } from '../../fuzzer/mutations/registry.ts';
import type { FindingRecord } from '../../reports/fuzz/fuzz-record.ts';
import type { StoredFinding } from '../../reports/fuzz/read-findings.ts';
import { CorpusError } from './corpus-error.ts';

/** A regression case that this version can send. */
export type CorpusCase = { readonly finding: FindingRecord } & (
  | { readonly kind: 'case'; readonly fuzzCase: FuzzCase }
  | { readonly kind: 'sequence'; readonly sequence: FuzzSequence }
);

const PRECONDITIONS: Readonly<Record<Precondition, true>> = {
  nothing: true,
  'no-bucket': true,
  bucket: true,
  object: true,
  'appendable-object': true,
  'archived-object': true,
  upload: true,
  'upload-with-part': true,
};

/**
 * The case of a finding, read and checked: whatever it names is there.
 * @throws CorpusError saying what is not
 */
export function corpusCase(dialect: Dialect, { file, finding }: StoredFinding): CorpusCase {
  const problem = (message: string): CorpusError =>
    new CorpusError(file, message, 'it was written by another version, or by hand');
  let read: CorpusCase;
  try {
    read = isSequence(finding.case)
      ? { finding, kind: 'sequence', sequence: parseSequence(finding.case) }
      : { finding, kind: 'case', fuzzCase: parseCase(finding.case) };
  } catch (error) {
    throw problem(error instanceof TypeError ? error.message : 'its case cannot be read');
  }
  const strange = read.kind === 'case' ? strangeInCase(dialect, read.fuzzCase) : strangeSteps(dialect, read);
  if (!dialect.profiles.includes(finding.profile)) {
    throw problem(`there is no profile ${finding.profile} of ${dialect.name}`);
  }
  if (strange !== undefined) throw problem(strange);
  const missing = unknownOperation(dialect, [finding.operation]);
  if (missing !== undefined) throw problem(missing);
  return read;
}

function strangeInCase(
  dialect: Dialect,
  { operation, state, identity, mutations }: FuzzCase,
): string | undefined {
  const unknown = mutations.find(({ slug }) => !mutationsBySlug.has(slug));
  if (unknown) return `there is no mutation class ${unknown.slug}`;
  if (!Object.hasOwn(PRECONDITIONS, state.precondition))
    return `there is no precondition ${state.precondition}`;
  if (identity !== 'anonymous' && !Object.hasOwn(dialect.roles, identity))
    return `there is no role ${identity}`;
  return unknownOperation(dialect, [operation, ...state.prepare]);
}

function strangeSteps(
  dialect: Dialect,
  { sequence }: Extract<CorpusCase, { kind: 'sequence' }>,
): string | undefined {
  return unknownOperation(
    dialect,
    sequence.steps.map(({ operation }) => operation),
  );
}

function unknownOperation({ operations, name }: Dialect, ids: readonly string[]): string | undefined {
  const unknown = ids.find((id) => !operations.some((operation) => operation.id === id));
  return unknown === undefined ? undefined : `there is no operation ${unknown} of ${name}`;
}

/** Operations that a case sends, those that prepare it included. */
export function operationsOf(dialect: Dialect, one: CorpusCase): ReturnType<typeof operationById>[] {
  const ids =
    one.kind === 'case'
      ? [one.fuzzCase.operation, ...one.fuzzCase.state.prepare]
      : one.sequence.steps.map(({ operation }) => operation);
  return [...new Set(ids)].map((id) => operationById(dialect, id));
}
