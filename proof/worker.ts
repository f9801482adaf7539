import { workerData } from 'node:worker_threads';
import { dialectByName } from '../dialects/index.ts';
import { checksOf, faultsOf } from './checks.ts';
import { workOnIds } from './on-thread.ts';
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

const assignment: Assignment = workerData;
const dialect = dialectByName(assignment.dialect);
if (!dialect) throw new Error(`no dialect is called ${assignment.dialect}`);
const checks = await checksOf(dialect, assignment.profile);
const without = new Set(assignment.without);
const proving = { ...assignment, dialect, checks: checks.filter(({ id }) => !without.has(id)) };
const faults = new Map(faultsOf(dialect).map((fault) => [fault.id, fault]));

workOnIds(async (id) => {
  const fault = faults.get(id);
  if (fault === undefined) throw new Error(`no fault is called ${id}`);
  return proveFault(fault, proving);
});
