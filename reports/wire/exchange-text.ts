import { escapeTerminal } from '../escape.ts';
import type { CheckRecord, ExchangeRecord } from '../record.ts';
import { duration } from '../wording.ts';
import { alignLines, type LinePair } from './align.ts';
import { LINE_MARKS, type LineMark, MARK_LEGEND, responseMarker } from './line-mark.ts';
import { requestLines, responseLines, type WireLine } from './wire-lines.ts';

export interface ExchangeTextOptions {
  /** Colours a line by what is said of it; nothing by default. */
  readonly paint?: (mark: LineMark, text: string) => string;
  /** Exchanges that only prepare are told in one line each, unless they are complained of. Default false: all of them. */
  readonly shortSetup?: boolean;
}

/** Columns before the text of a line: sign and side. */
const SIDES = { both: 'both      ', target: 'target    ', reference: 'reference ' } as const;

/**
 * The exchanges of a check as lines of text, the target's answer against the reference's: a line that both sent stands
 * once, one that differs stands twice with a sign that says whether it matters. Everything is escaped.
 */
export function exchangeText(check: CheckRecord, options: ExchangeTextOptions = {}): string[] {
  const { target, reference } = check.transcripts;
  const length = Math.max(target.length, reference.length);
  if (length === 0) return ['No request was sent.'];
  const texts = Array.from({ length }, (_, index) =>
    exchange(check, index, target[index], reference[index], options),
  );
  const compared = target.some((_, index) => reference[index] !== undefined);
  return [...(compared ? [MARK_LEGEND] : []), ...texts.flat()];
}

function exchange(
  check: CheckRecord,
  index: number,
  target: ExchangeRecord | undefined,
  reference: ExchangeRecord | undefined,
  { paint = (_mark, text) => text, shortSetup = false }: ExchangeTextOptions,
): string[] {
  const one = target ?? reference;
  if (one === undefined) return [];
  const phase = one.phase === 'setup' ? ', to prepare' : '';
  const head = `[${index + 1}] ${one.operation} as ${one.identity}${phase}${timeOf(target)}`;
  const blamed = [...check.mismatches, ...check.divergences].some((found) => found.exchange === index);
  const alone = target === undefined || reference === undefined;
  if (shortSetup && one.phase === 'setup' && !blamed && one.failure === undefined) {
    return [
      '',
      `${escapeTerminal(head)}: ${statusOf(target)}${alone ? '' : `, reference ${statusOf(reference)}`}`,
    ];
  }
  const mark = responseMarker(check, index, alone);
  const response = alignLines(target ? responseLines(target) : [], reference ? responseLines(reference) : []);
  const side = target === undefined ? 'reference' : 'target';
  const lines = response.flatMap((pair, at) => [
    ...(startsBody(response, at) ? [''] : []),
    ...pairLines(pair, mark(pair), alone ? side : undefined, paint),
  ]);
  return [
    '',
    escapeTerminal(head),
    ...requestLines(one).map((line) => `  > ${escapeTerminal(line.text)}`),
    ...(alone && target === undefined ? ['  (the target was not asked this)'] : []),
    ...lines,
  ];
}

/** @param only the side there is, when there is only one */
function pairLines(
  { target, reference }: LinePair,
  mark: LineMark,
  only: 'target' | 'reference' | undefined,
  paint: NonNullable<ExchangeTextOptions['paint']>,
): string[] {
  const sign = LINE_MARKS[mark].sign.padEnd(1);
  const line = (who: keyof typeof SIDES, text: WireLine | undefined, withSign: boolean): string => {
    const said = text === undefined ? '(nothing)' : escapeTerminal(text.text);
    return paint(mark, `  ${withSign ? sign : ' '} < ${SIDES[who]}${said}`);
  };
  if (only !== undefined) return [line(only, target ?? reference, true)];
  if (target !== undefined && target.text === reference?.text) return [line('both', target, true)];
  return [line('target', target, true), line('reference', reference, false)];
}

/** Where the header fields end. */
function startsBody(pairs: readonly LinePair[], index: number): boolean {
  const kind = (at: number): WireLine['kind'] | undefined =>
    (pairs[at]?.target ?? pairs[at]?.reference)?.kind;
  return index > 0 && kind(index) === 'body' && kind(index - 1) !== 'body';
}

function timeOf(exchange: ExchangeRecord | undefined): string {
  return exchange === undefined ? '' : `, ${duration(exchange.durationMs)}`;
}

function statusOf(exchange: ExchangeRecord | undefined): string {
  return exchange?.response === undefined ? 'no response' : String(exchange.response.status);
}
