import { CheckInconclusive } from '../check/check.ts';
import type { RequestSpec } from '../check/context.ts';
import type { Exchange } from '../transport/exchange.ts';
import type { Session } from './session.ts';

/** Passes on an exchange that has to have succeeded for anything after it to mean something. @throws CheckInconclusive */
export function requireSuccess(session: Session, spec: RequestSpec, exchange: Exchange): Exchange {
  const { response, failure } = exchange;
  const accepted = session.operation(spec.op).success.flatMap(({ status }) => status);
  if (!response || failure || !accepted.includes(response.status)) {
    const got = failure ? `${failure.kind}: ${failure.message}` : `status ${response?.status}`;
    throw new CheckInconclusive('setup-failed', `${spec.op} was needed first and got ${got}`);
  }
  return exchange;
}
