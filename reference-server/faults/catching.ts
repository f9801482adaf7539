import { type RefusalMore, Refused } from '../operations/refuse.ts';

/** The name of a refusal; undefined for any other error. */
export function refusalOf(error: unknown): string | undefined {
  return error instanceof Refused ? error.refusal : undefined;
}

/**
 * What `action` comes to, with some refusals in other words.
 * @param names refusal -> the one that is made instead
 */
export function renaming<T>(
  names: Readonly<Record<string, string>>,
  action: () => T,
  more: RefusalMore = {},
): T {
  try {
    return action();
  } catch (error) {
    const name = names[refusalOf(error) ?? ''];
    throw name === undefined ? error : new Refused(name, more);
  }
}

/** What `action` comes to, or what `instead` gives when it is refused with one of `names`. */
export async function forgiving<T>(
  names: readonly string[],
  action: () => Promise<T>,
  instead: () => T | Promise<T>,
): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!names.includes(refusalOf(error) ?? '')) throw error;
    return instead();
  }
}
