import { type Dialect, operationById } from '../../../dialects/core/dialect.ts';
import type { Operation } from '../../../dialects/core/operation.ts';
import type { CheckContext, RequestSpec } from '../../../harness/check/context.ts';
import type { Expectation } from '../../../harness/check/expectation.ts';
import { SAMPLE_BODY } from '../../../harness/session/prepare.ts';
import { sampleShape } from '../placeholder-fixture.ts';
import { queryList } from '../request-edit.ts';
import { claimsOf, type DerivedDraft, type Rule } from '../rule.ts';
import { bareFixture } from '../sample.ts';
import { sameNames } from '../witness.ts';

const ID = 'unsupported-method';

/** Methods a client might try. HEAD, OPTIONS and TRACE may be answered for any resource. */
const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH'];

/**
 * `unsupported-method/<method>`: a method that no operation has on a resource or sub-resource is not allowed there, and
 * above all does not act on the whole resource. Filed once under the first operation of the (sub-)resource.
 */
export const unsupportedMethodRule: Rule = (dialect, operation) => {
  const claims = claimsOf(dialect, ID, operation);
  const isFirst = operationsAt(dialect, operation)[0] === operation;
  if (claims.length === 0 || !isFirst) return [];
  const supported = supportedMethods(dialect, operation);
  return METHODS.filter((method) => !supported.has(method)).map((method) =>
    draftFor(dialect, operation, method, claims),
  );
};

function operationsAt(dialect: Dialect, { resource, path, subresources }: Operation): Operation[] {
  return dialect.operations.filter(
    (other) =>
      other.resource === resource && other.path === path && sameNames(other.subresources, subresources),
  );
}

/** Methods of the sub-resource, those with further query names included; of a whole resource only its own. */
function supportedMethods(dialect: Dialect, operation: Operation): Set<string> {
  const { resource, subresources } = operation;
  const here =
    subresources.length === 0
      ? operationsAt(dialect, operation)
      : dialect.operations.filter(
          (other) =>
            other.resource === resource && subresources.every((name) => other.subresources.includes(name)),
        );
  return new Set(here.map(({ method }) => method));
}

function draftFor(
  dialect: Dialect,
  operation: Operation,
  method: string,
  claims: readonly string[],
): DerivedDraft {
  const expectation: Expectation = { refusal: 'method-not-allowed' };
  return {
    id: `${ID}/${method.toLowerCase()}`,
    title: `${method} is not allowed on ${placeName(operation)}`,
    claims,
    lease: /^(?:service|endpoint)$/.test(operation.resource) ? 'none' : 'shared',
    expects: [expectation],
    run: async (t) => {
      await protect(t, operation);
      t.expect(await t.send(withMethod(t, operation, method)), expectation);
      await expectIntact(t, dialect, operation);
    },
  };
}

function placeName({ resource, path, subresources }: Operation): string {
  return [path ?? `a ${resource}`, ...subresources.map((name) => `?${name}`)].join(' ');
}

/** The address of the operation's sample under another method, without its headers and body. */
function withMethod(t: CheckContext, operation: Operation, method: string): RequestSpec {
  const { bucket, key } = bareFixture(t);
  const query = queryList({ op: operation.id, query: sampleShape(operation).query ?? [] });
  return { op: operation.id, bucket, key, query, method };
}

/** Makes sure that a target which takes the request for one on the whole resource can do no harm, and is seen. */
async function protect(t: CheckContext, { resource }: Operation): Promise<void> {
  if (resource === 'service' || resource === 'endpoint') return;
  // A bucket that holds an object survives a request that is taken for its deletion.
  await t.setup({ op: t.dialect.housekeeping.putObject, key: t.key(), body: SAMPLE_BODY });
}

async function expectIntact(t: CheckContext, dialect: Dialect, { resource }: Operation): Promise<void> {
  const { headBucket, getObject } = dialect.housekeeping;
  if (resource === 'bucket') await t.eventually({ op: headBucket }, { success: true });
  if (resource === 'object') {
    const [first] = operationById(dialect, getObject).success;
    const whole: Expectation = { status: first?.status ?? 200, body: SAMPLE_BODY };
    await t.eventually({ op: getObject, key: t.key() }, whole);
  }
}
