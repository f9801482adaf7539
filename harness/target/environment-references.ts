import { type Document, isScalar, type LineCounter, visit } from 'yaml';
import { ProfileError } from './profile-error.ts';
import { lineOfNode } from './yaml-lines.ts';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Keys whose values are secret and may therefore stand in a file only as a reference to the environment. */
const SECRET_KEYS: ReadonlySet<string> = new Set(['secret', 'sessionToken', 'password', 'token', 'apiKey']);

const REFERENCE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/**
 * Replaces `${NAME}` in every text of a document by the environment variable of that name.
 * @param literalSecrets whether secrets may stand in the file itself
 * @throws ProfileError for a variable that is not set, a secret that is written out, or an alias
 */
export function replaceReferences(
  file: string,
  document: Document,
  lines: LineCounter,
  environment: Environment,
  literalSecrets: boolean,
): void {
  visit(document, {
    Alias: (_key, node) => {
      const line = node.range ? lines.linePos(node.range[0]).line : undefined;
      const message = `*${node.source}: aliases are not taken here`;
      throw new ProfileError(file, line, message, 'write the value out where it is meant');
    },
    Pair: (_key, { key, value }) => {
      const name = isScalar(key) ? String(key.value) : '';
      if (literalSecrets || !SECRET_KEYS.has(name) || !isScalar(value)) return;
      const literal = String(value.value ?? '').replace(REFERENCE, '');
      if (literal === '') return;
      throw new ProfileError(
        file,
        lineOfNode(lines, value),
        `${name} is written into the file`,
        `put it into an environment variable and write ${name}: "\${NAME}"`,
      );
    },
    Scalar: (position, node) => {
      if (position === 'key' || typeof node.value !== 'string') return;
      node.value = node.value.replace(REFERENCE, (_all, variable: string) => {
        const found = environment[variable];
        if (found !== undefined && found !== '') return found;
        throw new ProfileError(
          file,
          lineOfNode(lines, node),
          `environment variable ${variable} is not set${found === '' ? ', or empty' : ''}`,
          `export ${variable}=… before the command`,
        );
      });
    },
  });
}
