import { createHash } from 'node:crypto';
import { decodeUtf8 } from '../../dialects/core/percent-encoding.ts';
import type { BodyRecord } from '../../reports/record.ts';

/** Bodies up to this size stand in a record as they are. */
export const WHOLE_BODY_BYTES = 4 * 1024;

/**
 * A body as it is put into a record: up to 4 KiB as text when it is UTF-8, else as base64; above that its size and
 * SHA-256 in hex.
 * @param redact applied to a body that is recorded whole; `size` remains that of the body itself
 */
export function bodyRecord(
  body: Uint8Array,
  redact: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes,
): BodyRecord {
  const size = body.length;
  if (size > WHOLE_BODY_BYTES) return { size, sha256: createHash('sha256').update(body).digest('hex') };
  const shown = redact(body);
  const text = decodeUtf8(shown);
  return text === undefined ? { size, base64: Buffer.from(shown).toString('base64') } : { size, text };
}
