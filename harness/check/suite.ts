import type { Level } from '../../dialects/core/claim.ts';
import { claimById, type Dialect, operationById, strongest } from '../../dialects/core/dialect.ts';
import type { Impact } from '../../reports/record.ts';
import type { Check, Lease } from './check.ts';
import type { CheckContext, RequestSpec } from './context.ts';
import type { Expectation } from './expectation.ts';

/** What every check declares, whichever way it is written. */
interface CheckHead {
  /** Slug inside the operation. */
  readonly id: string;
  readonly title: string;
  readonly claims: readonly string[];
  /** Weaker than the strongest claim, where the check rests on a reading. */
  readonly level?: Level;
  readonly impact?: Impact;
  readonly needs?: readonly string[];
  readonly lease?: Lease;
  readonly reading?: string;
  /** Requests of the check race each other, so the two servers' answers are not compared. */
  readonly racing?: boolean;
}

/** Objects a declarative check wants to find, by key name under the check's prefix. */
type Objects = Readonly<
  Record<string, { body?: Uint8Array | string; headers?: Readonly<Record<string, string>> } | string>
>;

/** A check of one request: what exists before, what is sent, what is expected. */
export interface DeclaredCheck extends CheckHead {
  readonly given?: { readonly objects?: Objects };
  readonly send: Omit<RequestSpec, 'op' | 'key'> & { readonly op?: string; readonly key?: string };
  readonly expect: Expectation;
}

/** A check of several steps. */
export interface ScriptedCheck extends CheckHead {
  readonly run: (t: CheckContext) => Promise<void>;
}

/** A check as written in a suite file, before it knows its dialect. */
export type CheckDraft = DeclaredCheck | ScriptedCheck;

/** The checks of one operation, as a suite file exports them. */
export interface Suite {
  readonly operation: string;
  readonly checks: readonly CheckDraft[];
}

/** The checks of one operation. `operation` is the operation's id in the dialect. */
export function suite(operation: string, checks: readonly CheckDraft[]): Suite {
  return { operation, checks };
}

/**
 * Checks of a suite under a dialect.
 * @throws Error when a draft names an unknown operation or claim, or no claim at all: a mistake in the suite
 */
export function buildChecks(dialect: Dialect, suites: readonly Suite[]): Check[] {
  return suites.flatMap(({ operation, checks }) =>
    checks.map((draft) => buildCheck(dialect, operation, draft)),
  );
}

function buildCheck(dialect: Dialect, operationId: string, draft: CheckDraft): Check {
  const operation = operationById(dialect, operationId);
  const id = `${dialect.name}/${operation.slug}/${draft.id}`;
  const claims = draft.claims.map((claim) => {
    const found = claimById(dialect, claim);
    if (!found) throw new Error(`${id} cites ${claim}, which is no claim of ${dialect.name}`);
    return found;
  });
  if (claims.length === 0) throw new Error(`${id} cites no claim`);
  const features = operation.feature === undefined ? [] : [operation.feature];
  return {
    id,
    operation: operationId,
    title: draft.title,
    claims: draft.claims,
    level: draft.level ?? strongest(claims.map(({ level }) => level)),
    impact: draft.impact ?? 'breaks-clients',
    needs: [...new Set([...features, ...(draft.needs ?? [])])],
    lease: draft.lease ?? (/^(?:service|endpoint)$/.test(operation.resource) ? 'none' : 'shared'),
    profiles: [...new Set(claims.flatMap((claim) => dialect.claimProfiles(claim)))].filter((profile) =>
      operation.profiles.includes(profile),
    ),
    racing: draft.racing ?? false,
    ...(draft.reading === undefined ? {} : { reading: draft.reading }),
    run: 'run' in draft ? draft.run : (t) => runDeclared(t, operationId, draft),
  };
}

async function runDeclared(t: CheckContext, operationId: string, draft: DeclaredCheck): Promise<void> {
  const { putObject } = t.dialect.housekeeping;
  for (const [name, given] of Object.entries(draft.given?.objects ?? {})) {
    const { body = '', headers = {} } = typeof given === 'string' ? { body: given } : given;
    await t.setup({ op: putObject, key: t.key(name), body, headers });
  }
  const { key, op = operationId, ...rest } = draft.send;
  const addressesKey = t.operation(op).resource === 'object';
  const exchange = await t.send({ ...rest, op, ...(addressesKey ? { key: t.key(key ?? 'object') } : {}) });
  t.expect(exchange, draft.expect);
}
