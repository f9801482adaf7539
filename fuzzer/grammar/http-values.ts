import fc, { type Arbitrary } from 'fast-check';
import { placeholder } from '../placeholders.ts';

/**
 * A date between 1990 and 2037 as a sender has to write it. What recipients have to read besides is mutated into it.
 * RFC 9110 section 5.6.7.
 */
export const httpDate: Arbitrary<string> = fc
  .integer({ min: 631_152_000, max: 2_114_380_800 })
  .map((at) => formatDate(at, 'imf'));

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Seconds since the epoch in one of the formats `imf`, `rfc850`, `asctime`. */
export function formatDate(seconds: number, format: string): string {
  const imf = new Date(seconds * 1000).toUTCString();
  const [, day = '', month = '', year = '', time = ''] = imf.split(' ');
  const weekday = DAYS[new Date(seconds * 1000).getUTCDay()] ?? '';
  if (format === 'rfc850') return `${weekday}, ${day}-${month}-${year.slice(2)} ${time} GMT`;
  if (format === 'asctime')
    return `${weekday.slice(0, 3)} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}`;
  return imf;
}

const position = fc.integer({ min: 0, max: 30 });
const byteRange = fc.oneof(
  {
    arbitrary: fc.tuple(position, position).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
    weight: 4,
  },
  { arbitrary: position.map((from) => `${from}-`), weight: 2 },
  { arbitrary: fc.integer({ min: 1, max: 40 }).map((size) => `-${size}`), weight: 2 },
);

/** Range: mostly one range, now and then a few. RFC 9110 section 14.2. */
export const rangeValue: Arbitrary<string> = fc
  .oneof(
    { arbitrary: byteRange.map((one) => [one]), weight: 6 },
    { arbitrary: fc.array(byteRange, { minLength: 2, maxLength: 3 }), weight: 1 },
  )
  .map((ranges) => `bytes=${ranges.join(',')}`);

const someTag = fc.oneof(
  { arbitrary: fc.constant(placeholder('etag')), weight: 3 },
  { arbitrary: fc.stringMatching(/^[0-9a-f]{32}$/).map((hex) => `"${hex}"`), weight: 2 },
  { arbitrary: fc.stringMatching(/^[!#-~]{1,12}$/).map((tag) => `"${tag}"`), weight: 1 },
);

/** A list of entity tags, or `*`. RFC 9110 sections 8.8.3 and 13.1. */
export const tagList: Arbitrary<string> = fc.oneof(
  { arbitrary: someTag, weight: 5 },
  { arbitrary: fc.array(someTag, { minLength: 2, maxLength: 4 }).map((tags) => tags.join(', ')), weight: 2 },
  { arbitrary: fc.constant('*'), weight: 1 },
);

/** Text that may stand in a field and has no white space at its ends. RFC 9110 section 5.5. */
export const fieldText: Arbitrary<string> = fc.stringMatching(/^[!-~](?:[ -~]{0,20}[!-~])?$/);

/** An origin as a browser sends it. RFC 6454 section 7. */
export const origin: Arbitrary<string> = fc.constantFrom(
  'http://www.example.com',
  'https://www.example.com',
  'http://other.example.com',
  'http://www.example.com:8080',
  'null',
);
