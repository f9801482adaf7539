import type { Operation } from '../core/operation.ts';
import { createRouter, type Route, type Router } from '../core/route.ts';
import { operations } from './operations/index.ts';
import { PROFILES, type Profile } from './profiles.ts';
import type { StoragePath } from './storage-path.ts';

/** Operations whose path is their own and not that of an account. */
const BESIDE: Readonly<Record<'token' | 'capabilities', string>> = {
  token: 'GetToken',
  capabilities: 'GetCapabilities',
};

const routers = new Map<Profile, Router>(
  PROFILES.map((profile) => {
    const beside = Object.values(BESIDE);
    const within = operations.filter(
      ({ id, profiles }) => profiles.includes(profile) && !beside.includes(id),
    );
    return [profile, createRouter(within, new Set())];
  }),
);

/**
 * The operation a request means by the documents of a profile. Queries never choose it; headers do. Undefined where the
 * path is refused or belongs to nothing the profile knows.
 */
export function findOperation(
  profile: Profile,
  path: StoragePath,
  method: string,
  hasHeader: (name: string) => boolean,
): Route | undefined {
  switch (path.kind) {
    case 'refused':
      return undefined;
    case 'token':
    case 'capabilities':
      return only(
        operations.find(({ id, profiles }) => id === BESIDE[path.kind] && profiles.includes(profile)),
        method,
      );
    case 'service':
    case 'bucket':
    case 'object':
      return routers.get(profile)?.({ resource: path.kind, method, query: [], hasHeader });
    default:
      return path satisfies never;
  }
}

function only(operation: Operation | undefined, method: string): Route | undefined {
  if (!operation) return undefined;
  if (operation.method === method) return { kind: 'operation', operation };
  return { kind: 'method-not-allowed', allowed: [operation.method] };
}
