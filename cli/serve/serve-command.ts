import type { Addressing } from '../../dialects/core/dialect.ts';
import type { Credentials } from '../../dialects/core/signing.ts';
import { referenceServers } from '../../reference-server/index.ts';
import { CliError, EXIT } from '../exit-code.ts';
import { dialectNamed } from '../run/dialect-named.ts';
import { embeddedIdentities, withRoles } from '../run/embedded.ts';
import { faultLines, faultNamed } from './faults.ts';
import { parseIdentity, readIdentities } from './identities.ts';

export interface ServeFlags {
  readonly dialect?: string;
  readonly profile?: string;
  readonly port: number;
  readonly address: string;
  readonly region?: string;
  readonly hostSuffix?: string;
  readonly identity?: string[];
  readonly identities?: string;
  readonly fault?: string[];
  readonly faults?: boolean;
}

/** Serves until a signal comes. @throws CliError usage, when it cannot listen */
export async function serveCommand(flags: ServeFlags): Promise<void> {
  const dialect = dialectNamed(flags.dialect ?? '', flags.profile);
  const start = referenceServers[dialect.name];
  if (!start) throw new CliError(EXIT.usage, `there is no reference server for ${dialect.name}`);
  if (flags.faults) {
    process.stdout.write(faultLines(dialect));
    return;
  }
  const fault = (flags.fault ?? []).map((id) => faultNamed(dialect, id));
  const given: Credentials[] = [
    ...(flags.identities === undefined ? [] : readIdentities(flags.identities, process.env)),
    ...(flags.identity ?? []).map(parseIdentity),
  ];
  const identities = given.length > 0 ? given : withRoles(embeddedIdentities(dialect));
  const base = dialect.defaultAddressing(new URL('http://localhost'), flags.region);
  const addressing = { ...base, hostSuffix: flags.hostSuffix ?? base.hostSuffix };
  const server = await start({
    identities,
    addressing,
    address: flags.address,
    port: flags.port,
    profile: flags.profile,
    fault,
    log: (message, error) => {
      process.stderr.write(`${message}: ${error instanceof Error ? error.message : String(error)}\n`);
    },
  }).catch((error: NodeJS.ErrnoException) => {
    throw new CliError(
      EXIT.usage,
      `cannot listen on ${flags.address}:${flags.port}: ${reason(error)}`,
      hint(error),
    );
  });
  const [first] = identities;
  const lines = [
    `${dialect.title} on ${server.url}`,
    ...fault.map(({ id, says }) => `With the fault ${id}: ${says}`),
    '',
    'Identities (keyId, account):',
    ...identities.map(({ keyId, account }) => `  ${keyId}  ${account}`),
    ...(given.length > 0
      ? []
      : [`  their secrets are ${identities.map(({ secret }) => secret).join(' and ')}`]),
    '',
    ...whereBuckets(addressing),
    ...(first ? dialect.clientHint(new URL(server.url), addressing, first) : []),
    '',
    'Everything stored is gone when the server stops. Ctrl-C stops it.',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  const stop = (): void => {
    server.close().then(
      () => process.exit(EXIT.ok),
      () => process.exit(EXIT.internal),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/** How buckets are named in a request, where they may stand in the Host header. */
function whereBuckets({ style, hostSuffix }: Addressing): string[] {
  if (style === 'path') return [];
  return [
    `Buckets are reached as <bucket>.${hostSuffix} (Host header), or as the first part of the path.`,
    '',
  ];
}

function reason(error: NodeJS.ErrnoException): string {
  if (error.code === 'EADDRINUSE') return 'the port is taken';
  if (error.code === 'EACCES') return 'not allowed';
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') return 'no such address on this machine';
  return error.message;
}

function hint(error: NodeJS.ErrnoException): string | undefined {
  return error.code === 'EADDRINUSE' ? 'choose another with --port, or --port 0 for a free one' : undefined;
}
