import { BaselineTally } from '../baseline/baseline-summary.ts';
import { type CaseState, caseState } from '../case-state.ts';
import { clip } from '../escape.ts';
import type { CampaignSummary } from '../fuzz/campaign-summary.ts';
import type { CampaignVerdict } from '../fuzz/campaign-verdict.ts';
import type { CheckRecord, EndRecord, RunRecord } from '../record.ts';
import { readRecords } from '../record-reader.ts';
import { type SummariseOptions, summarise } from '../summarise.ts';
import type { Summary } from '../summary.ts';
import { type VerdictOptions, verdictOf } from '../verdict.ts';
import { campaignAbout, campaignSuite } from './campaign-suite.ts';
import { addCase, emptySuite, plainCase, type Suite, type SuiteAbout, seconds, suiteText } from './suite.ts';
import { element, tag } from './xml.ts';

export interface JunitOptions {
  readonly heldAgainst?: SummariseOptions;
  readonly verdict?: VerdictOptions;
  /** Campaigns of the fuzzer against the same target: a suite each. */
  readonly campaigns?: readonly { readonly summary: CampaignSummary; readonly verdict: CampaignVerdict }[];
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
  const campaigns = (options.campaigns ?? []).map(({ summary: of, verdict }) => ({
    suite: campaignSuite(of, verdict),
    about: campaignAbout(of),
  }));
  const sum = (of: (suite: Suite) => number): number =>
    [...all, ...campaigns.map(({ suite }) => suite)].reduce((n, suite) => n + of(suite), 0);
  const { run, end } = summary;
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield tag('testsuites', {
    name: `${run.dialect} ${run.profile} on ${run.target.name}`,
    tests: sum(({ tests }) => tests),
    failures: sum(({ failures }) => failures),
    errors: sum(({ errors }) => errors),
    time: seconds(end?.durationMs ?? 0),
  });
  for (const suite of all) yield* suiteText(suite, aboutOf(run, end));
  for (const { suite, about } of campaigns) yield* suiteText(suite, about);
  yield '</testsuites>\n';
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
    const suite = suites.get(key) ?? emptySuite(name);
    suites.set(key, suite);
    return suite;
  };
  let recorded = 0;
  for await (const record of readRecords(file)) {
    if (record.kind !== 'check') continue;
    recorded += 1;
    const judged = tally?.check(record);
    const suite = suiteOf(`operation ${record.operation}`, record.operationTitle);
    addCase(suite, record.durationMs, caseState(record, judged), (content) => caseText(record, content));
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
    addCase(suiteOf('lost', 'not recorded'), 0, lostState, (content) => plainCase(name, content));
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
    addCase(
      suiteOf('gate', 'gate'),
      0,
      { kind: 'error', type: id, message, text: text.join('\n') },
      (content) => plainCase(id, content),
    );
  }
}

function caseText(check: CheckRecord, content: string): string {
  const { id, operation, claims, level, impact, outcome, attempts, title } = check;
  const properties = [
    ['id', id],
    ['title', clip(title, 300)],
    ...claims.slice(0, 20).map((claim) => ['claim', clip(claim, 80)]),
    ...(check.source === undefined ? [] : [['source', clip(check.source, 200)]]),
    ['level', level],
    ['impact', impact],
    ['outcome', outcome],
    ['attempts', String(attempts)],
  ].map(([name = '', value = '']) => element('property', { name, value }));
  const attributes = { name: id, classname: clip(operation, 200), time: seconds(check.durationMs) };
  return `${tag('testcase', attributes)}<properties>\n${properties.join('')}</properties>\n${content}</testcase>\n`;
}

function aboutOf(run: RunRecord, end: EndRecord | undefined): SuiteAbout {
  return {
    startedAt: run.startedAt,
    target: run.target.name,
    facts: [
      ['target', run.target.endpoint],
      ['dialect', run.dialect],
      ['profile', run.profile],
      ['catalogue', run.catalogue],
      ['seed', String(run.seed)],
      ['command', run.command],
      ['finished', end?.finishedAt ?? 'no'],
    ],
  };
}
