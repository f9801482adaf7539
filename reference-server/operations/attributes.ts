import type { Acl } from '../access/acl.ts';
import type { CorsRule } from '../access/cors.ts';
import type { Caller } from '../access/principal.ts';
import { attributeKey } from '../store/attributes.ts';
import type { LifecycleRule } from '../store/lifecycle.ts';

/** Access control list of a bucket, or of an object that has one of its own; an object without one inherits. */
export const ACL = attributeKey<Acl>('acl');

/** Cross-origin rules of a bucket, in order. */
export const CORS = attributeKey<readonly CorsRule[]>('cors');

/** Lifecycle rules of a bucket, in order. */
export const LIFECYCLE = attributeKey<readonly LifecycleRule[]>('lifecycle');

/** Who started a multipart upload, among its properties. */
export const INITIATOR = attributeKey<{ readonly caller: Caller }>('initiator');
