import { tencentCos as dialect } from '../../../dialects/tencent-cos/index.ts';
import type { Target } from '../../target/target.ts';
import { countingLedger, type Ledger } from '../ledger.ts';
import { openSession, type Session } from '../session.ts';

/** What a test wants of a session other than usual. */
export interface TestSessionOptions {
  readonly target?: Partial<Target>;
  readonly role?: Session['role'];
  readonly seed?: number;
  readonly runId?: string;
  readonly ledger?: Ledger;
  readonly clockSkewMs?: number;
}

/** Secret of the main identity of test targets. */
export const TEST_SECRET = 'a-secret-of-the-main-identity';

/** A target of tests at an endpoint, with one identity. */
export function testTarget(endpoint: URL | string, changes: Partial<Target> = {}): Target {
  const url = new URL(endpoint);
  return {
    name: 'scripted',
    dialect: dialect.name,
    profile: dialect.defaultProfile,
    endpoint: url.origin,
    addressing: dialect.defaultAddressing(url, undefined),
    identities: { main: { keyId: 'AKIDmain', secret: TEST_SECRET, account: '1250000000' } },
    features: {},
    limits: {},
    consistencyMs: 0,
    concurrency: 4,
    timeouts: {},
    tls: {},
    ...changes,
  };
}

/** A session with a server of a test. Its owner closes it. */
export function testSession(endpoint: URL | string, options: TestSessionOptions = {}): Session {
  return openSession({
    dialect,
    target: testTarget(endpoint, options.target),
    role: options.role ?? 'target',
    seed: options.seed ?? 1,
    runId: options.runId ?? 'unit',
    ledger: options.ledger ?? countingLedger(),
    clockSkewMs: options.clockSkewMs ?? 0,
  });
}
