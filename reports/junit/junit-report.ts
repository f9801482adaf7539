import { BaselineTally } from '../baseline/baseline-summary.ts';
import { type CaseState, caseState } from '../case-state.ts';
import { clip } from '../escape.ts';
import type { CheckRecord, EndRecord, RunRecord } from '../record.ts';
import { readRecords } from '../record-reader.ts';
import { type SummariseOptions, summarise } from '../summarise.ts';
import type { Summary } from '../summary.ts';
import { type VerdictOptions, verdictOf } from '../verdict.ts';
import { element, tag } from './xml.ts';

export interface JunitOptions {
  readonly heldAgainst?: SummariseOptions;
  readonly verdict?: VerdictOptions;
}

/** Names of checks that a run lost are not known; above this many they are told in one line. */
const MAX_LOST = 10_000;

/**
 * A run as JUnit XML, in pieces: one suite for each operation, one case for each planned check. What a run lost is an
 * error each, so that the counts are the planned ones; what breaks the gate and is no check (an entry of the baseline
 * that matches nothing, a run without an end) is an error in a suite of its own, `gate`.
 *
 * A case is a failure when it is a regression, skipped when it is known (`known: …`), an error when it could not be
 * judged; without a baseline every failure is a regression.
 * @throws RecordFileError when the records cannot be read
 */
export async function* junitReport(file: string, options: JunitOptions = {}): AsyncGenerator<string> {
  const summary = await summarise(file, options.heldAgainst);
  const suites = await collectSuites(file, summary, options);
  const all = [...suites.values()];
  const sum = (of: (suite: Suite) => number): number => all.reduce((n, suite) => n + of(suite), 0);
  const { run, end } = summary;
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield tag('testsuites', {
    name: `${run.dialect} ${run.profile} on ${run.target.name}`,
    tests: sum(({ tests }) => tests),
    failures: sum(({ failures }) => failures),
    errors: sum(({ errors }) => errors),
    time: seconds(end?.durationMs ?? 0),
  });
  for (const suite of all) yield* suiteText(suite, run, end);
  yield '</testsuites>\n';
}

/** Cases of an operation, as markup. Its size is bounded by ids, titles and clipped texts: no transcripts. */
interface Suite {
  readonly name: string;
  tests: number;
  failures: number;
  errors: number;
  skipped: number;
  durationMs: number;
  readonly cases: string[];
}

async function collectSuites(
  file: string,
  summary: Summary,
  options: JunitOptions,
): Promise<Map<string, Suite>> {
  const { expectations } = options.heldAgainst ?? {};
  const tally = expectations && new BaselineTally(expectations.baseline);
  const suites = new Map<string, Suite>();
  const suiteOf = (key: string, name: string): Suite => {
    const suite = suites.get(key) ?? {
      name,
      tests: 0,
      failures: 0,
      errors: 0,
      skipped: 0,
      durationMs: 0,
      cases: [],
    };
    suites.set(key, suite);
    return suite;
  };
  let recorded = 0;
  for await (const record of readRecords(file)) {
    if (record.kind !== 'check') continue;
    recorded += 1;
    const judged = tally?.check(record);
    const suite = suiteOf(`operation ${record.operation}`, record.operationTitle);
    add(suite, record.durationMs, caseState(record, judged), (content) => caseText(record, content));
  }
  const lost = summary.run.planned.checks - recorded;
  const lostState: CaseState = {
    kind: 'error',
    type: 'not-recorded',
    message: `planned and not recorded (${recorded} of ${summary.run.planned.checks} are)`,
    text: summary.incomplete.map(({ message }) => message).join('\n'),
  };
  for (let n = 1; n <= Math.min(lost, MAX_LOST); n += 1) {
    const name = lost > MAX_LOST ? `not recorded (one of ${lost})` : `not recorded ${n}`;
    add(suiteOf('lost', 'not recorded'), 0, lostState, (content) => plainCase(name, content));
  }
  addGate(suiteOf, summary, options.verdict);
  return suites;
}

/** What breaks the gate and has no check of its own to show it. */
function addGate(
  suiteOf: (key: string, name: string) => Suite,
  summary: Summary,
  options: VerdictOptions = {},
): void {
  const noted = new Set(summary.notable.map(({ id }) => id));
  for (const { id, says, state, count, checks, details = [] } of verdictOf(summary, options).rules) {
    if (state !== 'broken' || (checks.length > 0 && checks.every((one) => noted.has(one)))) continue;
    const text = [...details, ...(id === 'complete' ? summary.incomplete.map(({ message }) => message) : [])];
    const message = `not so: ${says} (${count} against)`;
    add(suiteOf('gate', 'gate'), 0, { kind: 'error', type: id, message, text: text.join('\n') }, (content) =>
      plainCase(id, content),
    );
  }
}

function add(suite: Suite, durationMs: number, state: CaseState, text: (content: string) => string): void {
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

function caseText(check: CheckRecord, content: string): string {
  const { id, operation, claims, level, impact, outcome, attempts, title } = check;
  const properties = [
    ['id', id],
    ['title', clip(title, 300)],
    ...claims.slice(0, 20).map((claim) => ['claim', clip(claim, 80)]),
    ['level', level],
    ['impact', impact],
    ['outcome', outcome],
    ['attempts', String(attempts)],
  ].map(([name = '', value = '']) => element('property', { name, value }));
  const attributes = { name: id, classname: clip(operation, 200), time: seconds(check.durationMs) };
  return `${tag('testcase', attributes)}<properties>\n${properties.join('')}</properties>\n${content}</testcase>\n`;
}

function plainCase(name: string, content: string): string {
  return `${tag('testcase', { name, classname: 'bucketproof', time: '0.000' })}${content}</testcase>\n`;
}

function* suiteText(suite: Suite, run: RunRecord, end: EndRecord | undefined): Generator<string> {
  const { name, tests, failures, errors, skipped, durationMs, cases } = suite;
  yield tag('testsuite', {
    name: clip(name, 200),
    tests,
    failures,
    errors,
    skipped,
    time: seconds(durationMs),
    timestamp: run.startedAt.replace(/\.\d+Z?$/, '').replace(/Z$/, ''),
    hostname: clip(run.target.name, 200),
  });
  const facts = [
    ['target', run.target.endpoint],
    ['dialect', run.dialect],
    ['profile', run.profile],
    ['catalogue', run.catalogue],
    ['seed', String(run.seed)],
    ['command', run.command],
    ['finished', end?.finishedAt ?? 'no'],
  ];
  const properties = facts.map(([key = '', value = '']) =>
    element('property', { name: key, value: clip(value, 500) }),
  );
  yield `<properties>\n${properties.join('')}</properties>\n`;
  yield* cases;
  yield '</testsuite>\n';
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
