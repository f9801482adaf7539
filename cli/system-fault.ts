import { CliError, EXIT } from './exit-code.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'not allowed',
  EPERM: 'not allowed',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the quota is used up',
  ENOTDIR: 'a part of the path is no folder',
  EISDIR: 'is a folder',
  EEXIST: 'exists already',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many files are open',
};

/** A fault of the file system, which the user can mend, as such an error; undefined for anything else. */
export function systemFault(error: unknown): CliError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path } = error as NodeJS.ErrnoException;
  const reason = REASONS[code ?? ''];
  if (reason === undefined) return undefined;
  return new CliError(EXIT.usage, path === undefined ? reason : `${path}: ${reason}`);
}
