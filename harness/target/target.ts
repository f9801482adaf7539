import type { Addressing } from '../../dialects/core/dialect.ts';
import type { Credentials } from '../../dialects/core/signing.ts';
import type { TransportLimits } from '../transport/limits.ts';

/** Whom requests can be sent as, by role. `main` owns what the run makes. */
export interface Identities {
  readonly main: Credentials;
  readonly [role: string]: Credentials | undefined;
}

/** Identities that are configured, by role. */
export function configured(identities: Identities): [role: string, credentials: Credentials][] {
  return Object.entries(identities).flatMap(([role, one]) => (one ? [[role, one]] : []));
}

/** Everything a run needs to know of an endpoint. Plain data, so that it can be handed to a worker. */
export interface Target {
  /** Name that appears in reports. */
  readonly name: string;
  readonly dialect: string;
  /** Documents the target claims to follow. */
  readonly profile: string;
  /** Origin that connections go to, e.g. `http://127.0.0.1:9000`. */
  readonly endpoint: string;
  readonly addressing: Addressing;
  readonly identities: Identities;
  /** Declared features; what is not named is taken to be there. */
  readonly features: Readonly<Record<string, boolean>>;
  /** Declared limits, e.g. `bucketsPerAccount`. */
  readonly limits: Readonly<Record<string, number>>;
  /** How long a write may take to show, ms. Reads poll within it. */
  readonly consistencyMs: number;
  /** Checks that run at the same time. */
  readonly concurrency: number;
  /** Most requests a second; undefined is no bound. */
  readonly perSecond?: number | undefined;
  readonly timeouts: Partial<TransportLimits>;
  readonly tls: { readonly insecure?: boolean | undefined; readonly ca?: string | undefined };
  readonly vendor?: string | undefined;
  readonly product?: string | undefined;
  readonly version?: string | undefined;
}
