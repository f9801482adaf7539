import { relative } from 'node:path';
import { Writable } from 'node:stream';
import { createVitest, type Reporter } from 'vitest/node';
import type { Outcome } from '../../reports/record.ts';
import { atMost } from './at-most.ts';
import type { RunConfig } from './run-config.ts';
import { sendStop } from './stop-channel.ts';
import { withoutListeners } from './without-listeners.ts';

/** How often a worker is told to stop, ms. */
const STOP_EVERY_MS = 100;
/**
 * How long Vitest may take to close once everything is recorded, ms. It waits for the ends of its worker's output, and
 * 5.1 has been seen to wait for one that never came; nothing of the run depends on what it does then.
 */
const CLOSE_MS = 5_000;

/** One check that is over, for progress displays. */
export interface Progress {
  readonly id: string;
  readonly outcome: Outcome;
  readonly done: number;
}

/** How a run is started. */
export interface StartOptions {
  /** Absolute path of the Vitest file that registers the checks. */
  readonly entry: string;
  /** Folder of the package: the entry lies under it. */
  readonly root: string;
  readonly onCheck: (progress: Progress) => void;
  /** Reporters of Vitest that listen besides ours. */
  readonly reporters?: readonly Reporter[];
  /** Stops the run after the checks under way; what it created is still removed. */
  readonly signal?: AbortSignal;
}

/** Errors of the runner itself, not of checks: each one is a bug of ours. Empty after a sound run. */
export interface StartResult {
  readonly runnerErrors: readonly string[];
}

/**
 * Runs the checks in a Vitest worker beside this process and resolves when they are over. Results are in the record file;
 * Vitest's own output is not shown.
 */
export async function startRun(config: RunConfig, options: StartOptions): Promise<StartResult> {
  const runnerErrors: string[] = [];
  let done = 0;
  const reporter: Reporter = {
    onTestCaseResult: (testCase) => {
      const { outcome } = testCase.meta();
      if (isOutcome(outcome)) options.onCheck({ id: testCase.name, outcome, done: ++done });
      else if (testCase.result().state === 'failed') {
        runnerErrors.push(
          ...(testCase.result().errors ?? []).map(({ message }) => `${testCase.name}: ${message}`),
        );
      }
    },
    onTestModuleEnd: (module) => {
      runnerErrors.push(...module.errors().map(({ message }) => message));
    },
    onTestRunEnd: (_modules, unhandled) => {
      runnerErrors.push(...unhandled.map(({ message }) => message));
    },
  };
  const vitest = await withoutListeners(() =>
    createVitest(
      {
        config: false,
        root: options.root,
        include: [relative(options.root, options.entry)],
        // The published package lives under node_modules, which Vitest leaves out unless told otherwise.
        exclude: [],
        watch: false,
        // Nothing is written to where the package is installed.
        cache: false,
        fsModuleCache: false,
        reporters: [reporter, ...(options.reporters ?? [])],
        provide: { bucketproof: config },
        pool: 'threads',
        maxWorkers: 1,
        fileParallelism: false,
        maxConcurrency: config.target.concurrency,
        // Every exchange has its own time-outs; a second clock over them would only hide which one ran out.
        testTimeout: 0,
        hookTimeout: 0,
        passWithNoTests: true,
      },
      { logLevel: 'silent', clearScreen: false },
      { stdout: nowhere(), stderr: nowhere() },
    ),
  );
  let sending: NodeJS.Timeout | undefined;
  // More than once: the worker may not be listening yet.
  const stop = (): void => {
    sending = setInterval(() => sendStop(config), STOP_EVERY_MS);
  };
  options.signal?.addEventListener('abort', stop, { once: true });
  try {
    await vitest.start();
  } catch (error) {
    runnerErrors.push(error instanceof Error ? error.message : String(error));
  } finally {
    options.signal?.removeEventListener('abort', stop);
    clearInterval(sending);
    await atMost(CLOSE_MS, vitest.close());
  }
  return { runnerErrors };
}

/** Takes what Vitest and its worker would print. */
function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

const OUTCOMES: readonly string[] = ['pass', 'fail', 'divergent', 'skipped', 'inconclusive', 'flaky'];

function isOutcome(outcome: string | undefined): outcome is Outcome {
  return outcome !== undefined && OUTCOMES.includes(outcome);
}
