import type { BaselineEntry } from '../baseline/baseline.ts';
import { text } from './sarif-document.ts';

/** What a result is about, and where the record of it stands. */
export interface ResultPlace {
  /** How the record file is called in the results. */
  readonly uri: string;
  /** Its line there, 1-based. */
  readonly line: number;
  /** Of the check or finding. */
  readonly id: string;
  /** The operation, as it is shown. */
  readonly operation: string;
}

/**
 * Takes what a result is about and where its record stands. Returns the result's `locations`: the line of the record
 * file as its place, the check or finding as a function and its operation as the module around it.
 */
export function resultLocations({ uri, line, id, operation }: ResultPlace): readonly object[] {
  return [
    {
      physicalLocation: {
        artifactLocation: { uri: encodeURI(uri.toWellFormed()) },
        region: { startLine: line },
      },
      logicalLocations: [
        { name: id, fullyQualifiedName: id, kind: 'function' },
        { name: text(operation, 200), kind: 'module' },
      ],
    },
  ];
}

/**
 * Takes what the baseline makes of a check or finding. Returns what a result has of it: `suppressions` with the reason of
 * the entry where it is known, nothing otherwise.
 */
export function resultSuppressions(judged: {
  readonly verdict: string;
  readonly entry?: BaselineEntry;
}): object {
  if (judged.verdict !== 'known') return {};
  const justification = text(judged.entry?.reason ?? '', 500);
  return { suppressions: [{ kind: 'external', status: 'accepted', justification }] };
}
