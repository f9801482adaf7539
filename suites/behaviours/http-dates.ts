const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** IMF-fixdate, the preferred form of an HTTP date. RFC 9110 section 5.6.7. */
export function imfDate(ms: number): string {
  return new Date(ms).toUTCString();
}

/** The obsolete form of RFC 850, which recipients still have to read. RFC 9110 section 5.6.7. */
export function rfc850Date(ms: number): string {
  const { weekday, day, month, year, time } = fields(ms);
  return `${weekday}, ${two(day)}-${month}-${two(year % 100)} ${time} GMT`;
}

/** The obsolete form of ANSI C, which recipients still have to read. RFC 9110 section 5.6.7. */
export function asctimeDate(ms: number): string {
  const { weekday, day, month, year, time } = fields(ms);
  return `${weekday.slice(0, 3)} ${month} ${String(day).padStart(2, ' ')} ${time} ${year}`;
}

/** Texts that are no HTTP date in any of the three forms. */
export const NO_HTTP_DATES: readonly string[] = [
  'yesterday',
  '0',
  '2018-05-01T00:00:00Z',
  '1525132800',
  'Thu, 32 Jan 2015 00:00:00 GMT',
  'Thu, 01 Foo 2015 00:00:00 GMT',
  'Thu, 01 Jan 2015 25:00:00 GMT',
];

function fields(ms: number) {
  const date = new Date(ms);
  return {
    weekday: WEEKDAYS[date.getUTCDay()] ?? '',
    day: date.getUTCDate(),
    month: MONTHS[date.getUTCMonth()] ?? '',
    year: date.getUTCFullYear(),
    time: [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':'),
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
