import type { Operation } from '../../dialects/core/operation.ts';
import { NAME_LIMITS } from '../../dialects/swift/metadata-limits.ts';
import type { Profile } from '../../dialects/swift/profiles.ts';
import type { OperationContext } from '../operations/context.ts';
import { refuse } from '../operations/refuse.ts';
import { containerOfBucket } from './names.ts';

/**
 * Holds the names of a request against their limits, in bytes. By the base document a name that cannot be one is always
 * refused; OpenStack refuses it where something would be made. S-PUTCONT-04, -16, S-PUTOBJ-35; READINGS.md, `name-length`.
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
  if (resource !== 'service' && Buffer.byteLength(container) > NAME_LIMITS.container)
    refuse('invalid-bucket-name');
  if (resource === 'object' && Buffer.byteLength(key) > limits.keyBytes) refuse('key-too-long');
}
