const DAYS: readonly string[] = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS: readonly string[] = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];

const MONTH = `(${MONTHS.join('|')})`;
const TIME = '(\\d\\d):(\\d\\d):(\\d\\d)';
const IMF_FIXDATE = new RegExp(`^(?:${DAYS.join('|')}), (\\d\\d) ${MONTH} (\\d{4}) ${TIME} GMT$`);
const RFC_850 = new RegExp(
  `^(?:Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday), (\\d\\d)-${MONTH}-(\\d\\d) ${TIME} GMT$`,
);
const ASCTIME = new RegExp(`^(?:${DAYS.join('|')}) ${MONTH} (\\d\\d| \\d) ${TIME} (\\d{4})$`);

/** A two-digit year that seems to lie further ahead than this is one of the past century. RFC 9110 section 5.6.7. */
const MAX_YEARS_AHEAD = 50;

/** Dates written lately, by their second: the same few are written again and again. */
const written = new Map<number, string>();
const MOST_WRITTEN = 256;

/**
 * `ms` (milliseconds since the epoch; fractions of a second are cut off) as `Sun, 06 Nov 1994 08:49:37 GMT`.
 * RFC 9110 section 5.6.7.
 * @throws RangeError when the year does not have four digits
 */
export function formatHttpDate(ms: number): string {
  const second = Math.floor(ms / 1000);
  const known = written.get(second);
  if (known !== undefined) return known;
  const date = new Date(second * 1000);
  const year = date.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) throw new RangeError(`no HTTP date for ${ms}`);
  // ECMA-262 fixes the form, and it is the one HTTP wants for years of four digits.
  const text = date.toUTCString();
  if (written.size === MOST_WRITTEN) written.clear();
  written.set(second, text);
  return text;
}

/**
 * The time in any of the three forms of RFC 9110 section 5.6.7, as milliseconds since the epoch. The name of the day
 * has to be one but need not be the right one.
 * @param now present time in milliseconds, which decides the century of a two-digit year
 * @returns undefined when `text` is no such date, also for days and hours that do not exist
 */
export function parseHttpDate(text: string, now: number): number | undefined {
  const imf = IMF_FIXDATE.exec(text);
  if (imf) {
    const [, day, month, year, ...time] = imf;
    return assemble(Number(year), month, day, time);
  }
  const asctime = ASCTIME.exec(text);
  if (asctime) {
    const [, month, day, hour, minute, second, year] = asctime;
    return assemble(Number(year), month, day, [hour, minute, second]);
  }
  const rfc850 = RFC_850.exec(text);
  if (!rfc850) return undefined;
  const [, day, month, year, ...time] = rfc850;
  return assembleTwoDigitYear(Number(year), month, day, time, now);
}

function assembleTwoDigitYear(
  year: number,
  month: string | undefined,
  day: string | undefined,
  time: readonly (string | undefined)[],
  now: number,
): number | undefined {
  const latest = new Date(now);
  latest.setUTCFullYear(latest.getUTCFullYear() + MAX_YEARS_AHEAD);
  const century = Math.floor(latest.getUTCFullYear() / 100) * 100;
  const guess = assemble(century + year, month, day, time);
  if (guess !== undefined && guess <= latest.getTime()) return guess;
  return assemble(century - 100 + year, month, day, time);
}

function assemble(
  year: number,
  monthName: string | undefined,
  dayText: string | undefined,
  time: readonly (string | undefined)[],
): number | undefined {
  const month = MONTHS.indexOf(monthName ?? '');
  const day = Number(dayText);
  const [hour = 0, minute = 0, second = 0] = time.map(Number);
  // 60 is a leap second; it counts as the first second of the next minute.
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  if (date.getUTCMonth() !== month || date.getUTCDate() !== day) return undefined;
  return date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000;
}
