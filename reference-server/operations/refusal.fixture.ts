import { Refused } from './refuse.ts';

/** The refusal `run` ends in, or a word for anything else, so that a test reads `expect(refusalOf(…)).toBe('…')`. */
export function refusalOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof Refused ? error.refusal : `threw ${error}`;
  }
  return 'accepted';
}

/** As `refusalOf`, for what takes its time. */
export async function refusalOfAsync(run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
  } catch (error) {
    return error instanceof Refused ? error.refusal : `threw ${error}`;
  }
  return 'accepted';
}
