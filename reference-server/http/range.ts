import type { ByteSpan } from '../store/blob.ts';

/** One range as asked for. RFC 9110 section 14.1.2. */
export type RangeSpec =
  | { readonly kind: 'from'; readonly first: number; readonly last: number | undefined }
  | { readonly kind: 'suffix'; readonly length: number };

/** What a Range field comes to for a representation of a known length. */
export type RangeOutcome =
  /** Absent, not understood or to be ignored: the whole representation, status 200. */
  | { readonly kind: 'whole' }
  /** Status 206; at least one span, in the order asked for. */
  | { readonly kind: 'partial'; readonly spans: readonly [ByteSpan, ...ByteSpan[]] }
  /** Status 416. */
  | { readonly kind: 'unsatisfiable' };

/** Where dialects differ. */
export interface RangeOptions {
  /** Most ranges a field may ask for. */
  readonly maxRanges: number;
  /** Whether ranges that begin after the end count, too. Default `asked`: they do. */
  readonly counted?: 'asked' | 'satisfiable' | undefined;
  /** Most pairs of ranges that overlap without being the same. Default: no bound. */
  readonly maxOverlaps?: number | undefined;
  /** Most ranges a field may ask for in another order than that of their first bytes. Default: no bound. */
  readonly maxUnordered?: number | undefined;
  /** What a field is that asks for more than that. Default `whole`: it is ignored. RFC 9110 section 14.2 allows either. */
  readonly excessive?: 'whole' | 'unsatisfiable' | undefined;
  /** Whether blanks around the sign after the unit are passed over. Default `refuse`: no byte range. */
  readonly blanks?: 'accept' | 'refuse' | undefined;
  /** What a suffix of an empty representation is; RFC 9110 calls it satisfiable but cannot name its bytes. Default `whole`. */
  readonly suffixOfEmpty?: 'whole' | 'unsatisfiable' | undefined;
}

/** Longest Range value that is looked at; nobody asks for more than a few ranges. */
const MAX_LENGTH = 4096;

const SPEC = /^(\d*)-(\d*)$/;

/**
 * Reads the value of a Range field. The unit's letter case does not matter, blanks around commas and empty list
 * elements are passed over (RFC 9110 sections 14.1 and 5.6.1).
 * @returns undefined when it is not a list of byte ranges or a range ends before it begins
 */
export function parseRange(
  value: string,
  { blanks }: Pick<RangeOptions, 'blanks'> = {},
): readonly RangeSpec[] | undefined {
  if (value.length > MAX_LENGTH) return undefined;
  const unit = (blanks === 'accept' ? /^bytes[ \t]*=/i : /^bytes=/i).exec(value);
  if (!unit) return undefined;
  const specs: RangeSpec[] = [];
  for (const element of value.slice(unit[0].length).split(',')) {
    const text = element.replace(/^[ \t]+|[ \t]+$/g, '');
    if (text === '') continue;
    const spec = parseSpec(text);
    if (!spec) return undefined;
    specs.push(spec);
  }
  return specs.length === 0 ? undefined : specs;
}

function parseSpec(text: string): RangeSpec | undefined {
  const found = SPEC.exec(text);
  if (!found) return undefined;
  const [, first = '', last = ''] = found;
  if (first === '') return last === '' ? undefined : { kind: 'suffix', length: position(last) };
  if (last === '') return { kind: 'from', first: position(first), last: undefined };
  if (BigInt(first) > BigInt(last)) return undefined;
  return { kind: 'from', first: position(first), last: position(last) };
}

/** Positions beyond what a number holds exactly are beyond the end of anything stored. */
function position(digits: string): number {
  return Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
}

/**
 * What the value of a Range field (undefined when absent) means for a representation of `length` bytes. Ranges that
 * begin after its end are left out, ends beyond it are cut. RFC 9110 sections 14.1.2 and 14.2.
 */
export function evaluateRange(
  value: string | undefined,
  length: number,
  options: RangeOptions,
): RangeOutcome {
  const specs = value === undefined ? undefined : parseRange(value, options);
  if (!specs) return { kind: 'whole' };
  const spans = specs.flatMap((spec) => resolveSpec(spec, length) ?? []);
  if (isExcessive(specs, spans, options)) return { kind: options.excessive ?? 'whole' };
  const [first, ...rest] = spans;
  if (first) return { kind: 'partial', spans: [first, ...rest] };
  const emptySuffix = length === 0 && specs.some((spec) => spec.kind === 'suffix' && spec.length > 0);
  return emptySuffix && options.suffixOfEmpty !== 'unsatisfiable'
    ? { kind: 'whole' }
    : { kind: 'unsatisfiable' };
}

function isExcessive(
  specs: readonly RangeSpec[],
  spans: readonly ByteSpan[],
  { maxRanges, counted, maxOverlaps, maxUnordered }: RangeOptions,
): boolean {
  if ((counted === 'satisfiable' ? spans : specs).length > maxRanges) return true;
  if (maxUnordered !== undefined && spans.length > maxUnordered && !isOrdered(spans)) return true;
  return maxOverlaps !== undefined && overlaps(spans) > maxOverlaps;
}

function isOrdered(spans: readonly ByteSpan[]): boolean {
  return spans.every(({ start }, at) => start >= (spans[at - 1]?.start ?? 0));
}

/** How many pairs of spans share bytes and are not the same. */
function overlaps(spans: readonly ByteSpan[]): number {
  return spans.reduce((sum, one, at) => {
    const meets = (other: ByteSpan): boolean =>
      one.start <= other.end &&
      other.start <= one.end &&
      (one.start !== other.start || one.end !== other.end);
    return sum + spans.slice(at + 1).filter(meets).length;
  }, 0);
}

/** The bytes a range means in `length` bytes; undefined when it means none of them. */
export function resolveSpec(spec: RangeSpec, length: number): ByteSpan | undefined {
  if (spec.kind === 'suffix') {
    if (spec.length === 0 || length === 0) return undefined;
    return { start: Math.max(0, length - spec.length), end: length - 1 };
  }
  if (spec.first >= length) return undefined;
  return { start: spec.first, end: Math.min(spec.last ?? length - 1, length - 1) };
}

/** Number of bytes in a span. */
export function spanLength(span: ByteSpan): number {
  return span.end - span.start + 1;
}

/** Value of Content-Range: `bytes 0-3/10`, or for a 416 without span the length alone. RFC 9110 section 14.4. */
export function formatContentRange(span: ByteSpan | undefined, length: number): string {
  return span ? `bytes ${span.start}-${span.end}/${length}` : `bytes */${length}`;
}
