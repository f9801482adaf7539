import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Credentials } from '../../dialects/core/signing.ts';
import { ProfileError } from './profile-error.ts';
import type { ProfileDocument, ProfileIdentity } from './profile-schema.ts';
import type { Target } from './target.ts';

/** Settings that come from flags or from the environment and go over those of a profile. */
export interface TargetOverrides {
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  readonly concurrency?: number | undefined;
  readonly perSecond?: number | undefined;
  readonly insecure?: boolean | undefined;
}

/** Checks at the same time when neither profile nor flag says so. */
export const DEFAULT_CONCURRENCY = 16;

/**
 * The target a profile describes, flags and environment applied.
 * @param file what errors call the profile, and the folder relative paths in it start from
 * @throws ProfileError when a value makes no sense for the dialect
 */
export function resolveTarget(
  dialect: Dialect,
  document: ProfileDocument,
  overrides: TargetOverrides,
  file: string,
): Target {
  const endpoint = overrides.endpoint ?? document.endpoint;
  const url = parseEndpoint(file, endpoint);
  const region = overrides.region ?? document.region;
  const base = dialect.defaultAddressing(url, region);
  const profile = overrides.profile ?? document.profile ?? dialect.defaultProfile;
  if (!dialect.profiles.includes(profile)) {
    throw new ProfileError(file, undefined, `profile ${profile} is none of ${dialect.profiles.join(', ')}`);
  }
  for (const feature of Object.keys(document.features ?? {})) {
    if (dialect.features[feature] === undefined) {
      const known = Object.keys(dialect.features).join(', ');
      throw new ProfileError(
        file,
        undefined,
        `features.${feature} is no feature of ${dialect.name}`,
        `it knows ${known}`,
      );
    }
  }
  const { main, second } = document.identities;
  const insecure = overrides.insecure ?? document.tls?.insecure;
  const ca = document.tls?.ca;
  return {
    name: document.name ?? url.host,
    dialect: dialect.name,
    profile,
    endpoint: url.origin,
    addressing: {
      style: document.addressing ?? base.style,
      hostSuffix: document.hostSuffix ?? base.hostSuffix,
      serviceHost: document.serviceHost ?? base.serviceHost,
      region: base.region,
    },
    identities: { main: credentials(main), ...(second ? { second: credentials(second) } : {}) },
    features: document.features ?? {},
    limits: document.limits ?? {},
    consistencyMs: milliseconds(document.consistency?.window) ?? 0,
    concurrency: overrides.concurrency ?? document.rate?.concurrency ?? DEFAULT_CONCURRENCY,
    perSecond: overrides.perSecond ?? document.rate?.perSecond,
    timeouts: timeouts(document),
    tls: {
      ...(insecure === undefined ? {} : { insecure }),
      ...(ca === undefined ? {} : { ca: readAuthority(file, ca) }),
    },
    vendor: document.vendor,
    product: document.product,
    version: document.version,
  };
}

function credentials(identity: ProfileIdentity): Credentials {
  return { ...identity };
}

function timeouts({ timeouts: given }: ProfileDocument): Target['timeouts'] {
  const connectMs = milliseconds(given?.connect);
  const responseMs = milliseconds(given?.response);
  const bodyIdleMs = milliseconds(given?.bodyIdle);
  const deadlineMs = milliseconds(given?.exchange);
  return {
    ...(connectMs === undefined ? {} : { connectMs }),
    ...(responseMs === undefined ? {} : { responseMs }),
    ...(bodyIdleMs === undefined ? {} : { bodyIdleMs }),
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  };
}

function parseEndpoint(file: string, endpoint: string): URL {
  if (URL.canParse(endpoint)) {
    const url = new URL(endpoint);
    const plain = /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
    if (plain && url.pathname === '/' && url.search === '') return url;
  }
  throw new ProfileError(
    file,
    undefined,
    `endpoint "${endpoint}" is not http://host:port or https://host:port`,
  );
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/** A duration such as `500ms`, `2s` or `1m` in milliseconds. */
function milliseconds(duration: string | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(duration ?? '');
  return match ? Number(match[1]) * (UNIT_MS[match[2] ?? ''] ?? 1) : undefined;
}

function readAuthority(file: string, ca: string): string {
  try {
    return readFileSync(resolve(dirname(file), ca), 'utf8');
  } catch {
    throw new ProfileError(file, undefined, `tls.ca: ${ca} cannot be read`);
  }
}
