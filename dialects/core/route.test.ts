import { describe, expect, it } from 'vitest';
import type { Operation, Resource } from './operation.ts';
import { createRouter } from './route.ts';

function operation(
  id: string,
  resource: Resource,
  method: string,
  subresources: readonly string[] = [],
  selectingHeader?: string,
): Operation {
  return {
    id,
    slug: id.toLowerCase(),
    title: id,
    resource,
    method,
    subresources,
    ...(selectingHeader === undefined ? {} : { selectingHeader }),
    profiles: [],
    parameters: [],
    body: { kind: 'none' },
    success: [],
    refusals: [],
    authentication: 'standard',
    permission: 'none',
    whenMissing: {},
    precondition: 'nothing',
    effect: 'none',
    sample: () => ({}),
  };
}

const operations = [
  operation('List', 'bucket', 'GET'),
  operation('Delete', 'bucket', 'DELETE'),
  operation('GetAcl', 'bucket', 'GET', ['acl']),
  operation('PutAcl', 'bucket', 'PUT', ['acl']),
  operation('ListInventory', 'bucket', 'GET', ['inventory']),
  operation('GetInventory', 'bucket', 'GET', ['inventory', 'id']),
  operation('Put', 'object', 'PUT'),
  operation('Copy', 'object', 'PUT', [], 'copy-source'),
  operation('Part', 'object', 'PUT', ['uploadId']),
  operation('PartCopy', 'object', 'PUT', ['uploadId'], 'copy-source'),
  operation('Complete', 'object', 'POST', ['uploadId']),
];

const route = createRouter(operations, new Set(['uploadid']));

function found(resource: Resource, method: string, names: string[], headers: string[] = []): string {
  const result = route({
    resource,
    method,
    query: names.map((name) => [name, null] as const),
    hasHeader: (name) => headers.includes(name),
  });
  return result.kind === 'operation' ? result.operation.id : `not ${method}: ${result.allowed.join(' ')}`;
}

describe('route', () => {
  it.each<[Resource, string, string[], string]>([
    ['bucket', 'GET', [], 'List'],
    ['bucket', 'GET', ['prefix', 'unknown'], 'List'],
    ['bucket', 'GET', ['acl'], 'GetAcl'],
    ['bucket', 'GET', ['prefix', 'acl'], 'GetAcl'],
    ['bucket', 'GET', ['ACL'], 'List'],
    ['bucket', 'GET', ['inventory'], 'ListInventory'],
    ['bucket', 'GET', ['inventory', 'id'], 'GetInventory'],
    ['bucket', 'GET', ['id'], 'List'],
    ['object', 'PUT', ['acl'], 'Put'],
    ['object', 'PUT', ['uploadId'], 'Part'],
    ['object', 'PUT', ['UPLOADID'], 'Part'],
    ['object', 'PUT', ['uploadid', 'partNumber'], 'Part'],
  ])('%s %s %j is %s', (resource, method, names, id) => {
    expect(found(resource, method, names)).toBe(id);
  });

  it('a selecting header makes a more particular operation win', () => {
    expect(found('object', 'PUT', [], ['copy-source'])).toBe('Copy');
    expect(found('object', 'PUT', ['uploadId'], ['copy-source'])).toBe('PartCopy');
    expect(found('object', 'POST', ['uploadId'], ['copy-source'])).toBe('Complete');
  });

  it('a known sub-resource binds the request whatever its method', () => {
    expect(found('bucket', 'DELETE', ['acl'])).toBe('not DELETE: GET PUT');
    expect(found('bucket', 'DELETE', ['unknown'])).toBe('Delete');
  });

  it('names the methods there are', () => {
    expect(found('bucket', 'PATCH', [])).toBe('not PATCH: GET DELETE');
    expect(found('service', 'GET', [])).toBe('not GET: ');
    expect(found('object', 'GET', ['uploadId'])).toBe('not GET: PUT POST');
  });
});
