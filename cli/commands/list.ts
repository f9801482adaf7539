import type { Command } from 'commander';
import { dialects } from '../../dialects/index.ts';
import { isRequired, plan, uncoveredClaims } from '../../harness/runner/plan.ts';
import { loadChecks } from '../../suites/load-checks.ts';
import { dialectNamed } from '../run/dialect-named.ts';

interface ListFlags {
  readonly dialect?: string;
  readonly profile?: string;
  readonly only?: string[];
  readonly claims?: boolean;
  readonly uncovered?: boolean;
  readonly json?: boolean;
}

/** `bucketproof list`: the checks, or the claims and which of them no check tests. */
export function addListCommand(program: Command): void {
  program
    .command('list')
    .description('list checks, or claims of the documentation and the checks that test them')
    .option('--dialect <name>', 'the API', dialects[0]?.name)
    .option('--profile <name>', 'documents of the dialect')
    .option('--only <glob...>', 'only checks whose id matches')
    .option('--claims', 'list claims instead of checks')
    .option('--uncovered', 'with --claims: only those that no check tests')
    .option('--json', 'one JSON object a line')
    .action(async (flags: ListFlags) => {
      await list(flags);
    });
}

async function list(flags: ListFlags): Promise<void> {
  const dialect = dialectNamed(flags.dialect ?? '', flags.profile);
  const all = await loadChecks(dialect);
  const print = (line: string): boolean => process.stdout.write(`${line}\n`);
  if (!flags.claims) {
    const checks = plan(all, { profile: flags.profile ?? dialect.defaultProfile, only: flags.only });
    for (const { id, title, level, impact, claims, needs } of checks) {
      print(
        flags.json
          ? JSON.stringify({ id, title, level, impact, claims, needs })
          : `${id}\n    ${level}, ${impact}; ${claims.join(' ')}${needs.length > 0 ? `; needs ${needs.join(', ')}` : ''}\n    ${title}`,
      );
    }
    if (!flags.json) print(`\n${checks.length} checks of ${dialect.title}`);
    return;
  }
  const uncovered = new Set(uncoveredClaims(dialect, all));
  const untested = new Map(dialect.untested.map(({ claim, reason }) => [claim, reason]));
  const testedBy = Map.groupBy(
    all.flatMap((check) => check.claims.map((claim) => ({ claim, id: check.id }))),
    ({ claim }) => claim,
  );
  for (const claim of dialect.claims) {
    if (flags.uncovered && !uncovered.has(claim)) continue;
    const checks = (testedBy.get(claim.id) ?? []).map(({ id }) => id);
    const { id, level, source, text } = claim;
    const reason = untested.get(id);
    print(
      flags.json
        ? JSON.stringify({
            id,
            level,
            source,
            text,
            checks,
            ...(reason === undefined ? {} : { untested: reason }),
          })
        : `${id}  ${level.padEnd(6)} ${String(checks.length).padStart(3)} checks  ${text}${reason === undefined ? '' : `\n    untested: ${reason}`}`,
    );
  }
  if (flags.json) return;
  const required = dialect.claims.filter(isRequired);
  const must = required.filter(({ level }) => level === 'must');
  const missing = required.filter((claim) => uncovered.has(claim)).length;
  const excused = must.filter(({ id }) => untested.has(id)).length;
  print(
    `\n${required.length} must and should claims of the base document: ${missing} without a check or a reason, ` +
      `${required.filter(({ id }) => untested.has(id)).length} untested with a reason ` +
      `(${excused} of ${must.length} must, ${((excused / must.length) * 100).toFixed(1)} %)`,
  );
  print(`${dialect.claims.length - required.length} further claims: may, or from other documents`);
}
