import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import { dialects } from '../../dialects/index.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import { buildChecks } from '../../harness/check/suite.ts';
import { acceptedStatuses } from '../../harness/verify/statuses.ts';
import { derivedDrafts, derivedSuites, rules, slugOf } from './index.ts';
import type { DerivedDraft } from './rule.ts';
import { isAnonymous } from './rules/authentication-faults.ts';

/** Ids of the rules under which an operation's checks were generated. */
function idsOf(dialect: Dialect, operation: Operation): string[] {
  return derivedDrafts(dialect, operation.id).map(({ id }) => id);
}

function allDrafts(dialect: Dialect): { operation: Operation; draft: DerivedDraft }[] {
  return dialect.operations.flatMap((operation) =>
    derivedDrafts(dialect, operation.id).map((draft) => ({ operation, draft })),
  );
}

describe.each(dialects)('checks derived for $name', (dialect) => {
  it('have ids that are unique in their operation and made of slugs', () => {
    for (const operation of dialect.operations) {
      const ids = idsOf(dialect, operation);
      expect(new Set(ids).size, operation.id).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(/^[a-z]+\/[a-z]+(?:[-/][a-z0-9]+)*$/);
    }
  });

  it('cite claims that exist, at least one each', () => {
    const checks = buildChecks(dialect, derivedSuites(dialect));
    expect(checks.length).toBe(allDrafts(dialect).length);
    for (const { id, profiles } of checks) expect(profiles, id).not.toEqual([]);
  });

  it('are none where the dialect gives no claims', () => {
    expect(allDrafts({ ...dialect, derivedClaims: {} })).toEqual([]);
  });

  it('stand for every claim that is given for a single operation', () => {
    const unused = Object.entries(dialect.derivedClaims).flatMap(([rule, byOperation]) =>
      Object.entries(byOperation)
        .filter(([operation, claims]) => operation !== '*' && claims.length > 0)
        .filter(([id]) => {
          const ids = derivedDrafts(dialect, id).map((draft) => draft.id);
          return !ids.some((draft) => draft === slugOf(rule) || draft.startsWith(`${slugOf(rule)}/`));
        })
        .map(([operation]) => `${rule} ${operation}`),
    );
    expect(unused).toEqual([]);
  });

  it('stand for every rule id that is given claims', () => {
    const known = Object.keys(rules);
    const strange = Object.keys(dialect.derivedClaims).filter(
      (id) => !known.some((rule) => rule === id || (rule.endsWith('/') && id.startsWith(rule))),
    );
    expect(strange).toEqual([]);
  });

  it('accept a finite set of statuses, of one kind only', () => {
    for (const { operation, draft } of allDrafts(dialect)) {
      expect(draft.expects, draft.id).not.toEqual([]);
      for (const expectation of draft.expects) {
        const statuses = acceptedStatuses(dialect, operation, expectation);
        expect(statuses, `${operation.id} ${draft.id}`).not.toEqual([]);
        // Unknown elements may be ignored or refused: the only rule whose claim allows both.
        if (draft.id === 'xml/unknown-element') continue;
        const kinds = new Set(statuses.map((status) => status < 400));
        expect(kinds.size, `${operation.id} ${draft.id}: ${statuses}`).toBe(1);
      }
    }
  });

  it('never accept a server error where a refusal of the request is asked for', () => {
    for (const { operation, draft } of allDrafts(dialect)) {
      if (draft.id.startsWith('common/unsupported-method/')) continue;
      for (const expectation of draft.expects) {
        const statuses = acceptedStatuses(dialect, operation, expectation);
        expect(
          statuses.filter((status) => status >= 500),
          `${operation.id} ${draft.id}`,
        ).toEqual([]);
      }
    }
  });

  it('try every authentication fault on every operation with standard authentication, and on no other', () => {
    const faults = dialect.authenticationFaults.filter((fault) => !isAnonymous(fault));
    for (const operation of dialect.operations) {
      const asked = operation.authentication === 'standard';
      const applying = faults.filter(({ appliesTo }) => asked && (appliesTo?.(operation) ?? true));
      const expected = applying.map(({ id }) => `auth/${id}`);
      const got = idsOf(dialect, operation).filter((id) => id.startsWith('auth/'));
      expect(
        got.filter((id) => !/\/(?:anonymous|second-account)-denied$/.test(id)),
        operation.id,
      ).toEqual(expected);
    }
  });

  it('never work in the shared bucket where a bucket or its settings change', () => {
    for (const { operation, draft } of allDrafts(dialect)) {
      const changes = /bucket$/.test(operation.effect) && operation.effect !== 'none';
      // An unsupported method is none of the operation's own: the bucket is protected by what is in it.
      if (!changes || draft.id.startsWith('common/unsupported-method/')) continue;
      expect(draft.lease, `${operation.id} ${draft.id}`).not.toBe('shared');
      expect(draft.lease, `${operation.id} ${draft.id}`).toBeDefined();
    }
  });

  it('take a bucket of their own only to show what an operation does to its bucket', () => {
    for (const { operation, draft } of allDrafts(dialect)) {
      if (draft.lease !== 'own') continue;
      const removes = operation.effect === 'removes-bucket';
      expect(removes || draft.id === 'common/success', `${operation.id} ${draft.id}`).toBe(true);
    }
  });

  it('need the second identity exactly where another account sends', () => {
    for (const { operation, draft } of allDrafts(dialect)) {
      const needsSecond = draft.needs?.includes('secondIdentity') === true;
      expect(needsSecond, `${operation.id} ${draft.id}`).toBe(draft.id === 'auth/second-account-denied');
    }
  });
});

describe('rules by what an operation is', () => {
  const has = (operationId: string, id: string): boolean =>
    derivedDrafts(tencentCos, operationId).some((draft) => draft.id === id);

  it('leave out what the catalogue does not say of an operation', () => {
    expect(has('GetService', 'common/missing-bucket')).toBe(false);
    expect(has('PutBucket', 'common/missing-bucket')).toBe(false);
    expect(has('DeleteObject', 'common/missing-key')).toBe(false);
    expect(has('PutObject', 'digest/missing')).toBe(false);
    expect(has('GetObject', 'xml/malformed')).toBe(false);
    expect(has('HeadObject', 'common/error-document')).toBe(false);
    expect(has('GetObject', 'common/head-error-without-body')).toBe(false);
    expect(has('PutBucketAcl', 'xml/empty')).toBe(false);
    expect(has('OptionsObject', 'auth/wrong-secret')).toBe(false);
    expect(has('PostObject', 'auth/wrong-secret')).toBe(false);
    expect(has('GetService', 'auth/second-account-denied')).toBe(false);
    expect(has('PutBucket', 'auth/second-account-denied')).toBe(false);
    expect(has('UploadPart', 'common/subresource-with-equals')).toBe(false);
  });

  it('generate what the catalogue says', () => {
    expect(has('GetService', 'auth/anonymous-denied')).toBe(true);
    expect(has('GetObject', 'auth/second-account-denied')).toBe(true);
    expect(has('PutObject', 'common/missing-bucket')).toBe(true);
    expect(has('PutObject', 'common/missing-length')).toBe(true);
    expect(has('PutObject', 'digest/wrong')).toBe(true);
    expect(has('PutBucketCors', 'digest/missing')).toBe(true);
    expect(has('PutBucketCors', 'xml/oversize')).toBe(true);
    expect(has('CompleteMultipartUpload', 'xml/doctype')).toBe(true);
    expect(has('UploadPart', 'common/missing-upload')).toBe(true);
    expect(has('UploadPart', 'common/missing-parameter/part-number')).toBe(true);
    expect(has('HeadBucket', 'common/head-error-without-body')).toBe(true);
    expect(has('HeadObject', 'common/head-mirrors-get')).toBe(true);
    expect(has('GetBucketAcl', 'common/unsupported-method/delete')).toBe(true);
    expect(has('GetBucketAcl', 'common/subresource-with-equals')).toBe(true);
    expect(has('PostObject', 'common/missing-parameter/key')).toBe(true);
  });

  it('file an unsupported method once per resource or sub-resource', () => {
    const acl = ['GetBucketAcl', 'PutBucketAcl'].flatMap((id) =>
      derivedDrafts(tencentCos, id)
        .map((draft) => draft.id)
        .filter((id) => id.startsWith('common/unsupported-method/')),
    );
    expect(acl.toSorted()).toEqual([
      'common/unsupported-method/delete',
      'common/unsupported-method/patch',
      'common/unsupported-method/post',
    ]);
  });

  it('generate no error documents for a dialect whose errors have none', () => {
    const plain: Dialect = { ...tencentCos, error: { ...tencentCos.error, document: undefined } };
    const ids = allDrafts(plain).map(({ draft }) => draft.id);
    expect(ids.filter((id) => id.startsWith('common/error-document'))).toEqual([]);
    expect(ids).toContain('common/request-id');
  });

  it('are refused an operation the dialect lacks', () => {
    expect(() => derivedDrafts(tencentCos, 'NoSuchOperation')).toThrow('no operation NoSuchOperation');
  });
});
