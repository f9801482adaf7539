import type { Fault } from '../fault.ts';
import { fieldFaults } from './fields.ts';
import { parserFaults } from './parsers.ts';
import { sequenceFaults } from './sequences.ts';

/** Bugs as fuzzers find them: parsers that differ, and states that come about by sequences of requests. No claim names them. */
export const plantedFaults: readonly Fault[] = [...parserFaults, ...fieldFaults, ...sequenceFaults];
