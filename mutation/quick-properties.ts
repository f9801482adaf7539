import fc from 'fast-check';

/**
 * Set-up of the tests under `npm run mutation`, where each of them runs hundreds of times: properties take the same cases
 * every time, as many as fit into a moment, and do not look for the smallest one that fails.
 */
fc.configureGlobal({ seed: 1, interruptAfterTimeLimit: 100, endOnFailure: true });
