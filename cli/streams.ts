/**
 * Lets a command go on, silently, when whoever reads its output has gone, as `| head` does: a run still has to clean up
 * after itself.
 */
export function surviveClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
    });
  }
}

/** True when that stream wants colour: a terminal, unless NO_COLOR, TERM=dumb or FORCE_COLOR say otherwise. */
export function wantsColour(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && stream.hasColors();
}
