import type { Dialect } from '../../dialects/core/dialect.ts';
import type { ExchangeRecord } from '../../reports/record.ts';
import type { Target } from '../target/target.ts';
import { createRedactor } from '../transport/redact.ts';
import { wireRecord } from '../transport/wire-record.ts';
import type { CheckExchange } from './check-run.ts';

/** Turns exchanges into records, and takes secrets out of any other text on its way into one. */
export interface ExchangeRecorder {
  (one: CheckExchange): ExchangeRecord;
  readonly redact: (text: string) => string;
}

/** A recorder that hides every secret of the given targets' identities, and what the dialect says is secret. */
export function exchangeRecorder(dialect: Dialect, targets: readonly Target[]): ExchangeRecorder {
  const identities = targets.flatMap(({ identities: { main, second } }) =>
    second ? [main, second] : [main],
  );
  const secrets = identities.flatMap(({ secret, sessionToken }) =>
    sessionToken === undefined ? [secret] : [secret, sessionToken],
  );
  const redactor = createRedactor({ secrets: [...new Set(secrets)], ...dialect.secretPlaces });
  const record = ({ exchange, operation, identity, phase }: CheckExchange): ExchangeRecord => ({
    operation,
    identity,
    phase,
    ...wireRecord(exchange, redactor),
  });
  return Object.assign(record, { redact: redactor.text });
}
