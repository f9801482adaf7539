import type { ResponseIds } from './error-reply.ts';

/**
 * Request and trace ids of the documented look: base64 of hex words, of hex digits. Unique by a counter, and beyond
 * guessing by random bytes.
 * @param now milliseconds since the epoch
 */
export function createIds(randomBytes: (count: number) => Uint8Array): (now: number) => ResponseIds {
  let count = 0;
  const hex = (bytes: number): string => Buffer.from(randomBytes(bytes)).toString('hex');
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  return (now) => {
    count += 1;
    const second = Math.floor(now / 1000)
      .toString(16)
      .padStart(8, '0');
    return {
      requestId: base64(`${second}_${hex(4)}_${hex(2)}_${count.toString(16)}`),
      traceId: base64(`${second}${hex(28)}`),
    };
  };
}
