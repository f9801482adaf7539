import { ProfileError } from './profile-error.ts';
import type { ProfileDocument } from './profile-schema.ts';
import type { YamlContent } from './yaml-file.ts';

/** Fields of an identity that must not be seen. Its other fields may be the same text, as `admin` and `admin` are. */
const SECRET_FIELDS = ['secret', 'sessionToken'] as const;

/**
 * Makes sure that no secret stands where reports repeat it, as a name or a host.
 * @throws ProfileError with file, line and key; the secret is not repeated
 */
export function assertSecretsApart({ value: document, place }: YamlContent<ProfileDocument>): void {
  const { identities, ...rest } = document;
  const secrets = Object.values(identities).flatMap((identity) =>
    SECRET_FIELDS.map((field) => identity[field] ?? ''),
  );
  for (const [path, text] of texts(rest, [])) {
    if (!secrets.some((secret) => secret !== '' && text.includes(secret))) continue;
    const message = `${path.join('.')} contains the secret of an identity`;
    const hint = 'reports show it: is it the right variable?';
    throw new ProfileError(place.file, place.lineOf(path), message, hint);
  }
}

function* texts(value: unknown, path: readonly string[]): Generator<readonly [readonly string[], string]> {
  if (typeof value === 'string') yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [name, child] of Object.entries(value)) yield* texts(child, [...path, name]);
}
