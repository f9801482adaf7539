import type { HeaderList } from '../../dialects/core/headers.ts';
import type { Acl, AclOwner } from '../access/acl.ts';
import { Attributes, attributeKey } from '../store/attributes.ts';
import type { ObjectProperties, Tag } from '../store/object-record.ts';
import { ACL } from './attributes.ts';
import { ownerOfBucket } from './bucket-acl.ts';
import { bucketOf, type OperationContext } from './context.ts';
import { refuse } from './refuse.ts';

/** Algorithm an object is said to be encrypted with, to be shown again; the bytes are kept as they are. */
export const ENCRYPTION = attributeKey<string>('encryption');

/** What a request says of the object it writes, beside its bytes. */
export interface ObjectDraft {
  /** Stored headers, among them always Content-Type. */
  readonly contentHeaders: HeaderList;
  /** User metadata: names without the dialect's prefix, values as byte strings. */
  readonly metadata: HeaderList;
  /** Undefined for the dialect's default. */
  readonly storageClass: string | undefined;
  readonly tags: readonly Tag[];
  /** Undefined to be under the bucket's list. */
  readonly acl: Acl | undefined;
  readonly encryption: string | undefined;
  /** Whatever else the dialect keeps about it. */
  readonly attributes?: Attributes | undefined;
  /** When it ceases to exist, in milliseconds since the epoch. */
  readonly expiresAt?: number | undefined;
}

/** The properties of an object made from `draft`. @throws Refused missing-bucket */
export function objectProperties(context: OperationContext, draft: ObjectDraft): ObjectProperties {
  return {
    owner: ownerOfNewObjects(context).account,
    contentHeaders: draft.contentHeaders,
    metadata: draft.metadata,
    storageClass: draft.storageClass ?? context.rules.defaultStorageClass,
    tags: draft.tags,
    attributes: (draft.attributes ?? Attributes.empty)
      .with(ACL, draft.acl)
      .with(ENCRYPTION, draft.encryption),
    ...(draft.expiresAt === undefined ? {} : { expiresAt: draft.expiresAt }),
  };
}

/** Who owns what the caller writes into the addressed bucket. @throws Refused missing-bucket */
export function ownerOfNewObjects(context: OperationContext): AclOwner {
  const { caller, rules } = context;
  return rules.objectOwner === 'caller' && caller !== undefined
    ? { account: caller.account, ownerId: caller.ownerId }
    : ownerOfBucket(bucketOf(context));
}

/** @throws Refused key-too-long when `key` is longer in UTF-8 than keys may be */
export function requireKeyLength({ limits }: OperationContext, key: string): void {
  if (Buffer.byteLength(key) > limits.keyBytes) refuse('key-too-long');
}

/** @throws Refused metadata-too-large when names and values, as byte strings, are too much together */
export function requireMetadataSize({ limits }: OperationContext, metadata: HeaderList): void {
  const size = metadata.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (size > limits.metadataBytes) refuse('metadata-too-large');
}
