import type { LeafType } from './document.ts';
import type { QueryItem, RequestParts } from './request.ts';

/**
 * What a request addresses. Where buckets are called containers, an account is the `service`. An `endpoint` lies beside
 * all of them, under a path of its own.
 */
export type Resource = 'endpoint' | 'service' | 'bucket' | 'object';

/** A header, query or form parameter an operation documents. */
export interface Parameter {
  readonly in: 'header' | 'query' | 'form';
  readonly name: string;
  /** Refusal (see `Refusal`) a request without it is answered with; absent for an optional parameter. */
  readonly whenMissing?: string;
  /** What its value may be; free text when absent. */
  readonly type?: LeafType;
  /** Refusal a value outside `type` is answered with, where the documentation names one. */
  readonly whenInvalid?: string;
  /** A value the documentation allows, for examples and generators. */
  readonly example: string;
}

/** The body an operation takes. `md5` says whether Content-MD5 is optional, required, or has no meaning. */
export type RequestBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'bytes'; readonly md5: 'optional' | 'required' }
  | {
      readonly kind: 'xml';
      /** Name of the document among the dialect's documents. */
      readonly document: string;
      readonly md5: 'optional' | 'required';
      /** False where the operation may also be called without a body, e.g. an ACL given by headers. */
      readonly required: boolean;
      /** Largest body that is documented, in bytes. */
      readonly maxBytes?: number;
    }
  | { readonly kind: 'form' };

/** A documented success response. */
export interface SuccessResponse {
  readonly status: readonly number[];
  /** Document in the body, `bytes` for content that is not nothing, `empty`, or `any` where it means nothing. */
  readonly body: 'empty' | 'bytes' | 'any' | { readonly document: string };
  /** Header names (lower case) the documentation promises on this response. */
  readonly headers: readonly string[];
}

/** The right a caller needs, in terms every dialect can evaluate. */
export type Permission =
  | 'authenticated'
  | 'account-owner'
  | 'bucket-read'
  | 'bucket-write'
  | 'bucket-owner'
  | 'bucket-read-acl'
  | 'bucket-write-acl'
  | 'object-read'
  | 'object-write'
  | 'object-read-acl'
  | 'object-write-acl'
  | 'none';

/** What has to exist before the sample request of an operation succeeds. */
export type Precondition =
  | 'nothing'
  | 'no-bucket'
  | 'bucket'
  | 'object'
  | 'appendable-object'
  | 'archived-object'
  | 'upload'
  | 'upload-with-part';

/** Names and ids of a prepared precondition, for sample requests. */
export interface Fixture {
  readonly bucket: string;
  readonly key: string;
  /** An object that exists in `bucket`, to copy from. */
  readonly sourceKey: string;
  readonly uploadId: string;
  readonly partETag: string;
  /** How the dialect writes a copy source for a bucket and key. */
  readonly copySource: (bucket: string, key: string) => string;
  /** Account the caller belongs to. */
  readonly account: string;
  /** The caller as access control lists name it, where that is not the account. */
  readonly owner?: string | undefined;
}

/** One documented request of a dialect. */
export interface Operation {
  /** Stable name in Pascal case, e.g. `GetObject`. */
  readonly id: string;
  /** Kebab-case form used in check ids, e.g. `get-object`. */
  readonly slug: string;
  /** Name as the documentation and the claims file print it. */
  readonly title: string;
  readonly resource: Resource;
  /** Path of an `endpoint`, e.g. `/info`. */
  readonly path?: string;
  readonly method: string;
  /** Query names that must be present for a request to be this operation, e.g. `acl`, or `uploadId`. */
  readonly subresources: readonly string[];
  /** A header whose presence makes the request this operation. */
  readonly selectingHeader?: string;
  /** True where the content comes from another object, whose sample source has to exist. */
  readonly copies?: boolean;
  /** Profiles whose documents contain the operation. */
  readonly profiles: readonly string[];
  /** A feature a target may declare absent; checks of the operation are then skipped. */
  readonly feature?: string;
  readonly parameters: readonly Parameter[];
  readonly body: RequestBody;
  /** Documented success responses; the sample gets the first. */
  readonly success: readonly SuccessResponse[];
  /** Refusals the operation's own chapter names. */
  readonly refusals: readonly string[];
  /**
   * `standard`: header or query signature, or what a login gave; `form`: credentials in the form; `login`: the request
   * is the login; `none`: never asked for.
   */
  readonly authentication: 'standard' | 'form' | 'login' | 'none';
  readonly permission: Permission;
  /** Refusal for an addressed bucket, key or upload that does not exist; absent where that is no error. */
  readonly whenMissing: { readonly bucket?: string; readonly key?: string; readonly upload?: string };
  readonly precondition: Precondition;
  /** Ids of operations whose samples are sent first, in this order, once the precondition is met. */
  readonly prepare?: readonly string[];
  /** What a success changes; tells which checks need a bucket of their own and what the ledger records. */
  readonly effect:
    | 'none'
    | 'changes-service'
    | 'creates-bucket'
    | 'removes-bucket'
    | 'changes-bucket'
    | 'creates-object'
    | 'changes-object'
    | 'removes-object'
    | 'creates-upload'
    | 'changes-upload'
    | 'removes-upload';
  /** Minimal request that succeeds once the precondition is met. */
  readonly sample: (fixture: Fixture) => RequestParts;
}

/** What the router needs to know of a request. */
export interface RequestShape {
  readonly resource: Resource;
  readonly method: string;
  readonly query: readonly QueryItem[];
  /** True when the request has the header (any letter case). */
  readonly hasHeader: (name: string) => boolean;
}
