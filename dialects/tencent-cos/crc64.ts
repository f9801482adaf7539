/** The reflected polynomial of CRC-64/XZ (ECMA-182), in two halves. */
const POLYNOMIAL_HIGH = 0xc96c5795;
const POLYNOMIAL_LOW = 0xd7870f42;
const ONES = 0xffffffffn;

const { high: TABLE_HIGH, low: TABLE_LOW } = table();

function table(): { high: Uint32Array; low: Uint32Array } {
  const tables = { high: new Uint32Array(256), low: new Uint32Array(256) };
  for (let index = 0; index < 256; index++) {
    let high = 0;
    let low = index;
    for (let bit = 0; bit < 8; bit++) {
      const carry = low & 1;
      low = ((low >>> 1) | (high << 31)) >>> 0;
      high >>>= 1;
      if (carry === 1) {
        high = (high ^ POLYNOMIAL_HIGH) >>> 0;
        low = (low ^ POLYNOMIAL_LOW) >>> 0;
      }
    }
    tables.high[index] = high;
    tables.low[index] = low;
  }
  return tables;
}

/**
 * CRC-64/XZ of `bytes`; printed in decimal it is the value of x-cos-hash-crc64ecma. T-HDR-16.
 * @param before checksum of the bytes that came before these, to go on from there
 */
export function crc64(bytes: Uint8Array, before = 0n): bigint {
  let high = Number(~(before >> 32n) & ONES);
  let low = Number(~before & ONES);
  for (const byte of bytes) {
    const index = (low ^ byte) & 0xff;
    low = (((low >>> 8) | (high << 24)) ^ (TABLE_LOW[index] ?? 0)) >>> 0;
    high = ((high >>> 8) ^ (TABLE_HIGH[index] ?? 0)) >>> 0;
  }
  return ((BigInt(~high >>> 0) << 32n) | BigInt(~low >>> 0)) & 0xffff_ffff_ffff_ffffn;
}
