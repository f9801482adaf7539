import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Credentials } from '../../dialects/core/signing.ts';
import { configured, type Identities, type Target } from '../../harness/target/target.ts';
import { type RunningReference, referenceServers, type StartOptions } from '../../reference-server/index.ts';
import { CliError, EXIT } from '../exit-code.ts';

/** Identities of an embedded reference, one of each role, when no target gives any. */
export function embeddedIdentities({ roles }: Dialect): Identities {
  const examples = Object.entries(roles).map(([role, { example }]) => [role, example] as const);
  return { main: roles.main.example, ...Object.fromEntries(examples) };
}

/** Identities as a server takes them: each knows its role. */
export function withRoles(identities: Identities): Credentials[] {
  return configured(identities).map(([role, credentials]) => ({ ...credentials, role }));
}

/** A reference server in this process and the target description that reaches it. */
export interface Embedded {
  readonly server: RunningReference;
  readonly target: Target;
}

/** Starts a reference server of a dialect on a loopback port and describes it as a target. */
export async function startEmbedded(dialect: Dialect, like: EmbeddedLike): Promise<Embedded> {
  const start = referenceServers[dialect.name];
  if (!start) throw new CliError(EXIT.usage, `there is no reference server for ${dialect.name} yet`);
  // Roles the target has nobody for are there all the same: on the reference they do no harm.
  const identities: Identities = { ...embeddedIdentities(dialect), ...like.identities };
  const server = await start({
    identities: withRoles(identities),
    profile: like.profile,
    fault: like.fault,
    ...(like.addressing ? { addressing: like.addressing } : {}),
  });
  return {
    server,
    target: {
      name: 'bundled reference',
      dialect: dialect.name,
      profile: like.profile,
      endpoint: server.url,
      addressing: like.addressing ?? dialect.defaultAddressing(new URL(server.url), undefined),
      identities,
      features: {},
      limits: {},
      consistencyMs: 0,
      concurrency: like.concurrency,
      timeouts: {},
      tls: {},
    },
  };
}

/** What a reference has to share with the target it is compared with, so that the same requests make sense on both. */
export interface EmbeddedLike {
  readonly profile: string;
  readonly identities: Target['identities'];
  /** The dialect's own for the server's address when absent. */
  readonly addressing?: Target['addressing'] | undefined;
  readonly concurrency: number;
  /** A deviation it is to have, to see whether checks notice. */
  readonly fault?: StartOptions['fault'];
}
