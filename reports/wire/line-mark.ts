import type { CheckRecord } from '../record.ts';
import type { LinePair } from './align.ts';

/**
 * What a pair of lines says.
 * - `violates`: a mismatch with the documentation is about this line
 * - `differs`: a divergence from the reference is about it
 * - `may-differ`: not the same text, but nobody minds: dates, ids, names of servers
 * - `same`
 */
export type LineMark = 'violates' | 'differs' | 'may-differ' | 'same';

/** How each mark is shown, so that it reads without colour. */
export const LINE_MARKS: Readonly<Record<LineMark, { readonly sign: string; readonly says: string }>> = {
  violates: { sign: '✗', says: 'against the documentation' },
  differs: { sign: '≠', says: 'differs from the reference' },
  'may-differ': { sign: '~', says: 'differs, and may' },
  same: { sign: '', says: '' },
};

/** What the signs beside the lines mean. */
export const MARK_LEGEND: string = (['violates', 'differs', 'may-differ'] as const)
  .map((mark) => `${LINE_MARKS[mark].sign} ${LINE_MARKS[mark].says}`)
  .join(' · ');

/** Marks the lines of one exchange's response by the facets the check complains of. */
export type ResponseMarker = (pair: LinePair) => LineMark;

/**
 * The marker for one exchange of a check.
 * @param alone there is no exchange of the reference to compare with
 */
export function responseMarker(
  check: Pick<CheckRecord, 'mismatches' | 'divergences'>,
  exchange: number,
  alone: boolean,
): ResponseMarker {
  const facetsOf = (found: readonly { readonly exchange: number; readonly facet: string }[]): string[] =>
    found.filter((one) => one.exchange === exchange).map(({ facet }) => facet.toLowerCase());
  const violated = facetsOf(check.mismatches);
  const divergent = facetsOf(check.divergences);
  return (pair) => {
    if (violated.some((facet) => isAbout(facet, pair))) return 'violates';
    if (divergent.some((facet) => isAbout(facet, pair))) return 'differs';
    return alone ? 'same' : requestMark(pair);
  };
}

/** Requests are not judged: their lines are the same or may differ. */
export function requestMark({ target, reference }: LinePair): LineMark {
  return target?.text === reference?.text ? 'same' : 'may-differ';
}

/** Whether a facet (`status`, `header etag`, `body`, `code`, `/Error/Code`) is about the lines of a pair. */
function isAbout(facet: string, pair: LinePair): boolean {
  const line = pair.target ?? pair.reference;
  switch (line?.kind) {
    case 'start':
      return facet === 'status';
    case 'header':
      return facet === `header ${line.name}` || facet.startsWith(`header ${line.name} `);
    case 'body':
      if (pair.target?.text === pair.reference?.text) return false;
      return facet === 'body' || holdsElement(facet, pair);
    default:
      return false;
  }
}

/** `/Error/Code`, `/List/Contents[2]/Key`, `code`: whether one of the lines holds that element. */
function holdsElement(facet: string, { target, reference }: LinePair): boolean {
  const name =
    facet === 'code' || facet === 'error code'
      ? 'code'
      : facet.startsWith('/')
        ? facet.replace(/\[\d+\]/g, '').replace(/^.*\/@?/, '')
        : '';
  if (name === '') return false;
  return [target, reference].some((line) => {
    const text = line?.text.toLowerCase() ?? '';
    return text.includes(`<${name}`) || text.includes(`:${name}>`) || text.includes(`"${name}"`);
  });
}
