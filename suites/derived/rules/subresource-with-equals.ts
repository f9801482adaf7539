import type { Expectation } from '../../../harness/check/expectation.ts';
import { acceptedDraft } from '../accepted.ts';
import { sampleShape } from '../placeholder-fixture.ts';
import { queryList } from '../request-edit.ts';
import { claimsOf, type Rule } from '../rule.ts';

const ID = 'subresource-with-equals';

/** A sub-resource without a value may be written with an equals sign: `?acl=` is `?acl`. */
export const subresourceWithEqualsRule: Rule = (dialect, operation) => {
  const claims = claimsOf(dialect, ID, operation);
  const bare = (sampleShape(operation).query ?? []).filter(([, value]) => value === null);
  if (claims.length === 0 || bare.length === 0) return [];
  const expect: Expectation = { success: true };
  const written = bare.map(([name]) => `?${name}=`).join(', ');
  return [
    acceptedDraft(dialect, operation, {
      id: ID,
      title: `${operation.title}: ${written} is understood like the name alone`,
      claims,
      expect,
      edit: (sample) => ({ ...sample, query: queryList(sample).map(([name, value]) => [name, value ?? '']) }),
    }),
  ];
};
