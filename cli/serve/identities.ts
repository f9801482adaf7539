import type { Credentials } from '../../dialects/core/signing.ts';
import { readIdentityList } from '../../harness/target/identity-file.ts';
import { ProfileError } from '../../harness/target/profile-error.ts';
import type { Environment } from '../../harness/target/yaml-file.ts';
import { CliError, EXIT } from '../exit-code.ts';

/** `keyId:secret:account`, as a flag gives it. @throws CliError usage; the text itself is not repeated, it is a secret */
export function parseIdentity(text: string): Credentials {
  // A key id may hold colons, as `account:user` does; what comes behind it may not.
  const parts = text.split(':');
  const [secret, account] = parts.slice(-2);
  const keyId = parts.slice(0, -2).join(':');
  if (!keyId || !secret || !account || parts.length > 4) {
    throw new CliError(
      EXIT.usage,
      '--identity takes keyId:secret:account',
      'or use --identities with a file',
    );
  }
  return { keyId, secret, account };
}

/** The identities of a file. @throws CliError usage, with file and line */
export function readIdentities(file: string, environment: Environment): Credentials[] {
  try {
    return readIdentityList(file, environment);
  } catch (error) {
    if (error instanceof ProfileError) throw new CliError(EXIT.usage, error.message, error.hint);
    throw error;
  }
}
