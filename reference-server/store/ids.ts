import { randomBytes } from 'node:crypto';

/** Makes the ids of versions and uploads. */
export interface IdSource {
  /** A version id for the version of that sequence number. */
  version(sequence: number): string;
  /** The sequence number inside a version id, also of a version that is gone; undefined when the id holds none. */
  sequenceOf(versionId: string): number | undefined;
  /** An upload id; ids of greater sequence numbers sort after it. */
  upload(sequence: number): string;
}

const SEQUENCE_DIGITS = 14;
const VERSION_ID = /^[0-9a-f]{32}$/;

/** Version ids count down, so that among themselves they sort newest first, as listings show them. */
const HIGHEST = Number.MAX_SAFE_INTEGER;

/**
 * Ids of a sequence number and random digits, which make them impossible to guess: 32 hex digits for versions, 64 for
 * uploads.
 * @param random gives that many bytes
 */
export function createIdSource(random: (size: number) => Uint8Array = randomBytes): IdSource {
  const digits = (count: number): string => Buffer.from(random(count / 2)).toString('hex');
  const fixed = (value: number): string => value.toString(16).padStart(SEQUENCE_DIGITS, '0');
  return {
    version: (sequence) => fixed(HIGHEST - sequence) + digits(32 - SEQUENCE_DIGITS),
    sequenceOf(versionId) {
      if (!VERSION_ID.test(versionId)) return undefined;
      const sequence = HIGHEST - Number.parseInt(versionId.slice(0, SEQUENCE_DIGITS), 16);
      return sequence >= 0 ? sequence : undefined;
    },
    upload: (sequence) => fixed(sequence) + digits(64 - SEQUENCE_DIGITS),
  };
}
