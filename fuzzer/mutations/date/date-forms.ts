import { formatDate } from '../../grammar/http-values.ts';
import { withField, withFurtherField } from '../../structured-request.ts';
import { at, readsObject } from '../applies.ts';
import { conditions, each } from '../conditional/condition.ts';
import { type MutationClass, type Settlement, settled } from '../mutation.ts';
import { variants } from '../variants.ts';

/** A date is read where an old one fails the condition. RFC 9110 sections 5.6.7 and 13.1.4. */
const READ = settled({ kind: 'status', status: [412] }, 'RFC 9110 section 5.6.7');
const PASSED = settled('as-unmutated', 'RFC 9110 section 5.6.7');

/** A class of dates in If-Unmodified-Since, where reading and ignoring them differ. */
function dates(
  slug: string,
  title: string,
  values: readonly string[],
  settles?: Settlement | ((value: string) => Settlement | undefined),
  raw?: true,
): MutationClass {
  const rule =
    typeof settles === 'function'
      ? (fields: Readonly<Record<string, string>>) => settles(fields['If-Unmodified-Since'] ?? '')
      : settles;
  return conditions(slug, title, each('If-Unmodified-Since', ...values), rule, {
    group: 'date',
    ...(raw ? { raw } : {}),
  });
}

/** 00:00:00 on a day, seconds since the epoch. */
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 1000;
const imf = (text: string): string => formatDate(day(text), 'imf');

/** How dates can be written. */
export const dateFormMutations: readonly MutationClass[] = [
  dates('da-imf', 'dates of today\u2019s form', [imf('2015-01-01'), imf('1999-12-31')], READ),
  dates(
    'da-rfc850',
    'RFC 850 dates',
    [formatDate(day('2015-01-01'), 'rfc850'), formatDate(day('2001-02-03'), 'rfc850')],
    READ,
  ),
  dates(
    'da-rfc850-pivot',
    'RFC 850 dates of the last century, and of the time to come',
    [formatDate(day('1994-11-06'), 'rfc850'), formatDate(day('2036-11-06'), 'rfc850')],
    (value) => (value.includes('-94 ') ? READ : PASSED),
  ),
  dates(
    'da-asctime',
    'asctime dates',
    [formatDate(day('2015-01-01'), 'asctime'), formatDate(day('2001-12-31'), 'asctime')],
    READ,
  ),
  dates(
    'da-asctime-pad',
    'the day of asctime dates padded otherwise',
    ['Thu Jan 01 00:00:00 2015', 'Thu Jan 1 00:00:00 2015'],
    (value) => (value.includes(' 01 ') ? READ : undefined),
  ),
  dates('da-weekday-wrong', 'another day of the week', [
    'Fri, 01 Jan 2015 00:00:00 GMT',
    'Xxx, 01 Jan 2015 00:00:00 GMT',
    '01 Jan 2015 00:00:00 GMT',
  ]),
  dates('da-zone-odd', 'other time zones', [
    'Thu, 01 Jan 2015 00:00:00 UTC',
    'Thu, 01 Jan 2015 00:00:00 +0000',
    'Thu, 01 Jan 2015 00:00:00 EST',
    'Thu, 01 Jan 2015 00:00:00 -0500',
    'Thu, 01 Jan 2015 00:00:00 Z',
    'Thu, 01 Jan 2015 00:00:00',
  ]),
  dates('da-case', 'dates in other letter case', [
    'thu, 01 jan 2015 00:00:00 gmt',
    'THU, 01 JAN 2015 00:00:00 GMT',
    'Thu, 01 Jan 2015 00:00:00 gmt',
  ]),
  dates('da-ws', 'white space in dates', [
    'Thu, 01 Jan 2015  00:00:00 GMT',
    'Thu,01 Jan 2015 00:00:00 GMT',
    'Thu, 01 Jan 2015\t00:00:00 GMT',
    'Thu, 01 Jan 2015 00:00:00 GMT x',
    'Thu, 01 Jan 2015 00 :00:00 GMT',
  ]),
  dates('da-single-digit', 'days and hours of one digit', [
    'Thu, 1 Jan 2015 00:00:00 GMT',
    'Thu, 01 Jan 2015 0:00:00 GMT',
    'Thu, 01 Jan 2015 00:00 GMT',
  ]),
  dates('da-leap-second', 'a leap second', [
    'Wed, 31 Dec 2008 23:59:60 GMT',
    'Thu, 01 Jan 2015 00:00:60 GMT',
  ]),
  dates('da-leap-day', '29 February', [imf('2016-02-29'), 'Sun, 29 Feb 2015 00:00:00 GMT'], (value) =>
    value.includes('2016') ? READ : undefined,
  ),
  dates('da-range', 'days and times there are not', [
    'Thu, 00 Jan 2015 00:00:00 GMT',
    'Thu, 32 Jan 2015 00:00:00 GMT',
    'Thu, 01 Xxx 2015 00:00:00 GMT',
    'Thu, 01 Jan 2015 24:00:00 GMT',
    'Thu, 01 Jan 2015 00:60:00 GMT',
    'Thu, 01 13 2015 00:00:00 GMT',
  ]),
  dates(
    'da-year',
    'years at the edges',
    [
      imf('1969-12-31'),
      imf('1970-01-01'),
      imf('2038-01-20'),
      imf('9999-12-31'),
      'Sat, 01 Jan 0000 00:00:00 GMT',
      'Sat, 01 Jan 10000 00:00:00 GMT',
      'Thu, 01 Jan 15 00:00:00 GMT',
    ],
    (value) => (/ (1969|1970) /.test(value) ? READ : / (2038|9999) /.test(value) ? PASSED : undefined),
  ),
  dates('da-fraction', 'fractions of a second', [
    'Thu, 01 Jan 2015 00:00:00.5 GMT',
    '2015-01-01T00:00:00.000Z',
  ]),
  dates('da-epoch', 'seconds since the epoch', [
    '1420070400',
    '1420070400000',
    '-1',
    '1420070400.5',
    '0',
    '1e9',
  ]),
  dates('da-iso-forms', 'ISO 8601', [
    '2015-01-01T00:00:00Z',
    '20150101T000000Z',
    '2015-W01-4',
    '2015-001',
    '2015-01-01t00:00:00z',
    '2015-01-01T00:00:00+01:00',
    '2015-01-01',
  ]),
  dates('da-empty', 'no date', ['', ' ', ',']),
  dates(
    'da-unicode-digit',
    'digits that are not ASCII',
    ['Thu, 01 Jan 201\uff15 00:00:00 GMT', 'Thu, 0\u0661 Jan 2015 00:00:00 GMT'],
    undefined,
    true,
  ),
  variants({
    slug: 'da-dup',
    group: 'date',
    title: 'two dates',
    slots: at('header:if-unmodified-since', readsObject),
    values: [imf('2015-01-01'), imf('2037-01-01'), 'x'],
    change: (request, value) =>
      withFurtherField(withField(request, 'If-Unmodified-Since', imf('2016-01-01')), {
        name: 'If-Unmodified-Since',
        value,
      }),
  }),
];
