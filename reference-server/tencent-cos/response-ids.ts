import type { ResponseIds } from './error-reply.ts';

/**
 * Request and trace ids of the documented look: base64 of hex words, of hex digits. Unique by a counter, and beyond
 * guessing by random bytes.
 * @param now milliseconds since the epoch
 */
export function createIds(randomBytes: (count: number) => Uint8Array): (now: number) => ResponseIds {
  let count = 0;
  const hex = (bytes: number): string => Buffer.from(randomBytes(bytes)).toString('hex');
  return (now) => {
    count += 1;
    const second = Math.floor(now / 1000)
      .toString(16)
      .padStart(8, '0');
    const requestId = btoa(`${second}_${hex(4)}_${hex(2)}_${count.toString(16)}`);
    return new Ids(requestId, () => btoa(`${second}${hex(28)}`));
  };
}

/** Only errors tell a trace id, so it is not made before it is asked for. */
class Ids implements ResponseIds {
  readonly requestId: string;
  readonly #makeTraceId: () => string;
  #traceId: string | undefined;

  constructor(requestId: string, makeTraceId: () => string) {
    this.requestId = requestId;
    this.#makeTraceId = makeTraceId;
  }

  get traceId(): string {
    this.#traceId ??= this.#makeTraceId();
    return this.#traceId;
  }
}
