import type { Claim, Level, Untested } from './claim.ts';
import type { DocumentSpec } from './document.ts';
import type { HeaderList } from './headers.ts';
import type { ListedNames } from './listed-answer.ts';
import type { MutationRule } from './mutation-rule.ts';
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
  /** Path under which buckets lie, without a slash at its end, e.g. `/v1/AUTH_test`; none where they lie at the root. */
  readonly basePath?: string | undefined;
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

/** How a header takes part in the comparison of two servers. */
export type VolatileHeader = 'date' | 'id' | 'opaque' | 'ignore';

/** What changes from one request to the next without meaning anything; the comparison replaces it by its kind. */
export interface Volatile {
  /** Response headers compared only by presence and form. Lower case. */
  readonly headers: Readonly<Record<string, VolatileHeader>>;
  /** The same for every header whose name begins so. Lower case. */
  readonly headerPrefixes?: Readonly<Record<string, VolatileHeader>>;
  /** Element names, or member names of JSON, whose text is a time, an id that keeps its identity within a transcript, or not compared. */
  readonly elements: Readonly<Record<string, 'date' | 'id' | 'opaque'>>;
  /** Ids that mean the same everywhere, e.g. that of a version made without versioning; compared as they are. */
  readonly fixedIds?: readonly string[];
  /** Statuses whose bodies are written for people: nothing of them is compared, nor their type and length. */
  readonly prose?: (status: number) => boolean;
  /** Paths whose answers tell what an installation has and how it is set up: their content is not compared, nor its length. */
  readonly installation?: readonly string[];
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
  /** How the objects of a bucket are walked through. */
  readonly objects: Page;
  /** Unfinished uploads, where the dialect has them: how they are listed and aborted. */
  readonly uploads?: UploadPage;
  /** How versions are listed, where the dialect has them. */
  readonly versions?: Page & { readonly operation: string };
  /** How the answer of `listBuckets` tells the names of the buckets. */
  readonly buckets: {
    /** Parameters the listing is asked with. */
    readonly query?: Readonly<Record<string, string>>;
    /** What it is called in messages. */
    readonly what: string;
    /** The names, or undefined when the body is no such listing. Never throws. */
    readonly read: (body: Uint8Array) => readonly string[] | undefined;
  };
}

/** How a listing is walked through, page by page. */
export interface Page {
  /** Parameters every page is asked with, e.g. to have keys percent-encoded. */
  readonly query?: Readonly<Record<string, string>>;
  /** Reads one page; undefined when the body is none. Never throws. */
  readonly read: (body: Uint8Array) => PageReading | undefined;
  /** True when keys come percent-encoded. */
  readonly percentEncoded?: boolean;
}

/** What a walk over a listing needs of one page. */
export interface PageReading {
  readonly entries: readonly PageEntry[];
  /** Parameters that ask for the next page; undefined behind the last one. */
  readonly next: Readonly<Record<string, string>> | undefined;
}

/** One entry of a listing: an object, a version of one, or an upload. */
export interface PageEntry {
  /** Its key; several where the listing leaves open which of them is meant, as it is written last. Never empty. */
  readonly keys: readonly string[];
  /** Id of the version or the upload. */
  readonly id?: string | undefined;
}

/** How unfinished uploads are listed and aborted. */
export interface UploadPage extends Page {
  readonly list: string;
  readonly abort: string;
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

/** Somebody a run can send requests as. */
export interface Role {
  /** Who that is, for people, e.g. `an account of its own`. */
  readonly says: string;
  /** Who it is on a server of our own that nobody gave identities. No secret: the server lives as long as the run. */
  readonly example: Credentials;
}

/**
 * The roles of a dialect by name, in lower case. `main` owns what a run makes; `second`, where there is one, belongs to
 * another account.
 */
export type Roles = { readonly main: Role } & Readonly<Record<string, Role>>;

/** How a caller proves once who it is, where requests only carry what it was given for that. */
export interface Login {
  /** Operation that hands it out; its sample is sent with the caller's credentials. */
  readonly operation: string;
  /** What the headers of a successful answer grant, or undefined when they grant nothing. */
  readonly grant: (credentials: Credentials, headers: HeaderList) => Grant | undefined;
}

/** What a login gave. */
export interface Grant {
  /** The caller's credentials with what later requests carry. */
  readonly credentials: Credentials;
  /** What must not be shown, beyond the secrets of the identity. */
  readonly secrets: readonly string[];
  /** Seconds until it has to be asked for again; undefined when nobody says. */
  readonly expiresIn: number | undefined;
  /** Path under which the caller's buckets lie. */
  readonly basePath?: string | undefined;
}

/** How a request tells the digest of its body. */
export interface BodyDigest {
  readonly header: string;
  /** How the 16 bytes of the MD5 are written. */
  readonly encoding: 'base64' | 'hex';
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
  readonly roles: Roles;
  /** Absent where every request is signed by itself. */
  readonly login?: Login;
  readonly signer: Signer;
  readonly authenticationFaults: readonly AuthenticationFault[];
  /**
   * Claims that a derived rule tests on an operation: rule id -> operation id (or `*` for every operation) -> claim ids.
   * Both lists count; an empty list of an operation takes it out of the rule.
   */
  readonly derivedClaims: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** What claims say of requests that were changed in one way; goes before what standards say. */
  readonly mutationRules?: readonly MutationRule[];
  /** Lower-case names of query parameters whose letter case does not matter. */
  readonly foldedQuery: ReadonlySet<string>;
  readonly bodyDigest: BodyDigest;
  /** Prefix of the dialect's own headers, e.g. `x-cos-`. */
  readonly headerPrefix: string;
  /** Response header (lower case) that names the request. */
  readonly requestIdHeader: string;
  readonly volatile: Volatile;
  readonly secretPlaces: SecretPlaces;
  readonly housekeeping: Housekeeping;
  readonly listedNames: ListedNames;
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
