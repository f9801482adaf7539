import { closeSync, openSync, readSync } from 'node:fs';
import { ProfileError } from './profile-error.ts';

/** Larger files are none of ours. */
const MAX_BYTES = 1024 * 1024;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'is a folder',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
  ENOTDIR: 'a part of the path is no folder',
};

/**
 * The text of a file a user names, never more than 1 MiB of it; pipes do too.
 * @param hint what to do when it is not there
 * @throws ProfileError
 */
export function readSmallFile(path: string, hint: string): string {
  try {
    return readAll(path).toString('utf8');
  } catch (error) {
    if (error instanceof ProfileError) throw error;
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new ProfileError(path, undefined, REASONS[code] ?? `cannot be read (${code})`, hint);
  }
}

function readAll(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(MAX_BYTES + 1);
    let size = 0;
    for (let read = 1; read > 0 && size < bytes.length; size += read) {
      read = readSync(file, bytes, size, bytes.length - size, null);
    }
    if (size > MAX_BYTES)
      throw new ProfileError(path, undefined, 'is larger than 1 MiB: is it the right file?');
    return bytes.subarray(0, size);
  } finally {
    closeSync(file);
  }
}
