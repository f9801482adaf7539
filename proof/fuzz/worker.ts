import { parentPort, workerData } from 'node:worker_threads';
import { dialectByName } from '../../dialects/index.ts';
import { type Hunt, hunt } from './hunt.ts';
import { plantedFaults } from './planted.ts';

/** What a worker is started with. */
export interface HuntAssignment {
  readonly dialect: string;
  readonly seed: number;
  readonly ms: number;
  readonly beyondMs: number;
}

/** What a worker says: that it is free, or what became of a fault. */
export type HuntReport = { readonly kind: 'ready' } | { readonly kind: 'hunt'; readonly hunt: Hunt };

const assignment: HuntAssignment = workerData;
const dialect = dialectByName(assignment.dialect);
if (!dialect || !parentPort) throw new Error(`no dialect is called ${assignment.dialect}`);
const port = parentPort;
const faults = new Map(plantedFaults(dialect).map((fault) => [fault.id, fault]));

port.on('message', async (id: string) => {
  const found = await hunt(faults.get(id), { ...assignment, dialect });
  port.postMessage({ kind: 'hunt', hunt: found } satisfies HuntReport);
});
port.postMessage({ kind: 'ready' } satisfies HuntReport);
