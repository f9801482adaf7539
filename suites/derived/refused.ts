import type { Level } from '../../dialects/core/claim.ts';
import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Fixture, Operation } from '../../dialects/core/operation.ts';
import type { CheckContext, RequestSpec } from '../../harness/check/context.ts';
import type { Expectation } from '../../harness/check/expectation.ts';
import { refusalsOf } from '../../harness/verify/statuses.ts';
import type { Impact } from '../../reports/record.ts';
import { leaseOfRefused } from './leases.ts';
import { preparationNeeds } from './needs.ts';
import type { DerivedDraft } from './rule.ts';
import { sampleOf } from './sample.ts';
import { type ExpectUnchanged, watchState } from './unchanged.ts';

/** A check of one request that has to be refused. */
export interface RefusedRequest {
  readonly id: string;
  readonly title: string;
  readonly claims: readonly string[];
  readonly level?: Level | undefined;
  readonly impact?: Impact;
  readonly needs?: readonly string[];
  /** True where the state of the target plays no part in the refusal, so that a read needs nothing to be there. */
  readonly inAnyState?: boolean;
  /** Name of the refusal the documentation asks for. */
  readonly refusal: string;
  /** Makes the request to be refused out of the sample, which would succeed. */
  readonly edit: (sample: RequestSpec, fixture: Fixture, t: CheckContext) => RequestSpec;
}

/**
 * A check that meets the precondition of `operation` as the main identity, sends its sample with a mistake in it, expects
 * the refusal, and then that nothing changed, as far as the catalogue knows an operation that shows it.
 */
export function refusedDraft(dialect: Dialect, operation: Operation, what: RefusedRequest): DerivedDraft {
  const { id, title, claims, level, impact, needs = [], refusal, edit } = what;
  const masked = isMasked(dialect, operation, refusal);
  const needsNothing = what.inAnyState && operation.effect === 'none' && !masked;
  // Settings of a bucket cost a target more than anything else: they are made only where the answer depends on them.
  const staged = needsNothing ? { ...operation, prepare: [] } : operation;
  const expectation: Expectation = { refusal };
  return {
    id,
    title,
    claims,
    ...(level === undefined ? {} : { level }),
    ...(impact === undefined ? {} : { impact }),
    needs: [...preparationNeeds(dialect, staged), ...needs],
    // In a bucket that another check may have lost, its absence would pass for the refusal.
    lease: masked && operation.effect === 'removes-bucket' ? 'own' : leaseOfRefused(dialect, staged),
    expects: [expectation],
    run: async (t) => {
      const { fixture, expectUnchanged } = await stage(t, dialect, staged);
      const exchange = await t.send(edit(sampleOf(t, operation, fixture), fixture, t));
      t.expect(exchange, expectation);
      await expectUnchanged();
    },
  };
}

/** Meets the precondition of an operation that is about to be refused, and looks at what it would change. */
export async function stage(
  t: CheckContext,
  dialect: Dialect,
  operation: Operation,
): Promise<{ fixture: Fixture; expectUnchanged: ExpectUnchanged }> {
  const fixture = await t.prepare(operation);
  return { fixture, expectUnchanged: await watchState(t, dialect, operation, fixture) };
}

/** True where another refusal that the operation documents would pass for the expected one. */
function isMasked(dialect: Dialect, operation: Operation, expected: string): boolean {
  const documented = [...operation.refusals, ...Object.values(operation.whenMissing)];
  const others = documented.filter((name) => name !== expected);
  return refusalsOf(dialect, expected).some((wanted) =>
    refusalsOf(dialect, others).some(
      ({ accepts }) =>
        accepts.status.some((status) => wanted.accepts.status.includes(status)) &&
        (wanted.accepts.codes.length === 0 ||
          accepts.codes.length === 0 ||
          accepts.codes.some((code) => wanted.accepts.codes.includes(code))),
    ),
  );
}
