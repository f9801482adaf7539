import type { Operation } from '../../core/operation.ts';
import { header } from '../../core/parameter.ts';
import { anySuccess, common } from '../define-operation.ts';
import { conditionHeaders, followRedirect } from '../parameters.ts';

const READ_HEADERS = ['last-modified', 'etag', 'content-type', 'content-length'];

/** Operations on the data of an object. */
export const objectOperations: readonly Operation[] = [
  common({
    id: 'PutObject',
    title: 'PUT /v1/<account>/<container>/<object>',
    resource: 'object',
    method: 'PUT',
    parameters: [
      header('Content-Type', 'text/plain'),
      header('Content-Encoding', 'identity'),
      header('Content-Disposition', 'attachment; filename="a.txt"'),
      header('X-Object-Meta-Color', 'blue'),
      header('ETag', '3e25960a79dbc69b674cd4ec67a72c62'),
      header('Expect', '100-continue'),
      followRedirect,
    ],
    // MD5 travels in ETag, in hexadecimal; Content-MD5 means nothing. S-PUTOBJ-08, -38.
    body: { kind: 'bytes', md5: 'optional' },
    success: [
      {
        status: anySuccess(201).filter((status) => status !== 202),
        body: 'empty',
        headers: ['last-modified', 'etag'],
      },
      // of an upload that a younger one overtook. READINGS.md, `overtaken-upload`
      { status: [202], body: 'any', headers: [] },
    ],
    refusals: [
      'missing-content-length',
      'unsupported-transfer-encoding',
      'bad-digest',
      'invalid-digest',
      'entity-too-large',
      'incomplete-body',
      'key-too-long',
      'invalid-metadata',
      'metadata-too-large',
      'precondition-failed',
      'invalid-condition',
      'request-timeout',
    ],
    permission: 'object-write',
    precondition: 'bucket',
    effect: 'creates-object',
    sample: ({ bucket, key }) => ({
      bucket,
      key,
      headers: [['Content-Type', 'text/plain']],
      body: 'Hello world',
    }),
  }),
  common({
    id: 'GetObject',
    title: 'GET /v1/<account>/<container>/<object>',
    resource: 'object',
    method: 'GET',
    parameters: [
      header('Range', 'bytes=0-3'),
      ...conditionHeaders,
      followRedirect,
      // bits a second and milliseconds; values out of range have no documented refusal. S-GETOBJ-10, -14, -15
      header('X-Transfer-Rate', '400000'),
      header('X-Transfer-Delay', '-1000'),
    ],
    success: [
      // 2xx with the data: what has no content, or is about something yet to come, is none
      { status: [200, 203], body: 'bytes', headers: READ_HEADERS },
      { status: [206], body: 'bytes', headers: READ_HEADERS },
    ],
    refusals: ['missing-key', 'invalid-range', 'precondition-failed'],
    permission: 'object-read',
    whenMissing: { bucket: 'missing-bucket', key: 'missing-key' },
    precondition: 'object',
    effect: 'none',
    sample: ({ bucket, key }) => ({ bucket, key }),
  }),
  common({
    id: 'HeadObject',
    title: 'HEAD /v1/<account>/<container>/<object>',
    resource: 'object',
    method: 'HEAD',
    parameters: conditionHeaders,
    success: [{ status: anySuccess(200), body: 'empty', headers: READ_HEADERS }],
    refusals: ['missing-key', 'precondition-failed'],
    permission: 'object-read',
    whenMissing: { bucket: 'missing-bucket', key: 'missing-key' },
    precondition: 'object',
    effect: 'none',
    sample: ({ bucket, key }) => ({ bucket, key }),
  }),
  common({
    id: 'DeleteObject',
    title: 'DELETE /v1/<account>/<container>/<object>',
    resource: 'object',
    method: 'DELETE',
    success: [{ status: [204], body: 'empty', headers: [] }],
    refusals: ['missing-key'],
    permission: 'object-write',
    whenMissing: { bucket: 'missing-bucket', key: 'missing-key' },
    precondition: 'object',
    effect: 'removes-object',
    sample: ({ bucket, key }) => ({ bucket, key }),
  }),
];
