import type { CheckContext } from '../../harness/check/context.ts';

/**
 * Makes containers whose names begin alike, lets `work` look at them and removes them again.
 * @param suffixes what follows the common beginning, in any order
 */
export async function withContainers(
  t: CheckContext,
  suffixes: readonly string[],
  work: (base: string) => Promise<void>,
): Promise<void> {
  const base = t.newBucketName('many');
  for (const suffix of suffixes) await t.setup({ op: 'CreateContainer', bucket: base + suffix });
  try {
    await work(base);
  } finally {
    for (const suffix of suffixes) await t.send({ op: 'DeleteContainer', bucket: base + suffix });
  }
}
