import type { CaseState } from '../case-state.ts';
import { clip } from '../escape.ts';
import { element, tag } from './xml.ts';

/** Cases of an operation or a campaign, as markup. Its size is bounded by ids, titles and clipped texts. */
export interface Suite {
  readonly name: string;
  tests: number;
  failures: number;
  errors: number;
  skipped: number;
  durationMs: number;
  readonly cases: string[];
}

/** What every suite of a document says of where it comes from. */
export interface SuiteAbout {
  /** RFC 3339. */
  readonly startedAt: string;
  readonly target: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** A suite without cases. */
export function emptySuite(name: string): Suite {
  return { name, tests: 0, failures: 0, errors: 0, skipped: 0, durationMs: 0, cases: [] };
}

/** Adds a case. @param text makes its markup around what its state says */
export function addCase(
  suite: Suite,
  durationMs: number,
  state: CaseState,
  text: (content: string) => string,
): void {
  suite.tests += 1;
  suite.durationMs += durationMs;
  if (state.kind === 'failure') suite.failures += 1;
  else if (state.kind === 'error') suite.errors += 1;
  else if (state.kind === 'skipped') suite.skipped += 1;
  suite.cases.push(text(stateText(state)));
}

function stateText(state: CaseState): string {
  if (state.kind === 'passed') return '';
  if (state.kind === 'skipped') return element('skipped', { message: clip(state.message, 500) });
  const { kind, type, message, text } = state;
  return element(kind, { type, message: clip(message, 500) }, clip(text, 4000));
}

/** A case that is no check and no finding. */
export function plainCase(name: string, content: string): string {
  return `${tag('testcase', { name, classname: 'bucketproof', time: '0.000' })}${content}</testcase>\n`;
}

/** The markup of a suite. */
export function* suiteText(suite: Suite, { startedAt, target, facts }: SuiteAbout): Generator<string> {
  const { name, tests, failures, errors, skipped, durationMs, cases } = suite;
  yield tag('testsuite', {
    name: clip(name, 200),
    tests,
    failures,
    errors,
    skipped,
    time: seconds(durationMs),
    timestamp: startedAt.replace(/\.\d+Z?$/, '').replace(/Z$/, ''),
    hostname: clip(target, 200),
  });
  const properties = facts.map(([key, value]) => element('property', { name: key, value: clip(value, 500) }));
  yield `<properties>\n${properties.join('')}</properties>\n`;
  yield* cases;
  yield '</testsuite>\n';
}

/** Seconds as JUnit writes them. */
export function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
