import type { FuzzSequence, SequenceStep } from './sequence.ts';

/**
 * Sequences that are smaller by a step, the largest first: halves of the steps left out, then single ones, then
 * parameters and bodies. Leaving out what begins an upload leaves out what works on it.
 */
export function* smallerSequences(sequence: FuzzSequence): Generator<FuzzSequence> {
  const { steps } = sequence;
  const keeping = (kept: readonly SequenceStep[]): FuzzSequence => ({ ...sequence, steps: closed(kept) });
  for (let size = Math.floor(steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = steps.length - size; at >= 0; at -= size) yield keeping(steps.toSpliced(at, size));
  }
  for (const [index, step] of steps.entries()) {
    const { body: _, ...bare } = step;
    const { parameters } = step;
    const lessOf = (fewer: SequenceStep['parameters']): FuzzSequence => {
      return { ...sequence, steps: steps.with(index, { ...step, parameters: fewer }) };
    };
    if (parameters.length > 0) yield lessOf([]);
    if (parameters.length > 1) for (const at of parameters.keys()) yield lessOf(parameters.toSpliced(at, 1));
    if (step.body !== undefined) yield { ...sequence, steps: steps.with(index, bare) };
    if (step.source !== step.key && !usesSource(step)) {
      yield { ...sequence, steps: steps.with(index, { ...step, source: step.key }) };
    }
  }
}

/** Without steps whose upload was never begun. */
function closed(steps: readonly SequenceStep[]): SequenceStep[] {
  const begun = new Set(steps.map(({ id }) => id));
  return steps.filter(({ upload }) => upload === undefined || begun.has(upload));
}

/** Only copies have a source, and theirs is what they are about. */
function usesSource({ operation }: SequenceStep): boolean {
  return /copy/i.test(operation);
}
