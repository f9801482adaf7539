import type { Operation } from '../../dialects/core/operation.ts';
import { percentEncode } from '../../dialects/core/percent-encoding.ts';
import { NAME_LIMITS } from '../../dialects/swift/metadata-limits.ts';
import type { Profile } from '../../dialects/swift/profiles.ts';
import type { OperationContext } from '../operations/context.ts';
import { refuse } from '../operations/refuse.ts';
import { containerOfBucket } from './names.ts';

/**
 * Holds the names of a request against their limits. By the base document a container's is counted as it is encoded in
 * URLs, and one that cannot be is always refused; OpenStack counts bytes, and refuses where something would be made.
 * S-PUTCONT-04, -16, S-PUTOBJ-35; READINGS.md, `name-length`.
 * @throws Refused invalid-bucket-name | key-too-long
 */
export function checkNames(
  { bucket, key, limits }: OperationContext,
  operation: Operation,
  resource: Operation['resource'],
  profile: Profile,
): void {
  if (profile === 'openstack' && operation.method !== 'PUT') return;
  const container = containerOfBucket(bucket);
  const counted = profile === 'cisco' ? percentEncode(container) : container;
  if (resource !== 'service' && Buffer.byteLength(counted) > NAME_LIMITS.container)
    refuse('invalid-bucket-name');
  if (resource === 'object' && Buffer.byteLength(key) > limits.keyBytes) refuse('key-too-long');
}
