import type { Dialect } from '../../dialects/core/dialect.ts';
import { operationById } from '../../dialects/core/dialect.ts';
import type { FuzzCase, MutationStep } from '../case.ts';
import { openDraw } from '../draw.ts';
import type { Json } from '../json.ts';
import type { About, MutationClass } from '../mutations/mutation.ts';
import { requestInWords } from '../request-in-words.ts';
import { type StructuredRequest, slotKind } from '../structured-request.ts';

/** Arguments and slots that are tried in place of those of a step. */
const MOST_ARGUMENTS = 3;
const MOST_SLOTS = 2;
/** A slug is a group and at least one word. */
const LEAST_WORDS = 2;

/** Cases with a step that does the same with simpler arguments, earlier in the request, or by a broader class. */
export function* withSimplerSteps(
  fuzzCase: FuzzCase,
  mutations: ReadonlyMap<string, MutationClass>,
  dialect: Dialect,
): Generator<FuzzCase> {
  const operation = operationById(dialect, fuzzCase.operation);
  const about: About = { dialect, operation };
  const request = requestInWords(dialect, operation, { ...fuzzCase, mutations: [] });
  for (const [index, step] of fuzzCase.mutations.entries()) {
    const mutation = mutations.get(step.slug);
    if (!mutation) continue;
    const changed = (other: Partial<MutationStep>): FuzzCase => ({
      ...fuzzCase,
      mutations: fuzzCase.mutations.with(index, { ...step, ...other }),
    });
    for (const args of simplerArguments(mutation, step, request, about)) yield changed({ args });
    for (const slot of earlierSlots(mutation, step, request, about)) yield changed({ slot });
    for (const other of ofBroaderClasses(step, mutations, request, about)) yield changed(other);
  }
}

/** The same place changed by the class whose slug a slug goes on from: `da-rfc850` for `da-rfc850-pivot`. */
function* ofBroaderClasses(
  { slug, slot }: MutationStep,
  mutations: ReadonlyMap<string, MutationClass>,
  request: StructuredRequest,
  about: About,
): Generator<Pick<MutationStep, 'slug' | 'args'>> {
  const words = slug.split('-');
  for (let length = words.length - 1; length >= LEAST_WORDS; length--) {
    const broader = mutations.get(words.slice(0, length).join('-'));
    if (!broader?.slots(request, about).includes(slot)) continue;
    yield { slug: broader.slug, args: openDraw(0).from(broader.args(slot, request, about)) };
  }
}

/** Arguments that the class would rather have: its first variants, shorter texts. The simplest first. */
function simplerArguments(
  mutation: MutationClass,
  { slot, args }: MutationStep,
  request: StructuredRequest,
  about: About,
): Json[] {
  // A case out of a file may name a slot that the class has nothing for.
  if (!mutation.slots(request, about).includes(slot)) return [];
  const simpler = mutation.args(slot, request, about).shrink(args, undefined);
  return [...simpler.take(MOST_ARGUMENTS)].map(({ value }) => value);
}

function earlierSlots(
  mutation: MutationClass,
  { slot }: MutationStep,
  request: StructuredRequest,
  about: About,
): string[] {
  const alike = mutation.slots(request, about).filter((one) => slotKind(one) === slotKind(slot));
  return alike.slice(0, Math.max(0, alike.indexOf(slot))).slice(0, MOST_SLOTS);
}
