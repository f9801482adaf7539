import type { RangeOutcome } from '../http/range.ts';
import { parseRange, type RangeSpec } from '../http/range.ts';
import { refuse } from '../operations/refuse.ts';
import type { ByteSpan } from '../store/blob.ts';
import { on } from './edit-request.ts';
import { answering, losing, rewriting } from './edit-response.ts';
import { faults } from './fault.ts';
import type { Tampering } from './tampering.ts';
import { getsObject, headsObject } from './which.ts';

const CONTENT_RANGE = /^content-range$/;

/** Ranges that come out otherwise than they should. */
function evaluating(
  change: (outcome: RangeOutcome, specs: readonly RangeSpec[], length: number) => RangeOutcome,
): Tampering {
  return {
    decide: ({ evaluateRange }) => ({
      evaluateRange: (value, length, options) => {
        const specs = value === undefined ? undefined : parseRange(value);
        const outcome = evaluateRange(value, length, options);
        return specs ? change(outcome, specs, length) : outcome;
      },
    }),
  };
}

/** Every span otherwise. */
function spanning(change: (span: ByteSpan, length: number) => ByteSpan): Tampering {
  return evaluating((outcome, _, length) =>
    outcome.kind === 'partial'
      ? { kind: 'partial', spans: mapped(outcome.spans, (span) => change(span, length)) }
      : outcome,
  );
}

function mapped<T>([first, ...rest]: readonly [T, ...T[]], change: (one: T) => T): [T, ...T[]] {
  return [change(first), ...rest.map(change)];
}

/** The last position named of a range, a position too early; a range of one byte stays. */
function withoutLast(range: string, first: string, last: string): string {
  return Number(first) < Number(last) ? `${first}-${BigInt(last) - 1n}` : range;
}

const WHOLE: RangeOutcome = { kind: 'whole' };
const UNSATISFIABLE: RangeOutcome = { kind: 'unsatisfiable' };

function isSuffix([first]: readonly RangeSpec[]): boolean {
  return first?.kind === 'suffix';
}

function isOpen([first]: readonly RangeSpec[]): boolean {
  return first?.kind === 'from' && first.last === undefined;
}

/** Ranges, off by one or understood in part. */
export const rangeFaults = faults('ranges', {
  'range-end-exclusive': {
    says: 'The last position of a range is taken for the one behind it.',
    decide: ({ evaluateRange }) => ({
      evaluateRange: (value, length, options) =>
        evaluateRange(value?.replace(/(\d+)-(\d+)/g, withoutLast), length, options),
    }),
  },
  'range-one-byte-more': {
    says: 'A range gives one byte too many at its end.',
    ...spanning(({ start, end }, length) => ({ start, end: Math.min(end + 1, length - 1) })),
  },
  'range-start-off-by-one': {
    says: 'Positions are counted from 1.',
    ...spanning(({ start, end }) => ({ start: Math.max(0, start - 1), end: Math.max(0, end - 1) })),
  },
  'ranges-ignored': { says: 'Range is ignored.', ...evaluating(() => WHOLE) },
  'range-answers-200': {
    says: 'The bytes of a range come with status 200.',
    ...answering(getsObject, (response) =>
      response.status === 206 ? { ...response, status: 200 } : response,
    ),
  },
  'content-range-missing': {
    says: '206 has no Content-Range.',
    ...answering(getsObject, losing(CONTENT_RANGE)),
  },
  'content-range-without-total': {
    says: 'Content-Range gives * for the length of the object.',
    ...answering(
      getsObject,
      rewriting(CONTENT_RANGE, (range) => range.replace(/\/\d+$/, '/*')),
    ),
  },
  'content-range-total-of-part': {
    says: 'Content-Range gives the length of the part for that of the object.',
    ...answering(
      getsObject,
      rewriting(CONTENT_RANGE, (range) =>
        range.replace(
          /(\d+)-(\d+)\/\d+$/,
          (_, first, last) => `${first}-${last}/${Number(last) - Number(first) + 1}`,
        ),
      ),
    ),
  },
  'content-range-unit-missing': {
    says: 'Content-Range does not name the unit.',
    ...answering(
      getsObject,
      rewriting(CONTENT_RANGE, (range) => range.replace('bytes ', '')),
    ),
  },
  'suffix-taken-as-first-bytes': {
    says: 'bytes=-n gives the first n bytes.',
    ...evaluating((outcome, specs, length) => {
      const [spec] = specs;
      if (outcome.kind !== 'partial' || spec?.kind !== 'suffix') return outcome;
      return { kind: 'partial', spans: [{ start: 0, end: Math.min(spec.length, length) - 1 }] };
    }),
  },
  'suffix-taken-as-end': {
    says: 'bytes=-n gives everything up to position n.',
    ...evaluating((outcome, specs, length) => {
      const [spec] = specs;
      if (outcome.kind !== 'partial' || spec?.kind !== 'suffix') return outcome;
      return { kind: 'partial', spans: [{ start: 0, end: Math.min(spec.length, length - 1) }] };
    }),
  },
  'suffix-ignored': {
    says: 'bytes=-n is ignored.',
    ...evaluating((outcome, specs) => (isSuffix(specs) ? WHOLE : outcome)),
  },
  'long-suffix-unsatisfiable': {
    says: 'bytes=-n is refused when the object has fewer than n bytes.',
    ...evaluating((outcome, [spec], length) =>
      spec?.kind === 'suffix' && spec.length > length ? UNSATISFIABLE : outcome,
    ),
  },
  'open-range-ignored': {
    says: 'bytes=a- is ignored.',
    ...evaluating((outcome, specs) => (isOpen(specs) ? WHOLE : outcome)),
  },
  'open-range-one-byte': {
    says: 'bytes=a- gives a single byte.',
    ...evaluating((outcome, specs) => {
      if (outcome.kind !== 'partial' || !isOpen(specs)) return outcome;
      const { start } = outcome.spans[0];
      return { kind: 'partial', spans: [{ start, end: start }] };
    }),
  },
  'range-beyond-end-refused': {
    says: 'A range that ends beyond the object is refused instead of cut.',
    ...evaluating((outcome, [spec], length) =>
      spec?.kind === 'from' && (spec.last ?? 0) >= length ? UNSATISFIABLE : outcome,
    ),
  },
  'unsatisfiable-answers-whole': {
    says: 'A range that begins beyond the object gives the whole object.',
    ...evaluating((outcome) => (outcome.kind === 'unsatisfiable' ? WHOLE : outcome)),
  },
  'range-at-end-answers-last-byte': {
    says: 'A range that begins just at the end of the object gives its last byte.',
    ...evaluating((outcome, [spec], length) =>
      spec?.kind === 'from' && spec.first === length && length > 0
        ? { kind: 'partial', spans: [{ start: length - 1, end: length - 1 }] }
        : outcome,
    ),
  },
  'broken-range-refused-400': {
    says: 'A Range that cannot be read is refused with 400.',
    ...on(getsObject, (prepared, next) => {
      const range = prepared.request.header('Range');
      return range !== undefined && parseRange(range) === undefined
        ? refuse('invalid-argument')
        : next(prepared);
    }),
  },
  'head-refuses-ranges': {
    says: 'HEAD with a Range beyond the object is refused.',
    ...on(headsObject, (prepared, next) =>
      prepared.request.header('Range') === undefined ? next(prepared) : refuse('invalid-range'),
    ),
  },
  'if-range-ignored': {
    says: 'Range is honoured whatever If-Range says.',
    decide: () => ({ evaluateIfRange: () => true }),
  },
  'large-ranges-cut': {
    says: 'A cache gives at most the first 64 bytes of a range.',
    ...spanning(({ start, end }) => ({ start, end: Math.min(end, start + 63) })),
  },
  'range-content-type-lost': {
    says: 'The bytes of a range come as application/octet-stream.',
    ...answering(getsObject, (response, about) =>
      response.status === 206
        ? rewriting(/^content-type$/, () => 'application/octet-stream')(response, about)
        : response,
    ),
  },
});
