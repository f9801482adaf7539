import type { HeaderList } from '../../../dialects/core/headers.ts';
import { asIf } from '../../faults/edit-request.ts';
import type { Tampering } from '../../faults/tampering.ts';
import type { Which } from '../../faults/which.ts';
import type { IncomingExchange } from '../../http/exchange.ts';

/** Carries `which` out as if other header fields had been sent. */
export function withFields(
  which: Which,
  change: (fields: HeaderList) => HeaderList,
): Pick<Tampering, 'operate'> {
  return asIf(which, ({ headers }) => {
    const changed = change(headers);
    const sent = (name: string): string | undefined =>
      changed.find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1];
    return { headers: changed, sent };
  });
}

/** Overlooks header fields. */
export function overlooking(
  which: Which,
  overlooked: (name: string, value: string) => boolean,
): Pick<Tampering, 'operate'> {
  return withFields(which, (fields) =>
    fields.filter(([name, value]) => !overlooked(name.toLowerCase(), value)),
  );
}

/** Reads another path than the one that was sent. */
export function readingPath(change: (path: string, incoming: IncomingExchange) => string): Tampering {
  return {
    receive: (incoming) => {
      const rawPath = change(incoming.rawPath, incoming);
      const { rawQuery } = incoming;
      return { ...incoming, rawPath, target: rawQuery === undefined ? rawPath : `${rawPath}?${rawQuery}` };
    },
  };
}
