import type { Mismatch } from '../../reports/record.ts';
import type { RequestSpec } from '../check/context.ts';
import type { Exchange } from '../transport/exchange.ts';
import type { Facet } from '../verify/verify.ts';

/** An exchange as a check made it. */
export interface CheckExchange {
  readonly exchange: Exchange;
  readonly operation: string;
  readonly identity: string;
  readonly phase: CheckPhase;
}

export type CheckPhase = 'setup' | 'act';

/** Takes down what one check does on one server, and what is wrong with it. */
export interface TranscriptWriter {
  /**
   * A place for the exchange of a request that is about to be sent. Requests under way at the same time come back in any
   * order; their places are in the order in which they were sent, which is the same on both servers.
   */
  readonly open: (spec: RequestSpec, phase: CheckPhase) => (exchange: Exchange) => void;
  /** Id of the operation an exchange was made for; undefined when it is not in the transcript. */
  readonly operationOf: (exchange: Exchange) => string | undefined;
  /** Notes what is wrong with an exchange. */
  readonly note: (exchange: Exchange, facets: readonly Facet[]) => void;
  /** What was taken down so far. Places whose request was never sent are left out. */
  readonly read: () => {
    readonly exchanges: readonly CheckExchange[];
    readonly mismatches: readonly Mismatch[];
  };
}

/** An empty transcript. */
export function openTranscript(): TranscriptWriter {
  const places: (CheckExchange | undefined)[] = [];
  const notes: { readonly exchange: Exchange; readonly facet: Facet }[] = [];
  return {
    open: (spec, phase) => {
      const place = places.push(undefined) - 1;
      return (exchange) => {
        places[place] = { exchange, operation: spec.op, identity: spec.as ?? 'main', phase };
      };
    },
    operationOf: (exchange) => places.find((one) => one?.exchange === exchange)?.operation,
    note: (exchange, facets) => {
      for (const facet of facets) notes.push({ exchange, facet });
    },
    read: () => {
      const exchanges = places.filter((one) => one !== undefined);
      const mismatches = notes.map(({ exchange, facet }) => ({
        exchange: exchanges.findIndex((one) => one.exchange === exchange),
        ...facet,
      }));
      return { exchanges, mismatches };
    },
  };
}
