import { describe, expect, it } from 'vitest';
import { findOperation } from './find-operation.ts';
import type { Profile } from './profiles.ts';
import { parseStoragePath } from './storage-path.ts';

function found(profile: Profile, method: string, path: string, ...headers: string[]): string | undefined {
  const result = findOperation(profile, parseStoragePath(path, profile), method, (name) =>
    headers.some((header) => header.toLowerCase() === name.toLowerCase()),
  );
  return result?.kind === 'operation' ? result.operation.id : result?.kind;
}

describe('findOperation', () => {
  it('tells one POST of an object from the other by the profile', () => {
    expect(found('cisco', 'POST', '/v1/A/c/o')).toBe('UpdateObjectMetadata');
    expect(found('openstack', 'POST', '/v1/A/c/o')).toBe('ReplaceObjectMetadata');
  });

  it('knows copies by OpenStack only', () => {
    expect(found('openstack', 'COPY', '/v1/A/c/o', 'destination')).toBe('CopyObject');
    expect(found('openstack', 'PUT', '/v1/A/c/o', 'x-copy-from')).toBe('PutObjectCopy');
    expect(found('cisco', 'COPY', '/v1/A/c/o', 'destination')).toBe('method-not-allowed');
    expect(found('cisco', 'PUT', '/v1/A/c/o', 'x-copy-from')).toBe('PutObject');
  });

  it('finds the token service and /info beside the accounts', () => {
    expect(found('cisco', 'GET', '/auth/v1.0')).toBe('GetToken');
    expect(found('cisco', 'POST', '/auth/v1.0')).toBe('method-not-allowed');
    expect(found('openstack', 'GET', '/info')).toBe('GetCapabilities');
    expect(found('cisco', 'GET', '/info')).toBeUndefined();
    expect(found('cisco', 'GET', '/v1/A')).toBe('ListContainers');
  });

  it('never lets a query choose', () => {
    expect(found('openstack', 'DELETE', '/v1/A/c')).toBe('DeleteContainer');
    expect(found('openstack', 'PATCH', '/v1/A/c')).toBe('method-not-allowed');
    expect(found('openstack', 'GET', '/v2/A')).toBeUndefined();
  });
});
