import { dialectByName } from '../../dialects/index.ts';
import { countingLedger } from '../../harness/session/ledger.ts';
import { openSession, type Session } from '../../harness/session/session.ts';
import type { Target } from '../../harness/target/target.ts';
import { CANARIES, ENVIRONMENT } from './run-cli.ts';
import { startServe } from './serve-process.ts';

/** `bucketproof serve` in a process of its own, with the identities of the tests. */
export interface ServedTarget {
  readonly url: string;
  readonly session: Session;
  readonly close: () => Promise<void>;
}

/** Starts `serve` for a dialect on a free port and opens a session of a bystander with the same identities. */
export async function serveTarget(dialectName: string): Promise<ServedTarget> {
  const dialect = dialectByName(dialectName);
  if (!dialect) throw new Error(`no dialect ${dialectName}`);
  const { url, stop } = await startServe('--dialect', dialectName);
  const target: Target = {
    name: 'served',
    dialect: dialect.name,
    profile: dialect.defaultProfile,
    endpoint: url,
    addressing: dialect.defaultAddressing(new URL(url), undefined),
    identities: {
      main: {
        keyId: ENVIRONMENT.BUCKETPROOF_KEY_ID,
        secret: CANARIES.main,
        account: ENVIRONMENT.BUCKETPROOF_ACCOUNT,
      },
      second: {
        keyId: ENVIRONMENT.BUCKETPROOF_SECOND_KEY_ID,
        secret: CANARIES.second,
        account: ENVIRONMENT.BUCKETPROOF_SECOND_ACCOUNT,
      },
    },
    features: {},
    limits: {},
    consistencyMs: 0,
    concurrency: 1,
    timeouts: {},
    tls: {},
  };
  const session = openSession({
    dialect,
    target,
    role: 'target',
    seed: 0,
    runId: 'test',
    ledger: countingLedger(),
    clockSkewMs: 0,
  });
  return {
    url,
    session,
    close: async () => {
      await session.close();
      await stop();
    },
  };
}
