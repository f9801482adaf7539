import { workerData } from 'node:worker_threads';
import { dialectByName } from '../../dialects/index.ts';
import { workOnIds } from '../on-thread.ts';
import { hunt } from './hunt.ts';
import { plantedFaults } from './planted.ts';

/** What a worker is started with. */
export interface HuntAssignment {
  readonly dialect: string;
  readonly seed: number;
  readonly ms: number;
  readonly beyondMs: number;
  readonly inProcessorTime: boolean;
}

const assignment: HuntAssignment = workerData;
const dialect = dialectByName(assignment.dialect);
if (!dialect) throw new Error(`no dialect is called ${assignment.dialect}`);
const faults = new Map(plantedFaults(dialect).map((fault) => [fault.id, fault]));

workOnIds((id) => hunt(faults.get(id), { ...assignment, dialect }));
