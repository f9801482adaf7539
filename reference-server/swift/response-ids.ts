import { percentEncode } from '../../dialects/core/percent-encoding.ts';

/** The name a response is known by. S-GEN-11. */
export interface ResponseIds {
  readonly transactionId: string;
}

/** How many characters of X-Trans-Id-Extra are added. S-GEN-12. */
const MAX_EXTRA = 32;

/**
 * Transaction ids: `tx`, 21 hexadecimal digits, and the time in seconds as ten more.
 * @returns an id for a request; of `extra`, the value of its X-Trans-Id-Extra, the beginning is added
 */
export function createIds(
  randomBytes: (count: number) => Uint8Array,
): (now: number, extra?: string | undefined) => ResponseIds {
  return (now, extra = '') => {
    const random = Buffer.from(randomBytes(11)).toString('hex').slice(0, 21);
    const seconds = Math.floor(now / 1000)
      .toString(16)
      .padStart(10, '0');
    const suffix = extra === '' ? '' : `-${percentEncode(extra.slice(0, MAX_EXTRA))}`;
    return { transactionId: `tx${random}-${seconds}${suffix}` };
  };
}
