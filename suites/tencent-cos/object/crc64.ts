const POLYNOMIAL = 0xc96c5795d7870f42n;
const ALL_ONES = 0xffffffffffffffffn;

/** One table entry per byte, so that a byte costs one look-up. */
const TABLE: readonly bigint[] = Array.from({ length: 256 }, (_, byte) => {
  let crc = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ POLYNOMIAL : crc >> 1n;
  return crc;
});

/** CRC-64/XZ (ECMA-182 polynomial, reflected) of `bytes` as a decimal number: the form of x-cos-hash-crc64ecma. T-HDR-16. */
export function crc64(bytes: Uint8Array): string {
  let crc = ALL_ONES;
  for (const byte of bytes) crc = (TABLE[Number((crc ^ BigInt(byte)) & 0xffn)] ?? 0n) ^ (crc >> 8n);
  return (crc ^ ALL_ONES).toString();
}
