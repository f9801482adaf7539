import type { HeaderList } from '../../../dialects/core/headers.ts';
import type { BlobWriter } from '../../store/blob.ts';

/** An object that is being written. */
export interface GrowingObject {
  readonly writer: BlobWriter;
  readonly contentHeaders: HeaderList;
}

/** Objects that are being written and can be read meanwhile. S-GETOBJ-06, -31. */
export interface GrowingObjects {
  /** The one that was begun last under a name; undefined when there is none. */
  readonly find: (bucket: string, key: string) => GrowingObject | undefined;
  /** @returns what has to be called when the writing has come to its end, whichever that is */
  readonly begin: (bucket: string, key: string, object: GrowingObject) => () => void;
}

/** None at first. */
export function createGrowingObjects(): GrowingObjects {
  const growing = new Map<string, GrowingObject[]>();
  // Names of buckets here have one slash, so that no two names come to the same.
  const name = (bucket: string, key: string): string => `${bucket}/${key}`;
  return {
    find: (bucket, key) => growing.get(name(bucket, key))?.at(-1),
    begin(bucket, key, object) {
      const at = name(bucket, key);
      growing.set(at, [...(growing.get(at) ?? []), object]);
      return () => {
        const left = (growing.get(at) ?? []).filter((one) => one !== object);
        if (left.length === 0) growing.delete(at);
        else growing.set(at, left);
      };
    },
  };
}
