import type { Addressing, Dialect } from '../../dialects/core/dialect.ts';
import type { DocumentValue } from '../../dialects/core/document-read.ts';
import type { HeaderList } from '../../dialects/core/headers.ts';
import type { Fixture, Operation } from '../../dialects/core/operation.ts';
import type { QueryItem, RequestParts, WireRequest } from '../../dialects/core/request.ts';
import type { Credentials, SignOptions } from '../../dialects/core/signing.ts';
import type { SeededRandom } from '../session/random.ts';
import type { Exchange } from '../transport/exchange.ts';
import type { RawOptions } from '../transport/raw-transport.ts';
import type { Expectation } from './expectation.ts';

/** Who sends: the role of a configured identity (`main`, `second` and what else the dialect has), or `anonymous`. */
export type IdentityName = string;

/** One request of a check. What is left out is what a well-behaved client would send. */
export interface RequestSpec {
  readonly op: string;
  /** Account the bucket is in, as paths name it; that of the main identity when absent. */
  readonly account?: string | undefined;
  /** The leased bucket when absent and the operation addresses one. */
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
  readonly query?: Readonly<Record<string, string | null | undefined>> | readonly QueryItem[];
  readonly headers?: Readonly<Record<string, string | undefined>> | HeaderList;
  readonly body?: Uint8Array | string | undefined;
  readonly as?: IdentityName;
  readonly sign?: SignSpec;
  /** Another method than the operation's. */
  readonly method?: string;
  /** False leaves out the Content-MD5 that is otherwise added where the operation requires it. */
  readonly digest?: false;
  /** Changes the addressed request before it is signed. */
  readonly beforeSigning?: (request: WireRequest) => WireRequest;
  /** Changes the signed request. */
  readonly afterSigning?: (request: WireRequest) => WireRequest;
  /** Sends through a socket of its own with control over every byte. */
  readonly raw?: RawOptions;
  /** Sends these bytes instead of the signed request, through a socket of its own. */
  readonly bytes?: (signed: WireRequest) => Uint8Array;
}

/** Departures from ordinary signing. Times are seconds relative to now. */
export interface SignSpec {
  readonly scheme?: string;
  readonly validFrom?: number;
  readonly validUntil?: number;
  readonly signedHeaders?: readonly string[];
  readonly signedQuery?: readonly string[];
  readonly credentials?: (valid: Credentials) => Credentials;
  readonly options?: (valid: SignOptions) => SignOptions;
}

/** What a check is given to work with, once for the target and once for the reference. */
export interface CheckContext {
  readonly dialect: Dialect;
  /** Name of the leased bucket. Empty for checks that lease none. */
  readonly bucket: string;
  /** Region the target is in, as its profile says. */
  readonly region: string;
  readonly random: SeededRandom;
  /** The target's clock, ms since the epoch. */
  readonly now: () => number;
  /** A key of this check alone: its prefix, then `name`. */
  readonly key: (name?: string) => string;
  /** A bucket name no other check uses; removed after the check if it came to exist. */
  readonly newBucketName: (tag: string) => string;
  /** How long the target may take to show what was written, ms: the window of its profile, or 0. */
  readonly consistencyMs: number;
  /** Credentials of an identity. @throws CheckInconclusive when it is not configured */
  readonly identity: (name: string) => Credentials;
  readonly operation: (id: string) => Operation;
  /** Largest number of keys, bytes and so on that the profile allows for this run. */
  readonly limit: (name: string, fallback: number) => number;

  /** Sends a request and keeps the exchange in the transcript. */
  readonly send: (spec: RequestSpec) => Promise<Exchange>;
  /** Sends a request that has to succeed for the check to mean anything. @throws CheckInconclusive otherwise */
  readonly setup: (spec: RequestSpec) => Promise<Exchange>;
  /** Brings about what an operation's sample needs and returns its names. @throws CheckInconclusive */
  readonly prepare: (operation: Operation) => Promise<Fixture>;
  /** The operation's sample request over a prepared fixture, ready for `send`. */
  readonly sample: (operation: Operation, fixture: Fixture) => RequestSpec;
  /** Value of the copy-source header for an object. */
  readonly copySource: (bucket: string, key: string) => string;
  /** How requests are addressed; a login may have told more by the time a request is built. */
  readonly addressing: () => Addressing;
  /** Host header a request to that bucket carries. */
  readonly host: (bucket?: string) => string;

  /** Judges an exchange; every mismatch is recorded. @returns true when there was none */
  readonly expect: (exchange: Exchange, expectation: Expectation) => boolean;
  /** Sends until the expectation holds or the target's consistency window is over; judges the last exchange. */
  readonly eventually: (spec: RequestSpec, expectation: Expectation) => Promise<Exchange>;
  /** Judges two values by deep equality, for what no expectation can say. @returns true when equal */
  readonly compare: (exchange: Exchange, facet: string, expected: unknown, got: unknown) => boolean;
  /** The body read by the dialect's document, or undefined when it is not such a document. Nothing is recorded. */
  readonly read: (exchange: Exchange, document: string) => DocumentValue | undefined;
  /** First value of a response header, or undefined. */
  readonly header: (exchange: Exchange, name: string) => string | undefined;
}

export type { RequestParts };
