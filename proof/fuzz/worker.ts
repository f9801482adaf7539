import { workerData } from 'node:worker_threads';
import { dialectByName } from '../../dialects/index.ts';
import { workOnIds } from '../on-thread.ts';
import { type Hunt, hunt } from './hunt.ts';
import { huntPair, isPair, type PairHunt } from './pairs.ts';
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

const settings = { ...assignment, dialect };

workOnIds<Hunt | PairHunt>((id) =>
  isPair(id) ? huntPair(id, faults, settings) : hunt(faults.get(id), settings),
);
