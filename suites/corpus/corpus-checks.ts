import type { Level } from '../../dialects/core/claim.ts';
import { claimById, type Dialect, operationById } from '../../dialects/core/dialect.ts';
import { mutationsBySlug } from '../../fuzzer/mutations/registry.ts';
import type { Check } from '../../harness/check/check.ts';
import type { CorpusChoice } from '../../harness/runner/run-config.ts';
import type { FindingGrade } from '../../reports/fuzz/fuzz-record.ts';
import type { StoredFinding } from '../../reports/fuzz/read-findings.ts';
import type { Impact } from '../../reports/record.ts';
import { type CorpusCase, corpusCase, operationsOf } from './corpus-case.ts';
import { CorpusError } from './corpus-error.ts';
import { readCorpus } from './read-corpus.ts';
import { runCase } from './run-case.ts';
import { runSequenceCase } from './run-sequence-case.ts';

/** The cases that go with the catalogue, and nothing that may hurt. */
export const BUNDLED_ONLY: CorpusChoice = { folders: [], destructive: false };

/**
 * Regression cases as checks: findings of the fuzzer that were promoted.
 * @throws as `readCorpus`; CorpusError for a case that names what is not there
 */
export function corpusChecks(dialect: Dialect, choice: CorpusChoice = BUNDLED_ONLY): Check[] {
  return readCorpus(dialect.name, choice.folders).map((stored) => corpusCheck(dialect, stored, choice));
}

/** How strongly a finding of a grade asks for what it asks for. */
const LEVELS: Readonly<Record<FindingGrade, Level>> = {
  fail: 'must',
  'non-strict': 'should',
  informational: 'may',
  divergent: 'may',
};

/** The check of one promoted finding. @throws CorpusError */
export function corpusCheck(dialect: Dialect, stored: StoredFinding, choice: CorpusChoice): Check {
  const one = corpusCase(dialect, stored);
  const { finding } = one;
  const operation = operationById(dialect, finding.operation);
  const claim = claimOf(dialect, stored);
  const used = operationsOf(dialect, one);
  const features = used.flatMap(({ feature }) => (feature === undefined ? [] : [feature]));
  const role = one.kind === 'case' ? one.fuzzCase.identity : 'main';
  const roles = role === 'main' || role === 'anonymous' ? [] : [`${role}Identity`];
  const isRaw = one.kind === 'case' && one.fuzzCase.sender === 'raw';
  const promised = finding.promoted?.claim !== undefined;
  return {
    id: `${dialect.name}/corpus/${operation.slug}/${finding.id.toLowerCase()}`,
    operation: finding.operation,
    title: titleOf(dialect, one),
    claims: claim ? [claim.id] : [],
    ...(claim ? {} : { source: finding.source ?? sourceOf(one) }),
    level: promised && claim ? claim.level : LEVELS[finding.grade],
    impact: impactOf(one),
    needs: [...new Set([...features, ...roles])],
    lease: 'own',
    profiles: profilesOf(dialect, one, claim).filter((profile) =>
      used.every(({ profiles }) => profiles.includes(profile)),
    ),
    // Below the API nobody documents how something that is no HTTP is refused, so there is nothing to compare.
    racing: isRaw && finding.oracle !== 'differential',
    ...(mayHurt(one, used) && !choice.destructive
      ? { withheld: { code: 'destructive', message: 'may hurt a server; run --destructive takes it' } }
      : {}),
    run:
      one.kind === 'case'
        ? (t) => runCase(t, finding, one.fuzzCase)
        : (t) => runSequenceCase(t, finding, one.sequence),
  };
}

/** The claim that settles a case: the one it was promoted with, or that its rule rests on. */
function claimOf(dialect: Dialect, { file, finding }: StoredFinding): ReturnType<typeof claimById> {
  const { promoted, source } = finding;
  if (promoted?.claim === undefined) return source === undefined ? undefined : claimById(dialect, source);
  const claim = claimById(dialect, promoted.claim);
  if (claim) return claim;
  const hint = `bucketproof list --claims --dialect ${dialect.name} shows them`;
  throw new CorpusError(file, `cites ${promoted.claim}, which is no claim of ${dialect.name}`, hint);
}

/** What a case rests on where neither an RFC nor a claim says it. */
function sourceOf({ finding: { oracle, rule } }: CorpusCase): string {
  return oracle === 'differential' ? 'the reference server' : `the fuzzer's rule ${rule}`;
}

/** A rule holds wherever its claim does, a standard everywhere; an answer of the reference is one of its profile. */
function profilesOf(
  dialect: Dialect,
  { finding }: CorpusCase,
  claim: ReturnType<typeof claimById>,
): readonly string[] {
  if (finding.oracle === 'differential') return [finding.profile];
  return claim ? dialect.claimProfiles(claim) : dialect.profiles;
}

function titleOf(dialect: Dialect, one: CorpusCase): string {
  const { finding } = one;
  const asked = finding.promoted?.expects;
  const outcome =
    asked !== undefined
      ? `the outcome is ${asked}`
      : finding.oracle === 'differential'
        ? 'answered as by the reference'
        : finding.path.startsWith('status:')
          ? finding.says.documentation
          : `${finding.path}: ${finding.says.documentation}`;
  if (one.kind === 'sequence') {
    const titles = one.sequence.steps.map(({ operation }) => operationById(dialect, operation).title);
    return `${titles.join(', ')}: ${outcome}`;
  }
  const changes = one.fuzzCase.mutations.map(
    ({ slug, slot }) => `${mutationsBySlug.get(slug)?.title ?? slug} (${slot})`,
  );
  const what = changes.length === 0 ? 'a valid request' : changes.join(' and ');
  return `${operationById(dialect, finding.operation).title}, ${what}: ${outcome}`;
}

function impactOf(one: CorpusCase): Impact {
  if (one.finding.rule === 'refused-write-changes-nothing') return 'data-loss';
  const slugs = one.kind === 'case' ? one.fuzzCase.mutations.map(({ slug }) => slug) : [];
  const groups = slugs.map((slug) => mutationsBySlug.get(slug)?.group);
  return groups.some((group) => group === 'signature' || group === 'framing' || group === 'acl')
    ? 'security'
    : 'breaks-clients';
}

/** Whether a case is one that campaigns only send when they are told to. */
function mayHurt(one: CorpusCase, used: ReturnType<typeof operationsOf>): boolean {
  const slugs = one.kind === 'case' ? one.fuzzCase.mutations.map(({ slug }) => slug) : [];
  return (
    slugs.some((slug) => mutationsBySlug.get(slug)?.destructive === true) ||
    used.some(({ effect }) => effect === 'changes-service')
  );
}
