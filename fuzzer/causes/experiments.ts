import { operationById } from '../../dialects/core/dialect.ts';
import type { Header } from '../../dialects/core/headers.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { tryInLab } from '../campaign/investigate.ts';
import type { FuzzCase } from '../case.ts';
import { type Judging, judge } from '../oracles/judge.ts';
import type { Observation } from '../oracles/observation.ts';
import { isComparable, outcomeKind, outcomeText } from '../outcome.ts';
import { structured } from '../structured-request.ts';
import type { Lane } from '../world/lane.ts';
import type { Trial } from '../world/trial.ts';
import { means, READ_SIGNED, READ_UNSIGNED, type Read, readingsOf, readName, readStep } from './readings.ts';

/** Sends what was tried once more to the reference, read otherwise; undefined where that changes nothing. */
export type ReadOtherwise = (read: Read, when: Explanation['when']) => Promise<Trial | undefined>;

/** A request that may have been read otherwise, where that is not the case itself. */
export interface ReadRequest {
  readonly trial: Trial;
  /** Its title, where another request shows it. */
  readonly earlier?: string | undefined;
  readonly again: ReadOtherwise;
}

/** A reading under which the reference does what the target did. */
export interface Explanation {
  readonly read: Read;
  /** The reading's name and subject. */
  readonly name: string;
  /** Whether the request is read so before its signature is looked at, or only as to what it asks for. */
  readonly when: typeof READ_SIGNED | typeof READ_UNSIGNED;
  /**
   * Whether the reference then answers the same, but for what is known. Otherwise it only accepts as the target did: what
   * the reading allows is what is not refused, and what the target makes of it is another question.
   */
  readonly wholly: boolean;
  /** The operation of the request that is read so, and its title where another request shows it. */
  readonly operation: string;
  readonly earlier?: string | undefined;
}

/** Finds out by sending changed requests to the reference how the target may have read a request. */
export interface Experiments {
  /** Remembers a case that both servers answered alike, but for what the target always does otherwise. */
  readonly agreed: (trial: Trial) => void;
  /**
   * The readings that explain a trial in which the servers differ, in the order of readings.
   * @param requests those that may have been read otherwise, the likeliest first; the case itself, when absent
   */
  readonly explain: (
    trial: Trial,
    observation: Observation,
    requests?: readonly ReadRequest[],
  ) => Promise<Explanation[]>;
  /**
   * Whether the target reads nothing otherwise where it does something of the kind: no case of a like operation that both
   * answered alike speaks against it.
   */
  readonly isGeneral: (explanation: Explanation) => Promise<boolean>;
}

/** Readings that are tried on one trial, and cases that are tried against one explanation. */
const MOST_READINGS = 12;
const MOST_TRIED = 6;
/** Share of the cases that speak against a reading which is not general; a part of a server may read otherwise. */
const TOO_MANY = 1 / 3;
/** Cases that are remembered. */
const MAX_AGREED = 2000;
/** Longer bodies are not remembered. */
const LONGEST_BODY = 64 * 1024;

/**
 * Opens without memories. Nothing is sent yet.
 * @param isUsual whether that is known, or always so: it needs no explanation
 */
export function openExperiments(
  lab: Lane,
  judging: Judging,
  isUsual: (trial: Trial, observation: Observation) => boolean,
): Experiments {
  const { dialect } = judging;
  const agreed = new Map<string, Pick<Trial, 'fuzzCase' | 'rendered'> & { readonly outcome: string }>();
  const read = async (
    { mutations, ...rest }: FuzzCase,
    read: Read,
    when: Explanation['when'],
  ): Promise<Trial | undefined> => {
    const trial = await tryInLab({ ...rest, mutations: [...mutations, readStep(when, read)] }, lab);
    return trial?.reference && trial.rendered.applied.includes(mutations.length) ? trial : undefined;
  };
  /** @param further whether what the request did has to be explained, too */
  const explains = (trial: Trial, changed: Trial, further: boolean): boolean => {
    const { reference } = changed;
    if (!reference || !isComparable(outcomeText(dialect, trial.target), outcomeText(dialect, reference)))
      return false;
    // Every try has a bucket of its own.
    const there = (exchange: Exchange): Exchange =>
      renamed(exchange, changed.given?.reference?.bucket, trial.given?.target.bucket);
    const after = changed.after?.reference;
    const mixed: Trial = {
      ...trial,
      reference: there(reference),
      after: further && trial.after && after ? { ...trial.after, reference: there(after) } : undefined,
      ids: { target: trial.ids.target, reference: changed.ids.reference },
    };
    return judge(mixed, judging).every((one) => {
      const isOther = one.oracle === 'differential' || one.path.startsWith('then ');
      return !isOther || isUsual(mixed, one);
    });
  };
  /** Whether what the reference refuses is accepted when it is read so, as the target accepts it. */
  const accepts = (trial: Trial, { reference }: Trial): boolean =>
    reference !== undefined &&
    outcomeKind(trial.target) === 'accepted' &&
    outcomeText(dialect, reference) === outcomeText(dialect, trial.target);
  /** Whether a case comes out otherwise when it is read so. It may have to be read before it is signed, or behind that. */
  const speaksAgainst = async (
    fuzzCase: FuzzCase,
    outcome: string,
    one: Read,
    first: Explanation['when'],
  ): Promise<boolean> => {
    let isOther = false;
    for (const when of [first, first === READ_SIGNED ? READ_UNSIGNED : READ_SIGNED] as const) {
      const changed = await read(fuzzCase, one, when);
      if (!changed?.reference) continue;
      if (outcomeText(dialect, changed.reference) === outcome) return false;
      isOther = true;
    }
    return isOther;
  };
  const asItIs = (trial: Trial): ReadRequest => {
    return { trial, again: (one, when) => read(trial.fuzzCase, one, when) };
  };
  return {
    agreed: ({ fuzzCase, rendered, reference }) => {
      if (!reference || rendered.request.body.length > LONGEST_BODY || agreed.size >= MAX_AGREED) return;
      const about = fuzzCase.mutations.map(({ slug, slot }) => `${slug} ${slot}`);
      const parameters = fuzzCase.parameters.map(({ name }) => name);
      agreed.set([fuzzCase.operation, ...about, ...parameters].join('|'), {
        fuzzCase,
        rendered,
        outcome: outcomeText(dialect, reference),
      });
    },
    explain: async (trial, { path }, requests = [asItIs(trial)]) => {
      const further = path.startsWith('then ');
      if (!trial.reference || outcomeKind(trial.target) === 'server-error') return [];
      // What the servers do alike, e.g. with one extra field in the answer, no reading explains.
      if (explains(trial, trial, further)) return [];
      const isRefused = outcomeKind(trial.reference) === 'refused' && path.startsWith('status:');
      const found: Explanation[] = [];
      const loose: Explanation[] = [];
      for (const { request, one } of requests.flatMap(readingsOfRequest)) {
        const { earlier, again } = request;
        const { operation } = request.trial.fuzzCase;
        const orders: readonly Explanation['when'][] = one.reading.part
          ? [READ_UNSIGNED, READ_SIGNED]
          : [READ_SIGNED, READ_UNSIGNED];
        for (const when of orders) {
          const changed = await again(one, when);
          const explanation = { read: one, name: readName(one), when, operation, earlier };
          if (changed && explains(trial, changed, further)) {
            found.push({ ...explanation, wholly: true });
            break;
          }
          if (changed && isRefused && one.reading.allows !== undefined && accepts(trial, changed)) {
            loose.push({ ...explanation, wholly: false });
            break;
          }
          // Without a part that was signed nothing is accepted, whatever is asked for.
          if (changed && one.reading.part) break;
        }
      }
      return found.length > 0 ? found : loose;
    },
    isGeneral: async ({ read: one, when, operation }) => {
      const kind = kindOf(operationById(dialect, operation));
      let left = MOST_TRIED;
      let against = 0;
      for (const { fuzzCase, rendered, outcome } of agreed.values()) {
        if (left === 0) break;
        if (kindOf(operationById(dialect, fuzzCase.operation)) !== kind) continue;
        // Who does not go by what a field says may still refuse what it cannot say.
        if (one.reading.part && outcome.startsWith('400')) continue;
        const wire = structured(rendered.request, rendered.signing);
        if (!means(one, wire)) continue;
        left--;
        if (await speaksAgainst(fuzzCase, outcome, one, when)) against++;
      }
      return against <= (MOST_TRIED - left) * TOO_MANY;
    },
  };
}

/** The readings of one request that are tried. */
function readingsOfRequest(request: ReadRequest): { readonly request: ReadRequest; readonly one: Read }[] {
  const { rendered } = request.trial;
  const found = readingsOf(structured(rendered.request, rendered.signing)).slice(0, MOST_READINGS);
  return found.map((one) => ({ request, one }));
}

/** Operations that do something of one kind. */
function kindOf({ resource, effect }: Operation): string {
  return `${resource} ${effect}`;
}

/** The exchange with a name in its answer replaced. */
function renamed(exchange: Exchange, from: string | undefined, to: string | undefined): Exchange {
  const { response } = exchange;
  if (!response || from === undefined || to === undefined || from === to) return exchange;
  return {
    ...exchange,
    response: {
      ...response,
      headers: response.headers.map(([name, value]): Header => [name, value.replaceAll(from, to)]),
      body: Buffer.from(Buffer.from(response.body).toString('latin1').replaceAll(from, to), 'latin1'),
    },
  };
}
