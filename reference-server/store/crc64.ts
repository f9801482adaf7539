/** x^64 + … of CRC-64/XZ, bit-reversed, as two halves of 32 bits. */
const POLYNOMIAL_HIGH = 0xc96c5795;
const POLYNOMIAL_LOW = 0xd7870f42;
const POLYNOMIAL = 0xc96c5795d7870f42n;

/** Bytes taken in one step. */
const SLICE = 8;

/** Entry `256 * s + b`: the register after byte `b` and `s` zero bytes. */
const HIGH = new Int32Array(SLICE * 256);
const LOW = new Int32Array(SLICE * 256);

for (let byte = 0; byte < 256; byte++) {
  let high = 0;
  let low = byte;
  for (let bit = 0; bit < 8; bit++) {
    const carry = low & 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (carry) {
      high ^= POLYNOMIAL_HIGH;
      low ^= POLYNOMIAL_LOW;
    }
  }
  HIGH[byte] = high;
  LOW[byte] = low;
}
for (let at = 256; at < SLICE * 256; at++) {
  const high = HIGH[at - 256] ?? 0;
  const low = LOW[at - 256] ?? 0;
  const index = low & 0xff;
  HIGH[at] = (high >>> 8) ^ (HIGH[index] ?? 0);
  LOW[at] = (low >>> 8) ^ (high << 24) ^ (LOW[index] ?? 0);
}

/**
 * CRC-64/XZ (ECMA-182 polynomial, reflected, all ones before and after) of bytes that come in pieces. The register is
 * kept in two halves of 32 bits, because arithmetic on BigInt is some hundred times slower.
 */
export class Crc64 {
  #high = -1;
  #low = -1;

  update(bytes: Uint8Array): void {
    let high = this.#high;
    let low = this.#low;
    const length = bytes.length;
    let at = 0;
    // `as number`: an index below the length is never undefined, and this loop is where uploads spend their time.
    for (const end = length - (length % SLICE); at < end; at += SLICE) {
      low ^=
        (bytes[at] as number) |
        ((bytes[at + 1] as number) << 8) |
        ((bytes[at + 2] as number) << 16) |
        ((bytes[at + 3] as number) << 24);
      high ^=
        (bytes[at + 4] as number) |
        ((bytes[at + 5] as number) << 8) |
        ((bytes[at + 6] as number) << 16) |
        ((bytes[at + 7] as number) << 24);
      const i7 = 0x700 | (low & 0xff);
      const i6 = 0x600 | ((low >>> 8) & 0xff);
      const i5 = 0x500 | ((low >>> 16) & 0xff);
      const i4 = 0x400 | (low >>> 24);
      const i3 = 0x300 | (high & 0xff);
      const i2 = 0x200 | ((high >>> 8) & 0xff);
      const i1 = 0x100 | ((high >>> 16) & 0xff);
      const i0 = high >>> 24;
      high = look(HIGH, i7, i6, i5, i4) ^ look(HIGH, i3, i2, i1, i0);
      low = look(LOW, i7, i6, i5, i4) ^ look(LOW, i3, i2, i1, i0);
    }
    for (; at < length; at++) {
      const index = (low ^ (bytes[at] as number)) & 0xff;
      low = (low >>> 8) ^ (high << 24) ^ (LOW[index] as number);
      high = (high >>> 8) ^ (HIGH[index] as number);
    }
    this.#high = high;
    this.#low = low;
  }

  /** The checksum of what was given so far, as an unsigned number. */
  get value(): bigint {
    return (BigInt(~this.#high >>> 0) << 32n) | BigInt(~this.#low >>> 0);
  }
}

function look(table: Int32Array, a: number, b: number, c: number, d: number): number {
  return (table[a] as number) ^ (table[b] as number) ^ (table[c] as number) ^ (table[d] as number);
}

/** CRC-64/XZ of `bytes`. */
export function crc64(bytes: Uint8Array): bigint {
  const crc = new Crc64();
  crc.update(bytes);
  return crc.value;
}

/** 1 and x as polynomials, bit-reversed. */
const ONE = 1n << 63n;
const X = 1n << 62n;

/** Entry n: x^(2^n) modulo the polynomial; enough for bit lengths of any safe integer of bytes. */
const SQUARES: bigint[] = [X];
for (let n = 1; n < 57; n++) {
  const previous = SQUARES[n - 1] ?? X;
  SQUARES.push(multiply(previous, previous));
}

/**
 * The checksum of two byte strings one after the other, from their own checksums.
 * @param lengthB number of bytes of the second one
 */
export function combineCrc64(crcA: bigint, crcB: bigint, lengthB: number): bigint {
  let shift = ONE;
  let bits = BigInt(lengthB) << 3n;
  for (const square of SQUARES) {
    if (bits === 0n) break;
    if (bits & 1n) shift = multiply(square, shift);
    bits >>= 1n;
  }
  return multiply(shift, crcA) ^ crcB;
}

/** Product of two bit-reversed polynomials modulo the polynomial. */
function multiply(a: bigint, b: bigint): bigint {
  let product = 0n;
  let term = b;
  for (let bit = ONE; bit > 0n; bit >>= 1n) {
    if (a & bit) product ^= term;
    term = term & 1n ? (term >> 1n) ^ POLYNOMIAL : term >> 1n;
  }
  return product;
}
