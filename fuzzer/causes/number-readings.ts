import type { StructuredRequest } from '../structured-request.ts';
import { type Reading, reading } from './reading.ts';

/** Numbers from so many digits on may be too large for a word of 32 bits. Longer ones than the last are left alone. */
const LARGE = /(?<!\d)\d{10,80}(?!\d)/g;
/** Fields whose values are numbers, or have some in them. */
const NUMERIC = /^(range|x-.*-range|content-range)$/i;
const ONLY_DIGITS = /^\d+$/;

/** Numbers of the query and of ranges as they are when each is kept in so many bits. */
function wrapping(bits: number): Reading['change'] {
  const wrapped = (digits: string): string => String(BigInt.asUintN(bits, BigInt(digits)));
  return (request: StructuredRequest) => ({
    ...request,
    query: request.query.map(([name, value]) => [
      name,
      value !== null && ONLY_DIGITS.test(value) ? value.replace(LARGE, wrapped) : value,
    ]),
    headers: request.headers.map((field) =>
      NUMERIC.test(field.name) ? { ...field, value: field.value.replace(LARGE, wrapped) } : field,
    ),
  });
}

/** Readings of numbers that are too large for what keeps them. */
export const numberReadings: readonly Reading[] = [
  reading('numbers-in-64-bits', 'numbers were counted modulo 2^64', wrapping(64)),
  reading('numbers-in-32-bits', 'numbers were counted modulo 2^32', wrapping(32)),
];
