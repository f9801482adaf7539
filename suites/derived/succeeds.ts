import type { Operation } from '../../dialects/core/operation.ts';
import type { Expectation } from '../../harness/check/expectation.ts';

/** The documented success of an operation; content that is not described by a document is at least not nothing. */
export function succeeds({ success: [first], method }: Operation): Expectation {
  const hasContent = first?.body === 'bytes' && method !== 'HEAD';
  return { success: true, ...(hasContent ? { body: { not: new Uint8Array() } } : {}) };
}
