import type { DocumentValue } from '../../dialects/core/document-read.ts';
import type { Acl } from '../access/acl.ts';
import type { CorsRule } from '../access/cors.ts';
import type { Caller } from '../access/principal.ts';
import { attributeKey } from '../store/attributes.ts';
import type { LifecycleRule } from '../store/lifecycle.ts';

/** Access control list of a bucket, or of an object that has one of its own; an object without one inherits. */
export const ACL = attributeKey<Acl>('acl');

/** A configuration as it was put, to be read back, and what it means. */
export interface Configured<Rule> {
  readonly source: DocumentValue;
  readonly rules: readonly Rule[];
}

/** Cross-origin rules of a bucket, in order. */
export const CORS = attributeKey<Configured<CorsRule>>('cors');

/** Lifecycle rules of a bucket, in order. */
export const LIFECYCLE = attributeKey<Configured<LifecycleRule>>('lifecycle');

/** Who started a multipart upload, among its properties. */
export const INITIATOR = attributeKey<{ readonly caller: Caller }>('initiator');
