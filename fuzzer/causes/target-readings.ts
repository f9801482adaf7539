import type { RawItem, StructuredRequest } from '../structured-request.ts';
import { type Reading, reading } from './reading.ts';

/** The text with its percent-encoded bytes decoded once and encoded anew; undefined where that changes nothing. */
function decodedTwice(text: string): string | undefined {
  const changed = text.replace(/%25([0-9A-Fa-f]{2})/g, '%$1');
  return changed === text ? undefined : changed;
}

function withPath(request: StructuredRequest, path: string | undefined): StructuredRequest | undefined {
  return path === undefined || path === request.path ? undefined : { ...request, path };
}

/** The request with the values of its query changed; undefined when that changes nothing. */
function withValues(
  request: StructuredRequest,
  change: (value: string) => string | undefined,
): StructuredRequest | undefined {
  const query = request.query.map(([name, value]): RawItem => {
    return [name, value === null ? null : (change(value) ?? value)];
  });
  return query.every(([, value], index) => value === request.query[index]?.[1])
    ? undefined
    : { ...request, query };
}

function keeping(
  request: StructuredRequest,
  keep: (item: RawItem, index: number) => boolean,
): StructuredRequest | undefined {
  const query = request.query.filter(keep);
  return query.length === request.query.length ? undefined : { ...request, query };
}

/** What a listing begins behind. */
const MARKER = /^(key-)?marker$/;
/** The greatest code point: hardly any name has it. */
const LAST_CODE_POINT = '\u{10FFFF}';

/** A marker so little before another one that nothing but that one lies between them; as it is, when it cannot be read. */
function rightBefore(marker: string): string {
  try {
    const name = decodeURIComponent(marker);
    const last = [...name].at(-1);
    // Behind a surrogate there is no such code point.
    const before = last === undefined ? 0 : (last.codePointAt(0) ?? 0) - 1;
    if (last === undefined || before < 0x20 || (before >= 0xd800 && before <= 0xdfff)) return marker;
    return encodeURIComponent(
      `${name.slice(0, -last.length)}${String.fromCodePoint(before)}${LAST_CODE_POINT}`,
    );
  } catch {
    return marker;
  }
}

/** Readings of the path and the query. */
export const targetReadings: readonly Reading[] = [
  reading('path-decoded-twice', 'the path were percent-decoded twice', (request) =>
    withPath(request, decodedTwice(request.path)),
  ),
  reading('path-plus-as-blank', 'a plus sign in the path were a blank', (request) =>
    withPath(request, request.path.replaceAll('+', '%20')),
  ),
  reading('slashes-collapsed', 'slashes in a row were one', (request) =>
    withPath(request, request.path.replace(/\/{2,}/g, '/')),
  ),
  reading('query-decoded-twice', 'values of the query were percent-decoded twice', (request) =>
    withValues(request, decodedTwice),
  ),
  reading('query-plus-as-blank', 'a plus sign in the query were a blank', (request) =>
    withValues(request, (value) => value.replaceAll('+', '%20')),
  ),
  reading('query-plus-as-itself', 'a plus sign in the query were just that', (request) =>
    withValues(request, (value) => value.replaceAll('+', '%2B')),
  ),
  reading('query-in-lower-case', 'parameters were in lower case', (request) => {
    const lower = (text: string): string =>
      text.replace(/%[0-9A-Fa-f]{2}|[A-Z]/g, (found) =>
        found.startsWith('%') ? found : found.toLowerCase(),
      );
    const query = request.query.map(([name, value]): RawItem => {
      return [lower(name), value === null ? null : lower(value)];
    });
    const isSame = query.every(([name, value], index) => {
      return name === request.query[index]?.[0] && value === request.query[index]?.[1];
    });
    return isSame ? undefined : { ...request, query };
  }),
  reading('last-of-items', 'only the last of parameters of one name were there', (request) =>
    keeping(request, ([name], index) => request.query.findLastIndex(([other]) => other === name) === index),
  ),
  reading('first-of-items', 'only the first of parameters of one name were there', (request) =>
    keeping(request, ([name], index) => request.query.findIndex(([other]) => other === name) === index),
  ),
  reading('from-marker', 'listings began with the marker itself', (request) => {
    const query = request.query.map(([name, value]): RawItem => {
      return [name, value !== null && MARKER.test(name) ? rightBefore(value) : value];
    });
    return { ...request, query };
  }),
  {
    name: 'without-item',
    part: true,
    says: (name) => `there were no parameter ${name}`,
    subjects: ({ query }) => [...new Set(query.map(([name]) => name))],
    change: (request, name) => keeping(request, ([other]) => other !== name),
  },
];
