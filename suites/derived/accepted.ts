import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Fixture, Operation } from '../../dialects/core/operation.ts';
import type { Lease } from '../../harness/check/check.ts';
import type { CheckContext, RequestSpec } from '../../harness/check/context.ts';
import type { Expectation } from '../../harness/check/expectation.ts';
import { watchEffect } from './effect.ts';
import { leaseOfSuccess, removesSetting } from './leases.ts';
import { preparationNeeds } from './needs.ts';
import type { DerivedDraft } from './rule.ts';
import { sampleOf } from './sample.ts';
import { readNow } from './unchanged.ts';

/** A check of one request that has to succeed. */
export interface AcceptedRequest {
  readonly id: string;
  readonly title: string;
  readonly claims: readonly string[];
  /** Bucket where no other check touches what this one changes; one shared with such checks when absent. */
  readonly lease?: Lease;
  readonly expect: Expectation;
  /** True where the answer to the sample itself is expected, to the byte. */
  readonly likeSample?: boolean;
  /** Makes the request out of the sample; the sample itself when absent. */
  readonly edit?: (sample: RequestSpec, fixture: Fixture, t: CheckContext) => RequestSpec;
}

/**
 * A check that meets the precondition of `operation`, sends its sample with a harmless difference, expects the success
 * and then its effect. That a setting of a bucket is gone is only looked at where no other check may have made it again.
 */
export function acceptedDraft(dialect: Dialect, operation: Operation, what: AcceptedRequest): DerivedDraft {
  const { id, title, claims, expect, edit } = what;
  const lease = what.lease ?? leaseOfSuccess(dialect, operation);
  const showsEffect = !removesSetting(operation) || what.lease !== undefined || lease === 'shared';
  return {
    id,
    title,
    claims,
    needs: preparationNeeds(dialect, operation),
    lease,
    expects: [expect],
    run: async (t) => {
      const fixture = await t.prepare(operation);
      const expectEffect = showsEffect ? await watchEffect(t, dialect, operation, fixture) : undefined;
      const sample = sampleOf(t, operation, fixture);
      const exchange = await t.send(edit?.(sample, fixture, t) ?? sample);
      const accepted = t.expect(exchange, expect);
      if (accepted) await expectEffect?.();
      if (accepted && what.likeSample) t.expect(exchange, await answerOf(t, sample));
    },
  };
}

async function answerOf(t: CheckContext, sample: RequestSpec): Promise<Expectation> {
  const { status, body } = await readNow(t, sample);
  return { status, body };
}
