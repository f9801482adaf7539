import { type Field, fieldOf, type StructuredRequest, withoutField } from '../structured-request.ts';
import { type Reading, reading } from './reading.ts';

/** Fields that say where a request ends and whom it is for, which is read before everything else. */
const FRAMING: ReadonlySet<string> = new Set(['host', 'content-length', 'transfer-encoding', 'connection']);
/** Fields that a request cannot do without, or that say nothing of what is asked for. */
const NEEDED: ReadonlySet<string> = new Set([...FRAMING, 'authorization', 'date']);

/** Fields that grant access, as every dialect with lists of grants has them; one says what the others might. */
const GRANTS = /^x-[a-z]+-(acl|grant-[a-z-]+)$/;
/** A range from one position to another one. */
const RANGE = /^(\s*bytes\s*=\s*)\d+\s*-(\s*\d+\s*)$/i;

/** One range of a field: from one position to another one, or the last bytes. RFC 9110 section 14.1.2. */
const ONE_RANGE = /(?<=[=,]\s*)(\d{0,80})-(\d{1,80})(?=\s*(?:,|$))/g;

/** The request with its ranges changed. @param change takes -1 for the first position of the last bytes */
function withRanges(
  request: StructuredRequest,
  change: (first: bigint, last: bigint) => string | undefined,
): StructuredRequest {
  const changed = (value: string): string =>
    value.replace(ONE_RANGE, (range, first: string, last: string) => {
      return change(first === '' ? -1n : BigInt(first), BigInt(last)) ?? range;
    });
  return {
    ...request,
    headers: request.headers.map((field) =>
      /^(x-.*-)?range$/i.test(field.name) ? { ...field, value: changed(field.value) } : field,
    ),
  };
}

function nameOf({ name }: Field): string {
  return name.toLowerCase();
}

/** The request with those fields; undefined when none is missing. */
function keeping(
  request: StructuredRequest,
  keep: (field: Field, index: number) => boolean,
): StructuredRequest | undefined {
  const headers = request.headers.filter(keep);
  return headers.length === request.headers.length ? undefined : { ...request, headers };
}

/** Readings of the header section. */
export const fieldReadings: readonly Reading[] = [
  reading('last-of-fields', 'only the last of fields of one name were there', (request) =>
    keeping(
      request,
      (field, index) =>
        FRAMING.has(nameOf(field)) ||
        request.headers.findLastIndex((one) => nameOf(one) === nameOf(field)) === index,
    ),
  ),
  reading('first-of-fields', 'only the first of fields of one name were there', (request) =>
    keeping(
      request,
      (field, index) =>
        FRAMING.has(nameOf(field)) ||
        request.headers.findIndex((one) => nameOf(one) === nameOf(field)) === index,
    ),
  ),
  reading('without-capital-fields', 'fields whose names are in capitals were not there', (request) =>
    keeping(request, ({ name }) => name.length < 3 || /[a-z]/.test(name)),
  ),
  reading('without-grants', 'there were no fields that grant access', (request) =>
    keeping(request, (field) => !GRANTS.test(nameOf(field))),
  ),
  reading('range-without-last', 'the last position of ranges were the one behind them', (request) =>
    withRanges(request, (first, last) => (first >= 0n && first < last ? `${first}-${last - 1n}` : undefined)),
  ),
  reading('last-bytes-as-first', 'the last bytes were the first ones', (request) =>
    withRanges(request, (first, last) => (first < 0n && last > 0n ? `0-${last - 1n}` : undefined)),
  ),
  // Whoever checks the last position as the first one has to be refuses what ends beyond the end.
  reading('range-has-to-end-inside', 'ranges had to end inside of the object', (request) => ({
    ...request,
    headers: request.headers.map((field) =>
      /^range$/i.test(field.name) ? { ...field, value: field.value.replace(RANGE, '$1$2-') } : field,
    ),
  })),
  {
    name: 'without-field',
    part: true,
    says: (name) => (name === '' ? 'lines that are no fields were not there' : `there were no field ${name}`),
    subjects: ({ headers }) => [...new Set(headers.map(nameOf))].filter((name) => !NEEDED.has(name)),
    change: (request, name) => (fieldOf(request, name) ? withoutField(request, name) : undefined),
  },
];
