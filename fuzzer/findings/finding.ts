import { operationById } from '../../dialects/core/dialect.ts';
import { clip } from '../../harness/runner/clip.ts';
import type { ExchangeRecorder } from '../../harness/runner/exchange-record.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import type { FindingBytes, FindingRecord } from '../../reports/fuzz/fuzz-record.ts';
import { type Judging, judgeReference } from '../oracles/judge.ts';
import type { Observation } from '../oracles/observation.ts';
import { outcomeText } from '../outcome.ts';
import type { FollowUp, Trial } from '../world/trial.ts';
import { familyId, findingId } from './finding-id.ts';

/** What is known of a finding besides its trial. */
export interface FindingFacts {
  readonly confirmed: FindingRecord['confirmed'];
  readonly found: FindingRecord['found'];
  /** How the target seems to read requests: "as if" and a way to read them. */
  readonly asIf?: string | undefined;
  /** What else is wrong in the minimal case, and has nothing to do with it. */
  readonly besides?: readonly string[] | undefined;
  /** What it is called and repeated by, for findings that are more than a case. */
  readonly as?: Pick<FindingRecord, 'id' | 'family' | 'title' | 'case'> | undefined;
}

/** The record of a finding: the trial of its minimal case, redacted. */
export function findingRecord(
  trial: Trial,
  observation: Observation,
  judging: Judging,
  record: ExchangeRecorder,
  { confirmed, found, as, asIf, besides = [] }: FindingFacts,
): FindingRecord {
  const { fuzzCase, target, reference } = trial;
  const { dialect, mutations } = judging;
  const { oracle, rule, grade, path, source } = observation;
  const redact = (text: string): string => clip(record.redactAbout([target, reference], text));
  const referenceToo = judgeReference(trial, judging).some(
    (one) => one.oracle === oracle && one.rule === rule && one.path === path,
  );
  const did = (exchange: Exchange | undefined): string =>
    exchange ? outcomeText(dialect, exchange) : 'not asked';
  const differs = oracle === 'differential' && !path.startsWith('status:');
  const exchangeRecord = (exchange: Exchange, operation = fuzzCase.operation) =>
    record({ exchange, operation, identity: fuzzCase.identity, phase: 'act' });
  const followUpRecord = ({ operation, target: ours, reference: theirs }: FollowUp) => ({
    target: exchangeRecord(ours, operation),
    ...(theirs ? { reference: exchangeRecord(theirs, operation) } : {}),
  });
  const bytes = (exchange: Exchange): FindingBytes => bytesOf(exchange, record);
  return {
    kind: 'finding',
    schema: 1,
    id: as?.id ?? findingId(fuzzCase, observation),
    family: as?.family ?? familyId(fuzzCase, observation),
    dialect: fuzzCase.dialect,
    profile: fuzzCase.profile,
    operation: fuzzCase.operation,
    oracle,
    rule,
    grade,
    path: redact(path),
    title: as?.title ?? titleOf(trial, observation, judging),
    ...(source === undefined ? {} : { source }),
    mutations: fuzzCase.mutations.map(({ slug }) => mutations.get(slug)?.slug ?? slug),
    says: {
      documentation:
        oracle === 'differential' ? 'nothing that a rule here knows of' : redact(observation.expected),
      reference: redact(differs ? `${did(reference)}: ${observation.expected}` : did(reference)),
      target: redact(
        `${did(target)}${differs ? `: ${observation.got}` : ''}${asIf === undefined ? '' : `, ${asIf}`}`,
      ),
    },
    referenceToo,
    confirmed,
    ...(besides.length > 0 ? { besides: besides.map(redact) } : {}),
    case: as?.case ?? { ...fuzzCase },
    evidence: {
      target: exchangeRecord(target),
      ...(reference ? { reference: exchangeRecord(reference) } : {}),
      ...(shownBehind(path) && trial.after ? { followUp: followUpRecord(trial.after) } : {}),
      bytes: { target: bytes(target), ...(reference ? { reference: bytes(reference) } : {}) },
    },
    found,
  };
}

/** What is wrong, in which operation: how findings name what else is wrong. */
export function besideName(operation: string, { path }: Pick<Observation, 'path'>): string {
  return `${operation} ${path}`;
}

/** Whether it is the request behind the case that shows what is wrong: what a write did, or what HEAD says. */
function shownBehind(path: string): boolean {
  return /^(then \w+: |HEAD )/.test(path);
}

function titleOf({ fuzzCase }: Trial, observation: Observation, { dialect, mutations }: Judging): string {
  const operation = operationById(dialect, fuzzCase.operation);
  const changes = fuzzCase.mutations.map(
    ({ slug, slot }) => `${mutations.get(slug)?.title ?? slug} (${slot})`,
  );
  const what = changes.length === 0 ? 'a valid request' : changes.join(' and ');
  const rules = fuzzCase.mutations.map(({ slug }) => slug);
  return `${operation.title}, ${what}: ${wrongInWords(observation, rules)}`;
}

/** What is wrong, and the rule where that is not the mutation's own. */
function wrongInWords({ oracle, rule, path, expected }: Observation, known: readonly string[]): string {
  if (oracle === 'differential') return path;
  const words = path
    .replace(/^status:refused→/, 'not refused: ')
    .replace(/^status:as-unmutated→/, 'not what it is without that: ')
    .replace(/^status:status→/, `not ${expected.replace(/^status /, '')}: `)
    .replace(/^status:/, '');
  return rule === path || known.includes(rule) ? words : `${rule}, ${words}`;
}

/** Bytes above this are not kept. */
const KEPT_BYTES = 64 * 1024;

/** What went over the wire as far as the transport shows it, without secrets. */
function bytesOf({ request, response }: Exchange, { redactBytes }: ExchangeRecorder): FindingBytes {
  const base64 = (bytes: Uint8Array): string =>
    Buffer.from(redactBytes(request, bytes.subarray(0, KEPT_BYTES))).toString('base64');
  return {
    ...(request.bytes ? { request: base64(request.bytes) } : {}),
    ...(response?.head ? { responseHead: base64(response.head) } : {}),
    ...(response ? { responseBody: base64(response.body) } : {}),
  };
}
