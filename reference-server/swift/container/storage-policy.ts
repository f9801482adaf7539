import type { Profile } from '../../../dialects/swift/profiles.ts';
import { refuse } from '../../operations/refuse.ts';
import type { RequestView } from '../../operations/request-view.ts';
import { attributeKey } from '../../store/attributes.ts';
import type { Bucket } from '../../store/bucket.ts';

/** The storage policies there are, the default first. They are names: every object is kept alike. */
export const STORAGE_POLICIES = ['Policy-0', 'Policy-1'] as const;

/** Name of the policy a container was made with. */
export const STORAGE_POLICY = attributeKey<string>('storage policy');

/** The policy of a container. */
export function storagePolicyOf(bucket: Bucket): string {
  return bucket.attributes.get(STORAGE_POLICY) ?? STORAGE_POLICIES[0];
}

/**
 * The policy that a request to make a container asks for, by the name it has here; letter case means nothing. Undefined
 * where it asks for none, or where nobody knows of policies.
 * @throws Refused unknown-storage-policy; policy-conflict for a container that has another. S-PUTCONT-19, -20
 */
export function requestedPolicy(
  request: RequestView,
  profile: Profile,
  existing: Bucket | undefined,
): string | undefined {
  const named = request.own('storage-policy');
  if (profile === 'cisco' || named === undefined || named === '') return undefined;
  const policy = STORAGE_POLICIES.find((one) => one.toLowerCase() === named.toLowerCase());
  if (policy === undefined) return refuse('unknown-storage-policy');
  if (existing && storagePolicyOf(existing) !== policy) return refuse('policy-conflict');
  return policy;
}
