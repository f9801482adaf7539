import { acceptedDraft } from '../accepted.ts';
import { leaseOfOneSuccess } from '../leases.ts';
import { sampleShape } from '../placeholder-fixture.ts';
import { queryList } from '../request-edit.ts';
import { claimsOf, type Rule } from '../rule.ts';
import { succeeds } from '../succeeds.ts';

const ID = 'subresource-with-equals';

/** A sub-resource without a value may be written with an equals sign: `?acl=` is `?acl`. */
export const subresourceWithEqualsRule: Rule = (dialect, operation) => {
  const claims = claimsOf(dialect, ID, operation);
  const bare = (sampleShape(operation).query ?? []).filter(([, value]) => value === null);
  if (claims.length === 0 || bare.length === 0) return [];
  const written = bare.map(([name]) => `?${name}=`).join(', ');
  return [
    acceptedDraft(dialect, operation, {
      id: ID,
      title: `${operation.title}: ${written} is understood like the name alone`,
      claims,
      lease: leaseOfOneSuccess(dialect, operation),
      expect: succeeds(operation),
      // A document is known by its root; other content only by being what the sub-resource answers.
      likeSample: operation.effect === 'none' && operation.success[0]?.body === 'bytes',
      edit: (sample) => ({ ...sample, query: queryList(sample).map(([name, value]) => [name, value ?? '']) }),
    }),
  ];
};
