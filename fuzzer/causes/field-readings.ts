import { type Field, fieldOf, type StructuredRequest, withoutField } from '../structured-request.ts';
import { type Reading, reading } from './reading.ts';

/** Fields that say where a request ends and whom it is for, which is read before everything else. */
const FRAMING: ReadonlySet<string> = new Set(['host', 'content-length', 'transfer-encoding', 'connection']);
/** Fields that a request cannot do without, or that say nothing of what is asked for. */
const NEEDED: ReadonlySet<string> = new Set([...FRAMING, 'authorization', 'date']);

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
  {
    name: 'without-field',
    part: true,
    says: (name) => `there were no field ${name}`,
    subjects: ({ headers }) => [...new Set(headers.map(nameOf))].filter((name) => !NEEDED.has(name)),
    change: (request, name) => (fieldOf(request, name) ? withoutField(request, name) : undefined),
  },
];
