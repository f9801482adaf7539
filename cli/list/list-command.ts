import type { Level } from '../../dialects/core/claim.ts';
import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Check } from '../../harness/check/check.ts';
import { globPattern } from '../../harness/runner/plan.ts';
import type { Impact } from '../../reports/index.ts';
import { CliError, EXIT } from '../exit-code.ts';
import { type CorpusFlags, catalogue, corpusOf } from '../run/catalogue.ts';
import { dialectNamed } from '../run/dialect-named.ts';
import { selectChecks, suggestion } from '../run/select-checks.ts';
import { claimTotals, listedClaims } from './claims.ts';

export interface ListFlags extends CorpusFlags {
  readonly dialect?: string;
  readonly profile?: string;
  readonly only?: string[];
  readonly claim?: string[];
  readonly level?: Level;
  readonly impact?: Impact;
  readonly claims?: boolean;
  readonly uncovered?: boolean;
  readonly json?: boolean;
}

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Prints checks or claims. @throws CliError usage, when a filter names what is not there */
export async function listCommand(flags: ListFlags): Promise<void> {
  const dialect = dialectNamed(flags.dialect ?? '', flags.profile);
  if (flags.uncovered && !flags.claims) throw new CliError(EXIT.usage, '--uncovered needs --claims');
  if (flags.claims) await listClaims(dialect, flags);
  else await listChecks(dialect, flags);
}

async function listChecks(dialect: Dialect, flags: ListFlags): Promise<void> {
  const wanted = (flags.claim ?? []).map((id) => claimNamed(dialect, id));
  const checks = (
    await selectChecks(
      dialect,
      { profile: flags.profile ?? dialect.defaultProfile, only: flags.only },
      corpusOf(flags),
    )
  )
    .filter(({ level }) => flags.level === undefined || level === flags.level)
    .filter(({ impact }) => flags.impact === undefined || impact === flags.impact)
    .filter(({ claims }) => wanted.length === 0 || claims.some((id) => wanted.includes(id)));
  for (const check of checks) print(flags.json ? checkJson(check) : checkText(check));
  if (!flags.json) print(`\n${checks.length} checks of ${dialect.title}`);
}

function claimNamed(dialect: Dialect, id: string): string {
  const ids = dialect.claims.map((claim) => claim.id);
  const found = ids.find((one) => one === id.toUpperCase());
  if (found !== undefined) return found;
  throw new CliError(EXIT.usage, `no claim is called "${id}"`, suggestion(id, ids, dialect));
}

function checkJson({ id, operation, title, level, impact, claims, source, needs, profiles }: Check): string {
  return JSON.stringify({ id, operation, title, level, impact, claims, source, needs, profiles });
}

function checkText({ id, title, level, impact, claims, source, needs }: Check): string {
  const needed = needs.length > 0 ? `; needs ${needs.join(', ')}` : '';
  return `${id}\n    ${title}\n    ${level}, ${impact}; ${[...claims, ...(source === undefined ? [] : [source])].join(' ')}${needed}`;
}

async function listClaims(dialect: Dialect, flags: ListFlags): Promise<void> {
  const all = await catalogue(dialect, corpusOf(flags));
  const only = (flags.only ?? []).map((glob) => globPattern(glob.toUpperCase()));
  const listed = listedClaims(dialect, all)
    .filter(({ uncovered }) => !flags.uncovered || uncovered)
    .filter(({ claim }) => flags.level === undefined || claim.level === flags.level)
    .filter(
      ({ claim }) => flags.profile === undefined || dialect.claimProfiles(claim).includes(flags.profile),
    )
    .filter(({ claim }) => only.length === 0 || only.some((pattern) => pattern.test(claim.id)));
  for (const { claim, checks, untested } of listed) {
    const { id, level, source, text } = claim;
    const reason = untested === undefined ? {} : { untested };
    if (flags.json) print(JSON.stringify({ id, level, source, text, checks, ...reason }));
    else {
      print(`${id}  ${level.padEnd(6)} ${String(checks.length).padStart(3)} checks  ${text}`);
      if (untested !== undefined) print(`    untested: ${untested}`);
    }
  }
  if (!flags.json) print(`\n${claimTotals(dialect, all)}`);
}
