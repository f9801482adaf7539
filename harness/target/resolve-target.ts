import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Addressing, Dialect } from '../../dialects/core/dialect.ts';
import type { Credentials } from '../../dialects/core/signing.ts';
import { SHORTEST_SECRET } from '../transport/redact.ts';
import { milliseconds } from './duration.ts';
import { ProfileError } from './profile-error.ts';
import type { ProfileDocument, ProfileIdentity } from './profile-schema.ts';
import type { Identities, Target } from './target.ts';
import type { YamlContent, YamlPlace } from './yaml-file.ts';

/** Settings that come from flags or from the environment and go over those of a profile. */
export interface TargetOverrides {
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  readonly concurrency?: number | undefined;
  readonly insecure?: boolean | undefined;
}

/** Checks at the same time when neither profile nor flag says so. */
export const DEFAULT_CONCURRENCY = 16;

/**
 * The target a profile describes, flags and environment applied.
 * @throws ProfileError with file, line and key, when a value makes no sense for the dialect
 */
export function resolveTarget(
  dialect: Dialect,
  { value: document, place }: YamlContent<ProfileDocument>,
  overrides: TargetOverrides,
): Target {
  const url = endpointOf(document, place, overrides.endpoint);
  assertFeatures(dialect, document, place);
  assertRoles(dialect, document, place);
  const insecure = overrides.insecure ?? document.tls?.insecure;
  const ca = document.tls?.ca;
  return {
    name: document.name ?? url.host,
    dialect: dialect.name,
    profile: profileOf(dialect, document, place, overrides.profile),
    endpoint: url.origin,
    addressing: addressingOf(dialect, document, url, overrides.region),
    identities: identitiesOf(document, place),
    features: document.features ?? {},
    limits: { ...document.limits },
    consistencyMs: milliseconds(document.consistency?.window) ?? 0,
    concurrency: overrides.concurrency ?? document.rate?.concurrency ?? DEFAULT_CONCURRENCY,
    perSecond: document.rate?.perSecond,
    timeouts: timeouts(document),
    tls: {
      ...(insecure === undefined ? {} : { insecure }),
      ...(ca === undefined ? {} : { ca: readAuthority(ca, place) }),
    },
    vendor: document.vendor,
    product: document.product,
    version: document.version,
  };
}

function profileOf(
  dialect: Dialect,
  document: ProfileDocument,
  place: YamlPlace,
  flag: string | undefined,
): string {
  const profile = flag ?? document.profile ?? dialect.defaultProfile;
  if (dialect.profiles.includes(profile)) return profile;
  const hint = `${dialect.name} has ${dialect.profiles.join(', ')}`;
  if (flag !== undefined) throw new ProfileError('--profile', undefined, `there is no profile ${flag}`, hint);
  throw new ProfileError(place.file, place.lineOf(['profile']), `there is no profile ${profile}`, hint);
}

function assertFeatures(dialect: Dialect, { features = {} }: ProfileDocument, place: YamlPlace): void {
  const strange = Object.keys(features).find((name) => !Object.hasOwn(dialect.features, name));
  if (strange === undefined) return;
  throw new ProfileError(
    place.file,
    place.lineOf(['features', strange]),
    `features.${strange} is no feature of ${dialect.name}`,
    `it knows ${Object.keys(dialect.features).join(', ')}`,
  );
}

function assertRoles(dialect: Dialect, { identities }: ProfileDocument, place: YamlPlace): void {
  const strange = Object.keys(identities).find((name) => !Object.hasOwn(dialect.roles, name));
  if (strange === undefined) return;
  throw new ProfileError(
    place.file,
    place.lineOf(['identities', strange]),
    `identities.${strange} is no role of ${dialect.name}`,
    `it knows ${Object.keys(dialect.roles).join(', ')}`,
  );
}

function identitiesOf({ identities }: ProfileDocument, place: YamlPlace): Identities {
  const { main, ...others } = identities;
  return {
    main: credentials(main, 'main', place),
    ...Object.fromEntries(
      Object.entries(others).map(([role, identity]) => [role, credentials(identity, role, place)]),
    ),
  };
}

/** In path style, nobody but the endpoint itself is asked, unless the profile says otherwise. */
function addressingOf(
  dialect: Dialect,
  { addressing, hostSuffix, serviceHost, region }: ProfileDocument,
  url: URL,
  regionFlag: string | undefined,
): Addressing {
  const base = dialect.defaultAddressing(url, regionFlag ?? region);
  const style = addressing ?? base.style;
  const hosts =
    style === 'path' && base.style !== 'path' ? { hostSuffix: url.host, serviceHost: url.host } : base;
  return {
    style,
    hostSuffix: hostSuffix ?? hosts.hostSuffix,
    serviceHost: serviceHost ?? hosts.serviceHost,
    region: base.region,
    ...(base.basePath === undefined ? {} : { basePath: base.basePath }),
  };
}

function credentials(identity: ProfileIdentity, name: string, { file, lineOf }: YamlPlace): Credentials {
  for (const field of ['secret', 'sessionToken'] as const) {
    const value = identity[field];
    if (value === undefined || value.length >= SHORTEST_SECRET) continue;
    const message = `identities.${name}.${field} has fewer than ${SHORTEST_SECRET} characters`;
    const hint = 'that is too short to be kept out of records';
    throw new ProfileError(file, lineOf(['identities', name, field]), message, hint);
  }
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

/** The endpoint is not repeated in errors: a password may stand in it. */
function endpointOf(document: ProfileDocument, place: YamlPlace, override: string | undefined): URL {
  const endpoint = override ?? document.endpoint;
  if (URL.canParse(endpoint)) {
    const url = new URL(endpoint);
    const bare = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
    if (/^https?:$/.test(url.protocol) && url.pathname === '/' && bare) return url;
  }
  const hint = 'http://host:port or https://host, without user, path or query';
  if (override !== undefined) {
    throw new ProfileError('--endpoint or BUCKETPROOF_ENDPOINT', undefined, 'is not an endpoint', hint);
  }
  throw new ProfileError(place.file, place.lineOf(['endpoint']), 'endpoint is none', hint);
}

function readAuthority(ca: string, { file, lineOf }: YamlPlace): string {
  const path = resolve(dirname(file), ca);
  try {
    const text = readFileSync(path, 'utf8');
    if (/-----BEGIN (TRUSTED )?CERTIFICATE-----/.test(text)) return text;
  } catch {
    throw new ProfileError(file, lineOf(['tls', 'ca']), `tls.ca: ${path} cannot be read`);
  }
  throw new ProfileError(
    file,
    lineOf(['tls', 'ca']),
    `tls.ca: ${path} holds no certificate`,
    'it has to be in PEM form',
  );
}
