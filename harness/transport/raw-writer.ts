import type { Socket } from 'node:net';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { joinBytes } from './bytes.ts';
import type { WriteStep } from './raw-plan.ts';

/** Bytes handed to the socket at a time, so that answers are noticed in between. */
const PIECE = 64 * 1024;

/** What the writer and the exchange it writes for tell each other. */
export interface WriterSurroundings {
  /** Aborted once the exchange is answered or given up, so that writing on is pointless. RFC 9112 section 9.5. */
  readonly stop: AbortSignal;
  /** Resolves when `100 Continue` or anything else that ends the wait for it is there. */
  readonly continued: Promise<void>;
  /** Called after each piece that the connection took, and when it becomes the target's turn again after a pause. */
  readonly wrote: () => void;
  /** Called when we begin a pause of our own. */
  readonly paused: () => void;
}

/** What was written. */
export interface Written {
  /** Every byte handed to the connection. */
  readonly bytes: Uint8Array;
  /** Milliseconds of pauses we were told to make. */
  readonly pausedMs: number;
  /** True when we broke the connection off, as we were told to. */
  readonly abandoned: boolean;
}

/** Carries out `steps` on a connected socket. Write errors are left to the socket's own error event. */
export async function writeSteps(
  socket: Socket,
  steps: readonly WriteStep[],
  surroundings: WriterSurroundings,
): Promise<Written> {
  const { stop, continued, wrote, paused } = surroundings;
  const written: Uint8Array[] = [];
  let pausedMs = 0;
  let abandoned = false;
  for (const step of steps) {
    if (stop.aborted) break;
    switch (step.kind) {
      case 'write':
        await writePieces(socket, step.bytes, surroundings, written);
        break;
      case 'pause':
        paused();
        pausedMs += await rest(step.ms, stop);
        wrote();
        break;
      case 'await-continue':
        // after the wait the content is sent anyway: RFC 9110 section 10.1.1
        await Promise.race([continued, rest(step.ms, stop)]);
        break;
      case 'half-close':
        socket.end();
        break;
      case 'abandon':
        abandoned = true;
        if (step.how === 'reset') socket.resetAndDestroy();
        else socket.destroy();
        break;
      default:
        step satisfies never;
    }
  }
  return { bytes: joinBytes(written), pausedMs, abandoned };
}

async function writePieces(
  socket: Socket,
  bytes: Uint8Array,
  { stop, wrote }: WriterSurroundings,
  written: Uint8Array[],
): Promise<void> {
  for (let at = 0; at < bytes.length && !stop.aborted; at += PIECE) {
    const piece = bytes.subarray(at, at + PIECE);
    written.push(piece);
    await new Promise<void>((resolve) => {
      socket.write(piece, () => resolve());
    });
    // straight on to the next piece: the event loop reads a socket before it writes to it, so an answer that comes
    // together with a reset is not lost as it would be if we wrote out of turn
    wrote();
  }
}

/** Sleeps, unless stopped. @returns how long it was, in ms */
async function rest(ms: number, stop: AbortSignal): Promise<number> {
  const from = performance.now();
  await setTimeout(ms, undefined, { signal: stop }).catch(() => {});
  // what came in the meantime is read before the next write can fail and take it away
  await setImmediate();
  return performance.now() - from;
}
