import type { Dialect } from './core/dialect.ts';
import { swift } from './swift/index.ts';
import { tencentCos } from './tencent-cos/index.ts';

/** Every dialect there is. */
export const dialects: readonly Dialect[] = [tencentCos, swift];

/** The dialect of that name, or undefined. */
export function dialectByName(name: string): Dialect | undefined {
  return dialects.find((dialect) => dialect.name === name);
}
