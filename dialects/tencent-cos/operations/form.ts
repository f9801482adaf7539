import { formBody } from '../../core/form-body.ts';
import type { Operation } from '../../core/operation.ts';
import { field, header, required } from '../../core/parameter.ts';
import { base } from '../define-operation.ts';
import { storageClass } from '../documents/leaves.ts';
import { cannedObjectAcl } from '../parameters.ts';

/** Uploads from HTML forms. */
export const formOperations: readonly Operation[] = [
  base({
    id: 'PostObject',
    title: 'POST Object',
    resource: 'bucket',
    method: 'POST',
    parameters: [
      required(field('key', 'a/b.txt'), 'form-missing-key'),
      required(field('file', 'content'), 'form-file-count'),
      field('acl', 'private', cannedObjectAcl),
      field('Cache-Control', 'max-age=600'),
      field('Content-Type', 'text/plain'),
      field('Content-Disposition', 'attachment'),
      field('Content-Encoding', 'identity'),
      field('Expires', 'Wed, 21 Oct 2037 07:28:00 GMT'),
      field('success_action_redirect', 'http://www.example.com/done'),
      field('success_action_status', '204'),
      field('x-cos-meta-color', 'blue'),
      field('x-cos-storage-class', 'STANDARD', storageClass),
      field('policy', 'e30='),
      field('x-cos-server-side-encryption', 'AES256'),
      header('Content-MD5', 'XrY7u+Ae7tCTyyK7j1rNww=='),
    ],
    body: { kind: 'form' },
    success: [
      { status: [204], body: 'empty', headers: ['etag', 'location'] },
      { status: [200], body: 'empty', headers: ['etag', 'location'] },
      { status: [201], body: { document: 'PostResponse' }, headers: ['etag', 'location'] },
      { status: [303], body: 'empty', headers: ['etag', 'location'] },
    ],
    refusals: [
      'bad-digest',
      'metadata-entry-too-long',
      'missing-content-length',
      'missing-bucket',
      'entity-too-large',
      'key-too-long',
      'form-not-multipart',
      'form-malformed',
      'form-missing-key',
      'form-file-count',
      'form-preamble-too-long',
      'form-signature-mismatch',
      'policy-invalid',
      'policy-expired',
      'policy-condition',
      'policy-length',
    ],
    authentication: 'form',
    permission: 'bucket-write',
    precondition: 'bucket',
    effect: 'creates-object',
    sample: ({ bucket, key }) => ({
      bucket,
      ...formBody([['key', key]], { filename: 'a.txt', content: 'Hello world' }),
    }),
  }),
];
