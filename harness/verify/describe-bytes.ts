import { createHash } from 'node:crypto';

/** Bodies up to this many bytes are shown whole, longer ones by size and digest. */
const SHOWN_BYTES = 120;

/** How a body reads in a mismatch or a divergence. Different bodies read differently. */
export function describeBytes(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'empty';
  if (bytes.length > SHOWN_BYTES) return `${bytes.length} bytes, SHA-256 ${sha256(bytes)}`;
  const text = utf8(bytes);
  const shown = text === undefined ? `hex ${Buffer.from(bytes).toString('hex')}` : JSON.stringify(text);
  return `${bytes.length} bytes ${shown}`;
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** SHA-256 of `bytes` in lower-case hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
