import { BroadcastChannel } from 'node:worker_threads';
import type { RunConfig } from './run-config.ts';

/**
 * Tells the worker of a run to begin no further checks. Vitest's own cancellation is no use here: it ends the checks
 * under way from outside, and then nobody knows what they have left behind.
 */
export function sendStop(config: RunConfig): void {
  const channel = new BroadcastChannel(nameOf(config));
  channel.postMessage('stop');
  channel.close();
}

/** Calls `stop` when the run of that config is told to stop. Keeps nothing alive. @returns ends the listening */
export function onStop(config: RunConfig, stop: () => void): () => void {
  const channel = new BroadcastChannel(nameOf(config));
  channel.onmessage = stop;
  channel.unref();
  return () => channel.close();
}

/** One record file, one run: several may go on in a process. */
function nameOf({ recordFile }: RunConfig): string {
  return `bucketproof ${recordFile}`;
}
