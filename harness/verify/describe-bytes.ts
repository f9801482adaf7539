import { createHash } from 'node:crypto';

/** Bodies up to this many bytes are shown as text, longer ones by size and digest. */
const SHOWN_BYTES = 120;

/** How a body reads in a mismatch or a divergence. */
export function describeBytes(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'empty';
  if (bytes.length > SHOWN_BYTES) return `${bytes.length} bytes, SHA-256 ${sha256(bytes)}`;
  return `${bytes.length} bytes ${JSON.stringify(Buffer.from(bytes).toString('utf8'))}`;
}

/** SHA-256 of `bytes` in lower-case hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
