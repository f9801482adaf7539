import { configured, type Identities } from '../harness/target/target.ts';
import { createRedactor } from '../harness/transport/redact.ts';

/** Fields of an identity that must not be seen. */
const FIELDS = ['secret', 'sessionToken', 'password', 'token', 'apiKey'];

const known = new Set<string>();

/** Remembers what must not be printed by this process. */
export function rememberSecrets(identities: Identities): void {
  for (const [, identity] of configured(identities)) {
    for (const field of FIELDS) {
      const secret = identity[field];
      if (secret !== undefined) known.add(secret);
    }
  }
}

/** `text` without any secret this process was told of, in whatever form: the last line of defence of error messages. */
export function withoutSecrets(text: string): string {
  return createRedactor({ secrets: [...known], headers: [], query: [] }).text(text);
}
