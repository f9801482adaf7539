import type { HeaderList } from '../../../dialects/core/headers.ts';
import type { IncomingExchange } from '../../http/exchange.ts';
import { refuse } from '../../operations/refuse.ts';
import { on } from '../edit-request.ts';
import { faults } from '../fault.ts';
import type { Tampering } from '../tampering.ts';
import { readsObject } from '../which.ts';

/** Another reading of the header section. */
function readingFields(change: (headers: HeaderList) => HeaderList): Pick<Tampering, 'receive'> {
  return { receive: (incoming) => ({ ...incoming, headers: change(incoming.headers) }) };
}

/** Another reading of a Range field. */
function readingRange(change: (value: string) => string): Pick<Tampering, 'understand'> {
  return {
    understand: ({ incoming }) => ({
      incoming: {
        ...incoming,
        headers: incoming.headers.map(([name, value]) => [
          name,
          /^range$/i.test(name) ? change(value) : value,
        ]),
      },
    }),
  };
}

/** Another reading of numbers in the query. */
function readingQuery(change: (value: string) => string): Pick<Tampering, 'understand'> {
  return {
    understand: ({ query }) => ({
      query: query.map(([name, value]) => [name, value === null ? null : change(value)]),
    }),
  };
}

const WORD = 2n ** 64n;
const wrapped = (digits: string): string => String(BigInt(digits) % WORD);
const DATES = /^if-(un)?modified-since$/i;

/** Refuses dates of a form. */
function refusingDates(form: RegExp): Pick<Tampering, 'operate'> {
  const isRefused = ({ headers }: Pick<IncomingExchange, 'headers'>): boolean =>
    headers.some(([name, value]) => DATES.test(name) && form.test(value));
  return on(readsObject, (prepared, next) =>
    isRefused(prepared.request) ? refuse('invalid-argument') : next(prepared),
  );
}

/** Header fields, numbers and dates that are read otherwise than RFC 9110 has them. */
export const fieldFaults = faults('fields', {
  'last-field-wins': {
    says: 'Of fields of one name the last counts.',
    ...readingFields((headers) => {
      const last = new Map(headers.map((field) => [field[0].toLowerCase(), field]));
      return [...last.values()];
    }),
  },
  'field-names-with-case': {
    says: 'Names of fields in capitals are not known.',
    ...readingFields((headers) => headers.filter(([name]) => name.length < 3 || /[a-z]/.test(name))),
  },
  'plus-in-ranges': {
    says: 'Positions of ranges may have a plus sign.',
    ...readingRange((value) => value.replace(/\+(?=\d)/g, '')),
  },
  'ranges-wrap': {
    says: 'Positions of ranges are counted modulo 2^64.',
    ...readingRange((value) => value.replace(/\d{10,60}/g, wrapped)),
  },
  'ranges-with-blanks': {
    says: 'Blanks anywhere in a range are passed over.',
    ...readingRange((value) => value.replace(/[ \t]/g, '')),
  },
  'query-numbers-wrap': {
    says: 'Numbers in the query are counted modulo 2^64.',
    ...readingQuery((value) => (/^\d{19,60}$/.test(value) ? wrapped(value) : value)),
  },
  'query-decoded-twice': {
    says: 'Values of the query are percent-decoded twice.',
    ...readingQuery((value) => {
      try {
        return decodeURIComponent(value);
      } catch {
        return value;
      }
    }),
  },
  'rfc850-dates-refused': {
    says: 'Dates as RFC 850 has them are refused.',
    ...refusingDates(/^[A-Z][a-z]+day, /),
  },
  'asctime-dates-refused': {
    says: 'Dates as asctime writes them are refused.',
    ...refusingDates(/^[A-Z][a-z]{2} [A-Z][a-z]{2} /),
  },
  'path-decoded-for-signature': {
    says: 'Signatures are verified over the path decoded once more than it should be.',
    authenticate: (routed, next) => {
      const caller = next(routed);
      const isDecodedTwice = /%25[0-9a-f]{2}/i.test(routed.incoming.rawPath);
      return caller !== undefined && isDecodedTwice ? refuse('signature-mismatch') : caller;
    },
  },
});
