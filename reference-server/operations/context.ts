import type { Permission } from '../../dialects/core/operation.ts';
import type { answerPreflight } from '../access/cors.ts';
import type { checkForm, checkSize } from '../access/form-policy-check.ts';
import type { Caller } from '../access/principal.ts';
import type { conditionTruths, evaluateConditions, evaluateIfRange } from '../http/conditional.ts';
import type { evaluateRange } from '../http/range.ts';
import type { Bucket } from '../store/bucket.ts';
import type { Listings } from '../store/listing.ts';
import type { ObjectVersion } from '../store/object-record.ts';
import type { ObjectStore } from '../store/object-store.ts';
import type { OperationLimits, OperationRules } from './limits.ts';
import type { FormCaller, PostedCredentials } from './posted-form.ts';
import type { receiveForm } from './receive-form.ts';
import { type Complain, refuse } from './refuse.ts';

/** What of a request, beside its sender, some dialects ask before they let it pass. */
export interface RequestScope {
  /** The account whose storage is addressed, where requests name one; else empty. */
  readonly account: string;
  /** Value of the Referer field. */
  readonly referer: string | undefined;
}

/** The scope in dialects that decide without it. */
export const NO_SCOPE: RequestScope = { account: '', referer: undefined };

/** What is decided about a request before and while it is carried out. Faults wrap these functions. */
export interface Decision {
  /**
   * Whether `caller` may do what needs `permission` on `bucket`, or on `object` in it (undefined when there is none).
   * @throws Refused access-denied or anonymous-denied
   */
  readonly authorize: (
    permission: Permission,
    caller: Caller,
    bucket: Bucket | undefined,
    object?: ObjectVersion | undefined,
    scope?: RequestScope | undefined,
  ) => void;
  /** Who posted a form. @throws Refused, unless `complain` overlooks what is wrong */
  readonly authenticateForm: (form: PostedCredentials, complain?: Complain) => FormCaller;
  /** What the conditional header fields of a request come to. */
  readonly evaluateConditions: typeof evaluateConditions;
  /** Which of the conditions on the source of a copy hold. */
  readonly conditionTruths: typeof conditionTruths;
  /** Which bytes a Range field asks for. */
  readonly evaluateRange: typeof evaluateRange;
  /** Whether a Range field counts beside the If-Range of its request. */
  readonly evaluateIfRange: typeof evaluateIfRange;
  /** What a preflight is answered under the rules of a bucket. */
  readonly answerPreflight: typeof answerPreflight;
  /** In what a posted form departs from its policy, sizes apart. */
  readonly checkForm: typeof checkForm;
  /** Whether the size of a posted file does. */
  readonly checkSize: typeof checkSize;
}

/**
 * What every handler is given besides its input. The caller has been authenticated and, by the catalogue's permission,
 * authorised on the addressed bucket or object; that the bucket exists was checked then, and has to be checked again
 * after every `await`: use `bucketOf` and `objectOf` after the last one.
 */
export interface OperationContext {
  readonly store: ObjectStore;
  readonly caller: Caller;
  /** Name of the addressed bucket, complete; empty for requests to the service. */
  readonly bucket: string;
  /** The addressed key, decoded; empty for requests to a bucket. */
  readonly key: string;
  /** Region of the server. */
  readonly region: string;
  /** Region the request's host names, where it names one. */
  readonly addressedRegion: string | undefined;
  readonly scope: RequestScope;
  readonly limits: OperationLimits;
  readonly rules: OperationRules;
  readonly decision: Decision;
  /** How pages of listings are made. */
  readonly listings: Listings;
  /** How posted forms are read. */
  readonly receiveForm: typeof receiveForm;
  /** Bytes from the server's seed, for ids that clients must not be able to guess in production. */
  readonly randomBytes: (count: number) => Uint8Array;
}

/** The addressed bucket. @throws Refused missing-bucket */
export function bucketOf({ store, bucket }: OperationContext): Bucket {
  return store.bucket(bucket) ?? refuse('missing-bucket');
}

/**
 * The addressed object, or one version of it.
 * @param versionId the version asked for; undefined for the current one
 * @throws Refused missing-bucket | missing-key | missing-version
 */
export function objectOf(context: OperationContext, versionId?: string | undefined): ObjectVersion {
  const bucket = bucketOf(context);
  if (versionId === undefined) return bucket.current(context.key) ?? refuse('missing-key');
  const version = bucket.version(context.key, versionId);
  if (version === undefined) return refuse('missing-version');
  return version.type === 'object' ? version : refuse('missing-key');
}
