import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialect } from '../../dialects/core/dialect.ts';
import { exchangeRecorder } from '../../harness/runner/exchange-record.ts';
import { accountsOf, type Ledger, openLedger } from '../../harness/session/ledger.ts';
import { runNames } from '../../harness/session/names.ts';
import type { Target } from '../../harness/target/target.ts';

/** Ledgers that are of no use once everything in them is gone, unlike those of a run. */
export interface TransientLedgers {
  /** A ledger on disk for one way of reaching a target, and the run id that its names are made from. */
  readonly open: (dialect: Dialect, target: Target) => { readonly ledger: Ledger; readonly runId: string };
  /** Takes away those with nothing left in them. */
  readonly close: () => void;
}

/** Ledgers in `folder`. @param newRunId a fresh id of up to 8 characters of `a-z0-9` */
export function openTransientLedgers(folder: string, newRunId: () => string): TransientLedgers {
  const opened: { readonly file: string; readonly ledger: Ledger }[] = [];
  return {
    open: (dialect, target) => {
      const runId = newRunId();
      const file = join(folder, `${dialect.name}-doctor-${runId}.ledger`);
      const about = {
        dialect: dialect.name,
        endpoint: target.endpoint,
        addressing: target.addressing,
        accounts: accountsOf(target),
        targetName: target.name,
        stem: runNames(dialect, runId).stem,
        startedAt: new Date().toISOString(),
      };
      const ledger = openLedger(file, about, exchangeRecorder(dialect, [target]).redact);
      opened.push({ file, ledger });
      return { ledger, runId };
    },
    close: () => {
      for (const { file, ledger } of opened) if (ledger.live().length === 0) rmSync(file, { force: true });
    },
  };
}
