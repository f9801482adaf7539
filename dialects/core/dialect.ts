import type { Claim, Level, Untested } from './claim.ts';
import type { DocumentSpec } from './document.ts';
import type { HeaderList } from './headers.ts';
import type { Operation, Precondition } from './operation.ts';
import type { Refusals } from './refusal.ts';
import type { QueryItem, RequestParts, WireRequest } from './request.ts';
import type { AuthenticationFault, Credentials, Signer } from './signing.ts';

/** How the endpoint is told which bucket is meant. */
export interface Addressing {
  readonly style: 'virtual-host' | 'path';
  /** Host suffix of bucket requests in virtual-host style, e.g. `cos.ap-beijing.myqcloud.com`. */
  readonly hostSuffix: string;
  /** Host of requests that address no bucket. */
  readonly serviceHost: string;
  readonly region: string;
}

/** The error document of a dialect, or how errors look without one. */
export interface ErrorFormat {
  /** Name of the error document among `documents`, or undefined when errors carry no document. */
  readonly document: string | undefined;
  /** Element paths inside it. */
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
  readonly resource: string;
}

/** What changes from one request to the next without meaning anything; the comparison replaces it by its kind. */
export interface Volatile {
  /** Response headers compared only by presence and form. Lower case. */
  readonly headers: Readonly<Record<string, 'date' | 'id' | 'opaque' | 'ignore'>>;
  /** Element names whose text is a time, an id that keeps its identity within a transcript, or not compared. */
  readonly elements: Readonly<Record<string, 'date' | 'id' | 'opaque'>>;
  /** Ids that mean the same everywhere, e.g. that of a version made without versioning; compared as they are. */
  readonly fixedIds?: readonly string[];
}

/** Operations the harness itself needs to set up and clean up. Ids out of `operations`. */
export interface Housekeeping {
  readonly createBucket: string;
  readonly deleteBucket: string;
  readonly headBucket: string;
  readonly listBuckets: string;
  readonly listObjects: string;
  readonly putObject: string;
  readonly getObject: string;
  readonly deleteObject: string;
  readonly listUploads: string;
  readonly abortUpload: string;
  /** Document paths: keys of a listing page, its truncation flag and how the next page is asked for. */
  readonly objects: Page;
  readonly uploads: Page & { readonly uploadId: string };
  /** How versions are listed, where the dialect has them; `groups` are the entry elements, `key` and `versionId` in them. */
  readonly versions?: Page & {
    readonly operation: string;
    readonly groups: readonly string[];
    readonly key: string;
    readonly versionId: string;
  };
  readonly buckets: { readonly document: string; readonly names: string };
}

/** Where a listing keeps what a walk over it needs. */
export interface Page {
  readonly document: string;
  readonly keys: string;
  readonly truncated: string;
  /** Query parameter -> element path of its value for the next page. */
  readonly next: Readonly<Record<string, string>>;
  /** Parameters every page is asked with, e.g. to have keys percent-encoded. */
  readonly query?: Readonly<Record<string, string>>;
  /** True when keys and markers then come percent-encoded. */
  readonly percentEncoded?: boolean;
}

/** What of a request is secret, besides the secrets of its identities. */
export interface SecretPlaces {
  /** Header fields and query parameters whose whole value is hidden in records. */
  readonly headers: readonly string[];
  readonly query: readonly string[];
  /** Fields of identities, besides `secret` and `sessionToken`, whose values are hidden. */
  readonly identityFields?: readonly string[];
  /** Secret texts inside other values of a request, e.g. the signature in its Authorization. */
  readonly reveal: (
    request: Omit<WireRequest, 'headers'> & { readonly headers: HeaderList },
  ) => readonly string[];
}

/** One sample request on the way to a precondition, with headers beyond the sample's own. */
export interface PreparationStep {
  readonly operation: string;
  readonly headers?: HeaderList;
}

/** One documented API, as data and pure functions. */
export interface Dialect {
  readonly name: string;
  readonly title: string;
  /** Documents a target may claim to follow, the strictest base first. */
  readonly profiles: readonly string[];
  /** Profile of a run that names none. */
  readonly defaultProfile: string;
  readonly operations: readonly Operation[];
  readonly documents: Readonly<Record<string, DocumentSpec>>;
  readonly refusals: Refusals;
  readonly error: ErrorFormat;
  readonly claims: readonly Claim[];
  readonly untested: readonly Untested[];
  /** Profiles a claim belongs to. */
  readonly claimProfiles: (claim: Claim) => readonly string[];
  readonly signer: Signer;
  readonly authenticationFaults: readonly AuthenticationFault[];
  /**
   * Claims that a derived rule tests on an operation: rule id -> operation id (or `*` for every operation) -> claim ids.
   * Both lists count; an empty list of an operation takes it out of the rule.
   */
  readonly derivedClaims: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Lower-case names of query parameters whose letter case does not matter. */
  readonly foldedQuery: ReadonlySet<string>;
  /** Prefix of the dialect's own headers, e.g. `x-cos-`. */
  readonly headerPrefix: string;
  /** Response header (lower case) that names the request. */
  readonly requestIdHeader: string;
  readonly volatile: Volatile;
  readonly secretPlaces: SecretPlaces;
  readonly housekeeping: Housekeeping;
  /**
   * How preconditions beyond a plain object come about: samples sent in turn, each over what the one before it made
   * (upload id, ETag).
   */
  readonly preparations: Readonly<Partial<Record<Precondition, readonly PreparationStep[]>>>;
  /** Features a target may lack, with what they are; checks that need one are skipped when it is declared absent. */
  readonly features: Readonly<Record<string, string>>;
  /** Host, path and query of a request; no credentials yet. */
  readonly address: (operation: Operation, parts: RequestParts, addressing: Addressing) => WireRequest;
  /** A bucket name the dialect allows, from a short lower-case stem and the caller's account. */
  readonly bucketName: (stem: string, account: string) => string;
  /** How access control lists name the account of these credentials. */
  readonly ownerId: (credentials: Credentials) => string;
  /** Lines that tell a user how to point the dialect's official client at a server. */
  readonly clientHint: (endpoint: URL, addressing: Addressing, credentials: Credentials) => readonly string[];
  /** Value of the copy-source header for an object. */
  readonly copySource: (bucket: string, key: string, addressing: Addressing) => string;
  /** Addressing for an endpoint given nothing but its URL. */
  readonly defaultAddressing: (endpoint: URL, region: string | undefined) => Addressing;
  readonly defaultRegion: string;
}

/** A dialect's claim by id; undefined when there is none. */
export function claimById(dialect: Dialect, id: string): Claim | undefined {
  return dialect.claims.find((claim) => claim.id === id);
}

/** The strongest level among claims, `may` for none. */
export function strongest(levels: readonly Level[]): Level {
  if (levels.includes('must')) return 'must';
  return levels.includes('should') ? 'should' : 'may';
}

/** The operation of that id. @throws Error when the dialect has none, which is a mistake in our own code */
export function operationById(dialect: Dialect, id: string): Operation {
  const found = dialect.operations.find((operation) => operation.id === id);
  if (!found) throw new Error(`${dialect.name} has no operation ${id}`);
  return found;
}

/** Query parameters as items, for callers that hold a record. Undefined values are left out. */
export function queryItems(record: Readonly<Record<string, string | null | undefined>>): QueryItem[] {
  return Object.entries(record).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
}
