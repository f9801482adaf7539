import { formatDate } from '../../grammar/http-values.ts';
import { withField } from '../../structured-request.ts';
import type { MutationClass } from '../mutation.ts';
import { variants } from '../variants.ts';
import { signed } from './credentials-text.ts';

const HOUR = 3600;
/** Validity of a signature by what is asked for, in seconds from now. */
const VALIDITY: Readonly<Record<string, readonly [from: number, until: number]>> = {
  zero: [-60, -60],
  second: [-1, 1],
  reversed: [HOUR, -HOUR],
  week: [-60, 7 * 24 * HOUR],
  'week and a second': [-60, 7 * 24 * HOUR + 1],
  decades: [-60, 40 * 365 * 24 * HOUR],
  'beyond 32 bits': [-60, 2_200_000_000],
  'from the epoch': [-1_700_000_000, HOUR],
};
const EDGES: Readonly<Record<string, readonly [from: number, until: number]>> = {
  'just over': [-HOUR, -2],
  'long over': [-2 * HOUR, -HOUR],
  'nearly over': [-HOUR, 30],
  'not begun': [HOUR, 2 * HOUR],
  'nearly begun': [60, HOUR],
};
const DATE = 1_420_070_400;

/** A class of validities under another scheme than the first, where there is one. */
function validities(
  slug: string,
  title: string,
  spans: Readonly<Record<string, readonly [from: number, until: number]>>,
): MutationClass {
  return variants({
    slug,
    group: 'signature',
    title,
    order: 'before-signing',
    slots: (request, about) =>
      about.dialect.login === undefined && about.dialect.signer.schemes.length > 1
        ? signed(request, about)
        : [],
    values: Object.keys(spans),
    change: (request, name, _, { dialect }) => {
      const [validFrom, validUntil] = spans[name] ?? [];
      const scheme = dialect.signer.schemes[1];
      return validFrom === undefined || validUntil === undefined || scheme === undefined
        ? undefined
        : { ...request, signing: { ...request.signing, scheme, validFrom, validUntil } };
    },
  });
}

/** When a signature is valid, and dates beside it. */
export const signatureTimeMutations: readonly MutationClass[] = [
  variants<number>({
    slug: 'si-skew',
    group: 'signature',
    title: 'validity that is over, or has not begun',
    order: 'before-signing',
    // Tokens have no times of their own.
    slots: (request, about) => (about.dialect.login === undefined ? signed(request, about) : []),
    values: [-86_400, -HOUR, -901, -899, -300, 300, 899, 901, HOUR, 86_400],
    change: (request, seconds) => ({
      ...request,
      signing: { ...request.signing, validFrom: seconds, validUntil: seconds + 600 },
    }),
  }),
  validities('si-presign-expiry', 'odd validities of an address that carries its signature', VALIDITY),
  validities('si-presign-edge', 'an address that carries its signature, early and late', EDGES),
  variants({
    slug: 'si-date-both',
    group: 'signature',
    title: 'a Date that contradicts the signature',
    slots: signed,
    values: [formatDate(DATE, 'imf'), 'Thu, 01 Jan 2037 00:00:00 GMT', 'yesterday', ''],
    change: (request, value) => withField(request, 'Date', value),
  }),
  variants({
    slug: 'si-date-format',
    group: 'signature',
    title: 'a Date in other formats',
    slots: signed,
    values: [
      formatDate(DATE, 'rfc850'),
      formatDate(DATE, 'asctime'),
      '2015-01-01T00:00:00Z',
      '20150101T000000Z',
      '1420070400',
    ],
    change: (request, value) => withField(request, 'Date', value),
  }),
];
