import type { Dialect } from '../../dialects/core/dialect.ts';
import type { ExchangeRecord } from '../../reports/record.ts';
import { configured, type Target } from '../target/target.ts';
import type { Exchange, SentRequest } from '../transport/exchange.ts';
import { createRedactor, type Redactor } from '../transport/redact.ts';
import { wireRecord } from '../transport/wire-record.ts';
import type { CheckExchange } from './transcript.ts';

/** Turns exchanges into records, and takes secrets out of any other text on its way into one. */
export interface ExchangeRecorder {
  (one: CheckExchange): ExchangeRecord;
  /** A text without the secrets of the identities. */
  readonly redact: (text: string) => string;
  /** The same, and without what is secret about the exchanges the text is about, such as their signatures. */
  readonly redactAbout: (exchanges: readonly (Exchange | undefined)[], text: string) => string;
  /** Bytes of an exchange without secrets, those of its request included. */
  readonly redactBytes: (request: SentRequest, bytes: Uint8Array) => Uint8Array;
}

/**
 * A recorder that hides every secret of the given targets' identities, and what the dialect says is secret.
 * @param granted what logins have given so far, which is as secret as the keys it was given for
 */
export function exchangeRecorder(
  dialect: Dialect,
  targets: readonly Target[],
  granted: () => readonly string[] = () => [],
): ExchangeRecorder {
  const own = secretsOf(dialect, targets);
  const over = (secrets: readonly string[]): Redactor =>
    createRedactor({ secrets: [...own, ...secrets], ...dialect.secretPlaces });
  let known: readonly string[] = [];
  let latest = over(known);
  const redactor = (): Redactor => {
    const now = granted();
    if (now.length !== known.length) {
      known = [...now];
      latest = over(known);
    }
    return latest;
  };
  const record = ({ exchange, operation, identity, phase }: CheckExchange): ExchangeRecord => ({
    operation,
    identity,
    phase,
    ...wireRecord(exchange, redactor()),
  });
  const redactAbout: ExchangeRecorder['redactAbout'] = (exchanges, text) =>
    exchanges.reduce(
      (rest, exchange) => (exchange ? redactor().within(exchange.request).text(rest) : rest),
      redactor().text(text),
    );
  const redactBytes: ExchangeRecorder['redactBytes'] = (request, bytes) =>
    redactor().within(request).bytes(bytes);
  return Object.assign(record, { redact: (text: string) => redactor().text(text), redactAbout, redactBytes });
}

function secretsOf({ secretPlaces }: Dialect, targets: readonly Target[]): string[] {
  const fields = ['secret', 'sessionToken', ...(secretPlaces.identityFields ?? [])];
  const identities = targets.flatMap((target) => configured(target.identities).map(([, one]) => one));
  const found = identities.flatMap((identity) => fields.map((field) => identity[field]));
  return [...new Set(found)].filter((secret) => secret !== undefined);
}
