import { decodeUtf8 } from '../core/percent-encoding.ts';
import type { MetadataOwner } from './metadata-names.ts';

/** Attributes by their name as it is returned; values are the bytes of the header, one character each. */
export type Attributes = ReadonlyMap<string, string>;

/**
 * Limits of OpenStack, which the base document does not have; a server tells its own at /info. S-META-01 to -04.
 * Lengths in bytes.
 */
export const METADATA_LIMITS = { name: 128, value: 256, count: 90, total: 4096 } as const;

/** Longest names, in bytes: of UTF-8, in profile `cisco` those of a container as it stands in URLs. S-PUTCONT-04, -16, S-PUTOBJ-35; READINGS.md, `name-length`. */
export const NAME_LIMITS = { container: 256, object: 1024 } as const;

/** Greatest object in bytes: 5 GiB and two more. S-PUTOBJ-30. */
export const MAX_OBJECT_BYTES = 5_368_709_122;

/**
 * What is wrong with attributes, as the name of a refusal, or undefined.
 * @param given the attributes of the request
 * @param stored what would be stored, which for accounts and containers is what counts in total. S-META-03
 */
export function metadataProblem(
  owner: MetadataOwner,
  given: Attributes,
  stored: Attributes,
): 'invalid-metadata' | 'metadata-too-large' | undefined {
  for (const [name, value] of given) {
    if (name === '') return 'invalid-metadata';
    if (name.length > METADATA_LIMITS.name || value.length > METADATA_LIMITS.value)
      return 'metadata-too-large';
    if (owner !== 'Object' && decodeUtf8(Buffer.from(value, 'latin1')) === undefined)
      return 'invalid-metadata';
  }
  const total = stored.entries().reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return stored.size > METADATA_LIMITS.count || total > METADATA_LIMITS.total
    ? 'metadata-too-large'
    : undefined;
}
