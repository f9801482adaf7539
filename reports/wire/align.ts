import type { WireLine } from './wire-lines.ts';

/** A line of the target's message beside the line of the reference's that it is compared with. */
export interface LinePair {
  readonly target?: WireLine;
  readonly reference?: WireLine;
}

/** Above this product of line counts, lines are paired by position: bounded time for any input. */
const MAX_CELLS = 120_000;

/**
 * Pairs the lines of two messages for showing them side by side: start lines with each other, header fields by name
 * in the target's order, body lines by their longest common subsequence.
 */
export function alignLines(target: readonly WireLine[], reference: readonly WireLine[]): LinePair[] {
  const of = (lines: readonly WireLine[], kind: WireLine['kind']): WireLine[] =>
    lines.filter((line) => line.kind === kind);
  return [
    ...pairByPosition(of(target, 'start'), of(reference, 'start')),
    ...pairHeaders(of(target, 'header'), of(reference, 'header')),
    ...pairCommon(of(target, 'body'), of(reference, 'body')),
    ...pairByPosition(of(target, 'note'), of(reference, 'note')),
  ];
}

function pair(target: WireLine | undefined, reference: WireLine | undefined): LinePair {
  return { ...(target === undefined ? {} : { target }), ...(reference === undefined ? {} : { reference }) };
}

function pairByPosition(target: readonly WireLine[], reference: readonly WireLine[]): LinePair[] {
  const length = Math.max(target.length, reference.length);
  return Array.from({ length }, (_, index) => pair(target[index], reference[index]));
}

/** The nth field of a name goes with the nth of the same name; what only the reference sent comes after. */
function pairHeaders(target: readonly WireLine[], reference: readonly WireLine[]): LinePair[] {
  const left = [...reference];
  const pairs = target.map((line) => {
    const at = left.findIndex(({ name }) => name === line.name);
    return pair(line, at === -1 ? undefined : left.splice(at, 1)[0]);
  });
  return [...pairs, ...left.map((line) => pair(undefined, line))];
}

function pairCommon(target: readonly WireLine[], reference: readonly WireLine[]): LinePair[] {
  const same = (a: number, b: number): boolean => target[a]?.text === reference[b]?.text;
  let head = 0;
  while (head < target.length && head < reference.length && same(head, head)) head += 1;
  let tail = 0;
  const most = Math.min(target.length, reference.length) - head;
  while (tail < most && same(target.length - 1 - tail, reference.length - 1 - tail)) tail += 1;
  const middleTarget = target.slice(head, target.length - tail);
  const middleReference = reference.slice(head, reference.length - tail);
  return [
    ...pairByPosition(target.slice(0, head), reference.slice(0, head)),
    ...pairMiddle(middleTarget, middleReference),
    ...pairByPosition(target.slice(target.length - tail), reference.slice(reference.length - tail)),
  ];
}

function pairMiddle(target: readonly WireLine[], reference: readonly WireLine[]): LinePair[] {
  if ((target.length + 1) * (reference.length + 1) > MAX_CELLS) return pairByPosition(target, reference);
  const lengths = commonLengths(target, reference);
  const pairs: LinePair[] = [];
  // Changed lines wait here until a common one comes, and are then paired in order.
  let targetOnly: WireLine[] = [];
  let referenceOnly: WireLine[] = [];
  const flush = (): void => {
    pairs.push(...pairByPosition(targetOnly, referenceOnly));
    targetOnly = [];
    referenceOnly = [];
  };
  let a = 0;
  let b = 0;
  while (a < target.length || b < reference.length) {
    const lineA = target[a];
    const lineB = reference[b];
    if (lineA !== undefined && lineB !== undefined && lineA.text === lineB.text) {
      flush();
      pairs.push(pair(lineA, lineB));
      a += 1;
      b += 1;
    } else if (
      lineB === undefined ||
      (lineA !== undefined && at(lengths, a + 1, b) >= at(lengths, a, b + 1))
    ) {
      if (lineA !== undefined) targetOnly.push(lineA);
      a += 1;
    } else {
      referenceOnly.push(lineB);
      b += 1;
    }
  }
  flush();
  return pairs;
}

/** Lengths of the longest common subsequences of what comes from each pair of positions on. */
function commonLengths(target: readonly WireLine[], reference: readonly WireLine[]): readonly Uint16Array[] {
  const rows = Array.from({ length: target.length + 1 }, () => new Uint16Array(reference.length + 1));
  for (let a = target.length - 1; a >= 0; a -= 1) {
    for (let b = reference.length - 1; b >= 0; b -= 1) {
      const row = rows[a];
      if (row === undefined) continue;
      row[b] =
        target[a]?.text === reference[b]?.text
          ? at(rows, a + 1, b + 1) + 1
          : Math.max(at(rows, a + 1, b), at(rows, a, b + 1));
    }
  }
  return rows;
}

function at(rows: readonly Uint16Array[], a: number, b: number): number {
  return rows[a]?.[b] ?? 0;
}
