import type { Dialect } from './core/dialect.ts';
import { tencentCos } from './tencent-cos/index.ts';

/** Every dialect there is. */
export const dialects: readonly Dialect[] = [tencentCos];

/** The dialect of that name, or undefined. */
export function dialectByName(name: string): Dialect | undefined {
  return dialects.find((dialect) => dialect.name === name);
}
