import { workerData } from 'node:worker_threads';
import { dialectByName } from '../../dialects/index.ts';
import { workOnIds } from '../on-thread.ts';
import { huntPair } from './pairs.ts';
import { plantedFaults } from './planted.ts';
import type { HuntAssignment } from './worker.ts';

const assignment: HuntAssignment = workerData;
const dialect = dialectByName(assignment.dialect);
if (!dialect) throw new Error(`no dialect is called ${assignment.dialect}`);
const faults = new Map(plantedFaults(dialect).map((fault) => [fault.id, fault]));

workOnIds((pair) => huntPair(pair, faults, { ...assignment, dialect }));
