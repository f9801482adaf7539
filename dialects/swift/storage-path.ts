import { encodeKey, percentDecodeLenient, percentEncode } from '../core/percent-encoding.ts';
import type { Profile } from './profiles.ts';

/** Where tokens are asked for. S-AUTH-01. */
export const TOKEN_PATH = '/auth/v1.0';
/** Where a server says what it can do. */
export const CAPABILITIES_PATH = '/info';

/** What the path of a request addresses. */
export type StoragePath =
  | { readonly kind: 'token' }
  | { readonly kind: 'capabilities' }
  | { readonly kind: 'service'; readonly account: string }
  | { readonly kind: 'bucket'; readonly account: string; readonly bucket: string }
  | { readonly kind: 'object'; readonly account: string; readonly bucket: string; readonly key: string }
  /** Nothing that exists, and the name of the refusal it gets. */
  | { readonly kind: 'refused'; readonly refusal: string };

/**
 * Reads the path of a request target. Names are percent-decoded once. The profiles differ in when: by the base document
 * an encoded slash belongs to the container's name and makes it invalid, OpenStack decodes first and sees a separator.
 * S-GEN-01, -14, -15, S-PUTCONT-03, -11; READINGS.md, `encoded-slash`, `invalid-names`, `escapes-that-are-none`.
 * @param path the path as it came, without query
 */
export function parseStoragePath(path: string, profile: Profile): StoragePath {
  if (isTokenPath(path)) return { kind: 'token' };
  if (path === CAPABILITIES_PATH) return { kind: 'capabilities' };
  const whole = decodable(path);
  if (whole === undefined)
    return refused(namesContainer(path, profile) ? 'invalid-bucket-name' : 'undecodable-path');
  const raw = profile === 'openstack' ? whole : path;
  const parts = PARTS.exec(raw)?.slice(1) ?? [];
  const [version = '', account = '', bucket = '', key = ''] = parts.map((part = '') =>
    profile === 'openstack' ? part : (percentDecodeLenient(part) ?? ''),
  );
  if (account === '') return refused(version === '' ? 'unknown-path' : 'bad-url');
  if (version !== 'v1' && version !== 'v1.0') return refused('unsupported-version');
  // Behind the account stands a name, and it is a slash. READINGS.md, `invalid-names`.
  if (profile === 'cisco' && bucket === '' && key === '' && parts[3] !== undefined)
    return refused('invalid-bucket-name');
  if (key !== '') return bucket === '' ? refused('bad-url') : inContainer({ account, bucket, key });
  return bucket === '' ? { kind: 'service', account } : inContainer({ account, bucket });
}

/** Version, account, container and object. */
const PARTS = /^\/([^/]*)(?:\/([^/]*)(?:\/([^/]*)(?:\/(.*))?)?)?$/s;

function decodable(path: string): string | undefined {
  const text = percentDecodeLenient(path);
  return text?.includes('\0') ? undefined : text;
}

/** Whether what is wrong with a path is the name of the container in it, which the base document answers by itself. */
function namesContainer(path: string, profile: Profile): boolean {
  const [, account = '', bucket = '', key = ''] = PARTS.exec(path)?.slice(1) ?? [];
  return (
    profile === 'cisco' && key === '' && decodable(account) !== undefined && decodable(bucket) === undefined
  );
}

/** True for the paths under which tokens are asked for: `/auth/v1.0`, `/auth/v1/<account>/auth`, `/auth/auth`. S-AUTH-08. */
export function isTokenPath(path: string): boolean {
  return /^\/auth\/(?:v1(?:\.0)?\/?|auth|v1(?:\.0)?\/[^/]+\/auth)$/.test(path);
}

function inContainer(found: { account: string; bucket: string; key?: string }): StoragePath {
  const { account, bucket, key } = found;
  if (bucket.includes('/')) return refused('invalid-bucket-name');
  return key === undefined ? { kind: 'bucket', account, bucket } : { kind: 'object', account, bucket, key };
}

function refused(refusal: string): StoragePath {
  return { kind: 'refused', refusal };
}

/** The path of an account by its id. */
export function accountPath(account: string): string {
  return `/v1/${percentEncode(account)}`;
}

/**
 * The path of an account, a container or an object.
 * @param storagePath path of the storage URL, e.g. `/v1/AUTH_test`
 */
export function formatStoragePath(storagePath: string, bucket?: string, key?: string): string {
  if (bucket === undefined) return storagePath;
  const container = `${storagePath}/${percentEncode(bucket)}`;
  return key === undefined ? container : `${container}/${encodeKey(key)}`;
}
