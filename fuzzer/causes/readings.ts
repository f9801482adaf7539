import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { Json } from '../json.ts';
import { type MutationClass, mutation } from '../mutations/mutation.ts';
import { mutationsBySlug } from '../mutations/registry.ts';
import type { StructuredRequest } from '../structured-request.ts';
import { documentReadings } from './document-readings.ts';
import { fieldReadings } from './field-readings.ts';
import { numberReadings } from './number-readings.ts';
import type { Reading } from './reading.ts';
import { signatureReadings } from './signature-readings.ts';
import { targetReadings } from './target-readings.ts';

/** Every reading: those of the whole request before those about a part of it, which explain less. */
export const readings: readonly Reading[] = [
  ...[
    ...fieldReadings,
    ...targetReadings,
    ...numberReadings,
    ...documentReadings,
    ...signatureReadings,
  ].toSorted((a, b) => Number(a.part ?? false) - Number(b.part ?? false)),
];

/** A reading with its subject. */
export interface Read {
  readonly reading: Reading;
  readonly subject: string;
}

/** What a reading is called in families: its name and subject. */
export function readName({ reading, subject }: Read): string {
  return subject === '' ? reading.name : `${reading.name} ${subject}`;
}

/** The readings under which a request means something else, in their order. */
export function readingsOf(request: StructuredRequest): Read[] {
  return readings.flatMap((reading) =>
    reading
      .subjects(request)
      .filter((subject) => changed(reading, request, subject) !== undefined)
      .map((subject) => ({ reading, subject })),
  );
}

function changed(
  reading: Reading,
  request: StructuredRequest,
  subject: string,
): StructuredRequest | undefined {
  const made = reading.change(request, subject);
  return made === undefined || isDeepStrictEqual(made, request) ? undefined : made;
}

/** Whether a request means something else when it is read so. */
export function means({ reading, subject }: Read, request: StructuredRequest): boolean {
  return changed(reading, request, subject) !== undefined;
}

/** Readings as changes of a request: of what was signed, or of the signed request as it arrives. */
export const READ_SIGNED = 'read-after-signing';
export const READ_UNSIGNED = 'read-before-signing';

function asClass(slug: string, order: 'before-signing' | 'after-signing'): MutationClass {
  return mutation<string>({
    slug,
    group: 'framing',
    title: 'read otherwise',
    order,
    slots: () => [],
    args: () => fc.constant(''),
    apply: (request, name, subject) => {
      const found = readings.find((one) => one.name === name);
      return found && typeof subject === 'string' ? changed(found, request, subject) : undefined;
    },
  });
}

/** The classes that cases of experiments may have besides those of the registry. */
export const classesForExperiments: ReadonlyMap<string, MutationClass> = new Map([
  ...mutationsBySlug,
  [READ_SIGNED, asClass(READ_SIGNED, 'after-signing')],
  [READ_UNSIGNED, asClass(READ_UNSIGNED, 'before-signing')],
]);

/** A step of a case that reads it otherwise. */
export function readStep(
  slug: typeof READ_SIGNED | typeof READ_UNSIGNED,
  { reading, subject }: Read,
): { readonly slug: string; readonly slot: string; readonly args: Json } {
  return { slug, slot: reading.name, args: subject };
}
