import { isFull } from './baseline/baseline-summary.ts';
import { visible } from './escape.ts';
import type { Summary } from './summary.ts';
import type { Verdict } from './verdict.ts';
import { number } from './wording.ts';

/** What an endpoint badge of shields.io is made from. */
export interface Badge {
  readonly schemaVersion: 1;
  readonly label: string;
  readonly message: string;
  readonly color: 'brightgreen' | 'green' | 'yellow' | 'red' | 'lightgrey';
  readonly isError?: true;
}

/**
 * A run as a badge: never a share without what it is a share of, and never green for a run that is not whole.
 * https://shields.io/badges/endpoint-badge
 */
export function badgeOf(summary: Summary, verdict: Verdict): Badge {
  const { run, levels, incomplete } = summary;
  const { pass, divergent, fail, flaky } = levels.must.counts;
  const label = visible(`${run.dialect} ${run.profile}`.trim().slice(0, 60));
  if (incomplete.length > 0 || verdict.exitCode === 5) {
    return { schemaVersion: 1, label, message: 'incomplete', color: 'lightgrey', isError: true };
  }
  if (verdict.exitCode === 4) {
    return { schemaVersion: 1, label, message: 'suite broken', color: 'lightgrey', isError: true };
  }
  const ran = pass + divergent + fail + flaky;
  const chosen = isFull(run) ? '' : ' selected';
  const share = `${number(pass + divergent)} of ${number(ran)}${chosen} conform`;
  const skipped = levels.must.planned - ran;
  const message = skipped > 0 ? `${share}, ${number(skipped)} not run` : share;
  return { schemaVersion: 1, label, message, color: colourOf(verdict) };
}

function colourOf({ exitCode, state }: Verdict): Badge['color'] {
  if (exitCode !== 0) return 'red';
  if (state === 'known') return 'yellow';
  return state === 'conforms' ? 'brightgreen' : 'green';
}
