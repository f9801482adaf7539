import { parentPort, workerData } from 'node:worker_threads';
import { dialectByName } from '../dialects/index.ts';
import { checksOf, faultsOf } from './checks.ts';
import type { Row } from './matrix.ts';
import { proveFault } from './prove-fault.ts';

/** What a worker is started with. */
export interface Assignment {
  readonly dialect: string;
  readonly profile: string;
  /** Ids of checks that do not pass without a fault, and so prove nothing. */
  readonly without: readonly string[];
  readonly costs: ReadonlyMap<string, number>;
  readonly lookFurther: boolean;
  readonly exhaustive: boolean;
}

/** What a worker says: that it is free, or what became of a fault. */
export type Report = { readonly kind: 'ready' } | { readonly kind: 'row'; readonly row: Row };

const assignment: Assignment = workerData;
const dialect = dialectByName(assignment.dialect);
if (!dialect || !parentPort) throw new Error(`no dialect is called ${assignment.dialect}`);
const port = parentPort;
const checks = await checksOf(dialect, assignment.profile);
const without = new Set(assignment.without);
const proving = { ...assignment, dialect, checks: checks.filter(({ id }) => !without.has(id)) };
const faults = new Map(faultsOf(dialect).map((fault) => [fault.id, fault]));

port.on('message', async (id: string) => {
  const fault = faults.get(id);
  if (fault === undefined) throw new Error(`no fault is called ${id}`);
  const row = await proveFault(fault, proving);
  port.postMessage({ kind: 'row', row } satisfies Report);
});
port.postMessage({ kind: 'ready' } satisfies Report);
