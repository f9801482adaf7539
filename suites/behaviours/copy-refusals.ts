import type { CheckDraft } from '../../harness/check/suite.ts';
import {
  type CopyBinding,
  copyNow,
  copyRequest,
  expectContent,
  expectMissing,
  SOURCE,
  TARGET,
} from './copy.ts';
import { type GroundsFor, grounded, type SharedChecks } from './grounds.ts';
import { store } from './stored-object.ts';

/** A copy, and values of its source header that name no object. */
export interface CopyRefusalsBinding extends CopyBinding {
  /** Values that are not of the documented form, made from the value for an object that exists. */
  readonly malformedSources: (valid: string, bucket: string) => readonly string[];
}

function refusalChecks(binding: CopyRefusalsBinding) {
  return {
    'missing-source': {
      title: 'A source that does not exist is refused and nothing is created',
      run: async (t) => {
        await store(t, `${SOURCE}/child`, 'content');
        for (const from of ['never', SOURCE, `${SOURCE}/`, `${SOURCE}/chil`]) {
          const exchange = await t.send(copyRequest(t, binding, { from }));
          t.expect(exchange, { refusal: 'missing-copy-source' });
          await expectMissing(t, TARGET);
        }
      },
    },
    'deleted-source': {
      title: 'A source that was deleted is refused',
      impact: 'security',
      run: async (t) => {
        await store(t, SOURCE, 'deleted');
        await t.setup({ op: t.dialect.housekeeping.deleteObject, key: t.key(SOURCE) });
        t.expect(await t.send(copyRequest(t, binding)), { refusal: 'missing-copy-source' });
        await expectMissing(t, TARGET);
      },
    },
    'missing-source-bucket': {
      title: 'A source in a bucket that does not exist is refused and nothing is created',
      run: async (t) => {
        const fromBucket = t.newBucketName('missing');
        const exchange = await t.send(copyRequest(t, binding, { fromBucket }));
        t.expect(exchange, { refusal: 'missing-copy-source-bucket' });
        await expectMissing(t, TARGET);
      },
    },
    'missing-target-bucket': {
      title: 'A copy into a bucket that does not exist is refused',
      run: async (t) => {
        await store(t, SOURCE, 'content');
        const exchange = await t.send(copyRequest(t, binding, { bucket: t.newBucketName('missing') }));
        t.expect(exchange, { refusal: 'missing-bucket' });
      },
    },
    'malformed-source': {
      title: 'A source that is not of the documented form is refused and nothing is created',
      run: async (t) => {
        await store(t, SOURCE, 'content');
        const valid = t.copySource(t.bucket, t.key(SOURCE));
        for (const source of binding.malformedSources(valid, t.bucket)) {
          t.expect(await t.send(copyRequest(t, binding, { source })), { refusal: 'invalid-copy-source' });
          await expectMissing(t, TARGET);
        }
      },
    },
    'refused-copy-keeps-target': {
      title: 'A copy refused for its source leaves the object at its target with its metadata',
      impact: 'data-loss',
      run: async (t) => {
        await store(t, TARGET, 'kept', { 'Content-Type': 'text/x-kept' });
        const exchange = await t.send(copyRequest(t, binding, { from: 'never' }));
        t.expect(exchange, { refusal: 'missing-copy-source' });
        const op = t.dialect.housekeeping.getObject;
        t.expect(await t.send({ op, key: t.key(TARGET) }), {
          status: 200,
          body: 'kept',
          headers: { 'content-type': 'text/x-kept' },
        });
      },
    },
    'anonymous-copy': {
      title: 'An anonymous copy is refused and creates nothing',
      impact: 'security',
      run: async (t) => {
        await store(t, SOURCE, 'content');
        t.expect(await t.send(copyRequest(t, binding, { as: 'anonymous' })), { refusal: 'anonymous-denied' });
        await expectMissing(t, TARGET);
      },
    },
    'refused-then-accepted': {
      title: 'A copy that was refused for its missing source succeeds once the source exists',
      run: async (t) => {
        t.expect(await t.send(copyRequest(t, binding)), { refusal: 'missing-copy-source' });
        await store(t, SOURCE, 'content');
        await copyNow(t, binding);
        await expectContent(t, TARGET, 'content');
      },
    },
  } satisfies SharedChecks;
}

/** Copies that are refused. */
export function copyRefusals(
  binding: CopyRefusalsBinding & { readonly grounds: GroundsFor<ReturnType<typeof refusalChecks>> },
): CheckDraft[] {
  return grounded(refusalChecks(binding), binding.grounds);
}
