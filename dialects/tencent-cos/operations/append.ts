import { integer } from '../../core/document.ts';
import type { Operation } from '../../core/operation.ts';
import { query, required } from '../../core/parameter.ts';
import { later } from '../define-operation.ts';
import { aclHeaders, cannedObjectAcl, objectHeaders, storageClassHeader } from '../parameters.ts';

/** Objects that grow. */
export const appendOperations: readonly Operation[] = [
  later('appendObject', {
    id: 'AppendObject',
    title: 'Append Object',
    resource: 'object',
    method: 'POST',
    subresources: ['append'],
    parameters: [
      required(query('position', '0', integer(0)), 'invalid-argument'),
      ...objectHeaders,
      storageClassHeader,
      ...aclHeaders(cannedObjectAcl),
    ],
    body: { kind: 'bytes', md5: 'optional' },
    success: [{ status: [200], body: 'empty', headers: ['x-cos-next-append-position'] }],
    refusals: ['append-position', 'not-appendable', 'invalid-argument', 'missing-content-length'],
    permission: 'bucket-write',
    precondition: 'bucket',
    effect: 'creates-object',
    sample: ({ bucket, key }) => ({
      bucket,
      key,
      query: [
        ['append', null],
        ['position', '0'],
      ],
      body: 'Hello world',
    }),
  }),
];
