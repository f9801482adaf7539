import type { Dialect } from '../../dialects/core/dialect.ts';
import { dialectByName, dialects } from '../../dialects/index.ts';
import { CliError, EXIT } from '../exit-code.ts';

/**
 * The dialect of that name, with the profile checked if one is given.
 * @throws CliError usage, naming what there is
 */
export function dialectNamed(name: string, profile?: string | undefined): Dialect {
  const found = dialectByName(name);
  if (!found) {
    throw new CliError(
      EXIT.usage,
      `no dialect is called "${name}"`,
      `there is ${dialects.map((one) => one.name).join(', ')}`,
    );
  }
  if (profile !== undefined && !found.profiles.includes(profile)) {
    throw new CliError(
      EXIT.usage,
      `${name} has no profile "${profile}"`,
      `it has ${found.profiles.join(', ')}`,
    );
  }
  return found;
}
