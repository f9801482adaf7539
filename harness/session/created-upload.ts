import type { Dialect } from '../../dialects/core/dialect.ts';
import { textAt } from '../../dialects/core/document-access.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import { readBody } from '../verify/read-body.ts';

/** The id of the upload a successful initiation names in its body, or undefined when it names none. */
export function createdUploadId(
  dialect: Dialect,
  operation: Operation,
  body: Uint8Array,
): string | undefined {
  const document = operation.success
    .map((success) => (typeof success.body === 'string' ? undefined : success.body.document))
    .find((name) => name !== undefined);
  if (document === undefined) return undefined;
  return textAt(readBody(dialect, document, body).value, 'UploadId');
}
