import { type Dialect, operationById } from '../../dialects/core/dialect.ts';
import type { Fixture, Operation } from '../../dialects/core/operation.ts';
import type { CheckContext } from '../../harness/check/context.ts';
import type { Expectation } from '../../harness/check/expectation.ts';
import { SOURCE_BODY } from '../../harness/session/prepare.ts';
import { removesSetting } from './leases.ts';
import { sampleOf } from './sample.ts';
import { succeeds } from './succeeds.ts';
import { readNow } from './unchanged.ts';
import { readingSibling } from './witness.ts';

/** Judges that a successful request did what it is for. */
export type ExpectEffect = () => Promise<void>;

/** How the effect of an operation shows: the operation that reads it, and what that has to answer. */
interface Evidence {
  readonly witness: Operation;
  readonly expectation: Expectation;
}

/**
 * Looks, before the request, at what the effect will be judged by. The returned function judges nothing where the
 * catalogue has no operation that shows the effect.
 */
export async function watchEffect(
  t: CheckContext,
  dialect: Dialect,
  operation: Operation,
  fixture: Fixture,
): Promise<ExpectEffect> {
  const shown = removesSetting(operation)
    ? await evidenceOfRemoval(t, dialect, operation, fixture)
    : evidenceOf(dialect, operation, fixture);
  const content = await sameContent(t, dialect, operation, fixture);
  return async () => {
    for (const evidence of [shown, content]) {
      if (evidence) await t.eventually(sampleOf(t, evidence.witness, fixture), evidence.expectation);
    }
  };
}

/** What is said of an object does not change what it holds, where that could be read before. */
async function sameContent(
  t: CheckContext,
  dialect: Dialect,
  { effect }: Operation,
  fixture: Fixture,
): Promise<Evidence | undefined> {
  if (effect !== 'changes-object') return undefined;
  const witness = operationById(dialect, dialect.housekeeping.getObject);
  const { status, body } = await readNow(t, sampleOf(t, witness, fixture));
  return status < 300 ? { witness, expectation: { status, body } } : undefined;
}

function evidenceOf(dialect: Dialect, operation: Operation, fixture: Fixture): Evidence | undefined {
  const { headBucket, getObject } = dialect.housekeeping;
  const bucket = operationById(dialect, headBucket);
  const object = operationById(dialect, getObject);
  const reading = readingSibling(dialect, operation);
  switch (operation.effect) {
    case 'none':
    case 'changes-service':
    // The response names the new upload; that it can be used is what checks of its parts are about.
    case 'creates-upload':
      return undefined;
    case 'creates-bucket':
      return { witness: bucket, expectation: { success: true } };
    case 'removes-bucket':
      return gone(bucket, bucket.whenMissing.bucket);
    case 'creates-object':
      return { witness: object, expectation: { ...succeeds(object), ...contentOf(operation, fixture) } };
    case 'removes-object':
      return gone(object, object.whenMissing.key);
    case 'removes-upload':
      return reading && gone(reading, reading.whenMissing.upload);
    case 'changes-upload':
    case 'changes-object':
    case 'changes-bucket':
      return reading && { witness: reading, expectation: succeeds(reading) };
    default:
      return operation.effect satisfies never;
  }
}

function gone(witness: Operation, refusal: string | undefined): Evidence | undefined {
  return refusal === undefined ? undefined : { witness, expectation: { refusal } };
}

/** Content of the object a sample makes, where the catalogue tells it: the bytes sent, or those of the copied source. */
function contentOf(operation: Operation, fixture: Fixture): Pick<Expectation, 'body'> {
  if (operation.copies) return { body: SOURCE_BODY };
  const { body } = operation.sample(fixture);
  return operation.body.kind === 'bytes' && body !== undefined ? { body } : {};
}

/** A removed setting is refused or, where the dialect answers an empty one, at least no longer what it was. */
async function evidenceOfRemoval(
  t: CheckContext,
  dialect: Dialect,
  operation: Operation,
  fixture: Fixture,
): Promise<Evidence | undefined> {
  const witness = readingSibling(dialect, operation);
  if (!witness) return undefined;
  const before = await readNow(t, sampleOf(t, witness, fixture));
  const changed: Expectation = { success: true, body: { not: before.body } };
  const absent: Expectation[] = witness.refusals.length === 0 ? [] : [{ refusal: witness.refusals }];
  return { witness, expectation: { anyOf: [...absent, changed] } };
}
