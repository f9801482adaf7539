import { MAX_OBJECT_BYTES, METADATA_LIMITS, NAME_LIMITS } from '../../../dialects/swift/metadata-limits.ts';
import type { Binding } from '../../operations/handler.ts';
import { STORAGE_POLICIES } from '../container/storage-policy.ts';

/** GET /info: limits and what else is there. */
export const capabilitiesBinding: Binding = async ({ context }) => {
  const { pageSize } = context.limits;
  const capabilities = {
    swift: {
      version: 'reference',
      strict_cors_mode: true,
      policies: STORAGE_POLICIES.map((name, index) => ({
        name,
        aliases: name,
        ...(index === 0 ? { default: true } : {}),
      })),
      max_file_size: MAX_OBJECT_BYTES,
      max_meta_name_length: METADATA_LIMITS.name,
      max_meta_value_length: METADATA_LIMITS.value,
      max_meta_count: METADATA_LIMITS.count,
      max_meta_overall_size: METADATA_LIMITS.total,
      max_header_size: 8192,
      max_object_name_length: NAME_LIMITS.object,
      max_container_name_length: NAME_LIMITS.container,
      container_listing_limit: pageSize,
      account_listing_limit: pageSize,
      account_autocreate: false,
      allow_account_management: true,
      extra_header_count: 0,
    },
    tempauth: { account_acls: false },
  };
  return {
    status: 200,
    headers: [['Content-Type', 'application/json; charset=UTF-8']],
    body: { kind: 'bytes', bytes: Buffer.from(JSON.stringify(capabilities)) },
  };
};
