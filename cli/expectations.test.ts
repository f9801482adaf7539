import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../dialects/core/operation.ts';
import { dialects } from '../dialects/index.ts';
import type { Expectation } from '../harness/check/expectation.ts';
import { type CheckRun, runCheck } from '../harness/runner/check-run.ts';
import { plan } from '../harness/runner/plan.ts';
import { openLeases } from '../harness/session/leases.ts';
import { countingLedger } from '../harness/session/ledger.ts';
import { openSession } from '../harness/session/session.ts';
import { acceptedStatuses } from '../harness/verify/statuses.ts';
import { loadChecks } from '../suites/load-checks.ts';
import { type Embedded, embeddedIdentities, startEmbedded } from './run/embedded.ts';

/** One expectation that a check held an exchange against. */
interface Judged {
  readonly check: string;
  readonly operation: Operation;
  readonly expectation: Expectation;
}

/** Checks at the same time. */
const WORKERS = 16;

/** Every check on a reference server of its own; together they take as long as half a run. */
const RUN_MS = 300_000;

describe.each(dialects.map((dialect) => [dialect.name, dialect] as const))(
  'the checks of %s',
  (_name, dialect) => {
    const judged: Judged[] = [];
    const runs = new Map<string, CheckRun>();
    let embedded: Embedded;

    beforeAll(async () => {
      const profile = dialect.profiles.at(-1) ?? dialect.defaultProfile;
      embedded = await startEmbedded(dialect, {
        profile,
        identities: embeddedIdentities(dialect),
        concurrency: WORKERS,
      });
      const session = openSession({
        dialect,
        target: embedded.target,
        role: 'target',
        seed: 1,
        runId: 'expect',
        ledger: countingLedger(),
        clockSkewMs: 0,
      });
      const leases = openLeases(session);
      const left = plan(await loadChecks(dialect), { profile }).values();
      const work = async (): Promise<void> => {
        for (const check of left) {
          const observe = (operation: Operation, expectation: Expectation): void => {
            judged.push({ check: check.id, operation, expectation });
          };
          runs.set(check.id, await runCheck(session, leases, check, observe));
        }
      };
      await Promise.all(Array.from({ length: WORKERS }, work));
      expect(await leases.close()).toEqual([]);
      await session.close();
    }, RUN_MS);

    afterAll(() => embedded.server.close());

    const problems = (find: (judgement: Judged) => readonly string[]): string[] => [
      ...new Set(judged.flatMap((one) => find(one).map((problem) => `${one.check}: ${problem}`))),
    ];

    it('all come to their end and judge something', () => {
      const idle = [...runs].filter(([, run]) => run.inconclusive || run.judged === 0);
      expect(idle.map(([id, run]) => `${id}: ${run.inconclusive?.message ?? 'judged nothing'}`)).toEqual([]);
      expect(judged.length).toBeGreaterThanOrEqual(runs.size / 2);
    });

    it('accept no status but few, or one kind of refusal', () => {
      const found = problems(({ operation, expectation }) =>
        simpleParts(expectation).flatMap((part) => {
          const statuses = acceptedStatuses(dialect, operation, part);
          return statuses.length > 0 && (statuses.length <= FEW || isOneClass(statuses))
            ? []
            : [`accepts ${statuses}`];
        }),
      );
      expect(found).toEqual([]);
    });

    it('never take a failure of the server for a success', () => {
      const found = problems(({ operation, expectation }) => {
        const classes = classesOf(acceptedStatuses(dialect, operation, expectation));
        return classes.has(2) && classes.has(5) ? ['accepts success and server error'] : [];
      });
      expect(found).toEqual([]);
    });

    it('take success and refusal for alternatives only where they say so', () => {
      const found = problems(({ operation, expectation }) =>
        simpleParts(expectation).flatMap((part) => {
          const statuses = acceptedStatuses(dialect, operation, part);
          const classes = classesOf(statuses);
          return classes.has(2) && classes.has(4) ? [`accepts ${statuses} without naming alternatives`] : [];
        }),
      );
      expect(found).toEqual([]);
    });

    it('accept statuses that there are', () => {
      const found = problems(({ operation, expectation }) =>
        acceptedStatuses(dialect, operation, expectation)
          .filter((status) => !Number.isInteger(status) || status < 200 || status > 599)
          .map((status) => `accepts ${status}`),
      );
      expect(found).toEqual([]);
    });
  },
);

/** Statuses that one expectation may accept without being any kind of answer. */
const FEW = 5;

/** The alternatives of an expectation, or itself. */
function simpleParts(expectation: Expectation): Expectation[] {
  return 'anyOf' in expectation ? expectation.anyOf.flatMap(simpleParts) : [expectation];
}

function classesOf(statuses: readonly number[]): ReadonlySet<number> {
  return new Set(statuses.map((status) => Math.floor(status / 100)));
}

/**
 * True for refusals of which the documentation says no more than that they are the client's fault. 501 and 505 say so in
 * the words of RFC 9110 sections 15.6.2 and 15.6.6: the request asks for what there is not.
 */
function isOneClass(statuses: readonly number[]): boolean {
  return statuses.every((status) => (status >= 400 && status < 500) || status === 501 || status === 505);
}
