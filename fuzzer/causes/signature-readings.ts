import { VALIDITY } from '../structured-request.ts';
import { type Reading, reading } from './reading.ts';

/** Readings of credentials. */
export const signatureReadings: readonly Reading[] = [
  reading('validity-passed-over', 'a signature were valid at any time', (request) => ({
    ...request,
    signing: { ...request.signing, ...VALIDITY },
  })),
];
