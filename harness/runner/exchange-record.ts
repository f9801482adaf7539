import type { Dialect } from '../../dialects/core/dialect.ts';
import type { ExchangeRecord } from '../../reports/record.ts';
import type { Target } from '../target/target.ts';
import type { Exchange } from '../transport/exchange.ts';
import { createRedactor } from '../transport/redact.ts';
import { wireRecord } from '../transport/wire-record.ts';
import type { CheckExchange } from './transcript.ts';

/** Turns exchanges into records, and takes secrets out of any other text on its way into one. */
export interface ExchangeRecorder {
  (one: CheckExchange): ExchangeRecord;
  /** A text without the secrets of the identities. */
  readonly redact: (text: string) => string;
  /** The same, and without what is secret about the exchanges the text is about, such as their signatures. */
  readonly redactAbout: (exchanges: readonly (Exchange | undefined)[], text: string) => string;
}

/** A recorder that hides every secret of the given targets' identities, and what the dialect says is secret. */
export function exchangeRecorder(dialect: Dialect, targets: readonly Target[]): ExchangeRecorder {
  const redactor = createRedactor({ secrets: secretsOf(dialect, targets), ...dialect.secretPlaces });
  const record = ({ exchange, operation, identity, phase }: CheckExchange): ExchangeRecord => ({
    operation,
    identity,
    phase,
    ...wireRecord(exchange, redactor),
  });
  const redactAbout: ExchangeRecorder['redactAbout'] = (exchanges, text) =>
    exchanges.reduce(
      (rest, exchange) => (exchange ? redactor.within(exchange.request).text(rest) : rest),
      redactor.text(text),
    );
  return Object.assign(record, { redact: redactor.text, redactAbout });
}

function secretsOf({ secretPlaces }: Dialect, targets: readonly Target[]): string[] {
  const fields = ['secret', 'sessionToken', ...(secretPlaces.identityFields ?? [])];
  const identities = targets.flatMap(({ identities: { main, second } }) =>
    second ? [main, second] : [main],
  );
  const found = identities.flatMap((identity) => fields.map((field) => identity[field]));
  return [...new Set(found)].filter((secret) => secret !== undefined);
}
