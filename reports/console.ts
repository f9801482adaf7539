import { defaultCommands, type ReportCommands } from './commands.ts';
import { changeList } from './console/change-list.ts';
import { failureList } from './console/failure-list.ts';
import { gateLines } from './console/gate-lines.ts';
import { operationTable } from './console/operation-table.ts';
import { type Painter, painter } from './console/painter.ts';
import { paragraph } from './console/paragraph.ts';
import { escapeTerminal } from './escape.ts';
import type { Outcome } from './record.ts';
import type { Summary } from './summary.ts';
import type { Verdict, VerdictState } from './verdict.ts';
import { bytes, count, duration, number, utc } from './wording.ts';

export interface ConsoleOptions {
  /** Columns of the terminal. Default 80. */
  readonly width?: number;
  /** Use colour. Default false: whoever calls knows whether this is a terminal and what the user asked for. */
  readonly colour?: boolean;
  /** Where the artefacts are, e.g. `{ what: 'report', path: 'out/report.html' }`. */
  readonly files?: readonly { readonly what: string; readonly path: string }[];
  readonly commands?: ReportCommands;
}

const STATE_OUTCOMES: Readonly<Record<VerdictState, Outcome>> = {
  conforms: 'pass',
  partial: 'pass',
  known: 'pass',
  violates: 'fail',
  unsteady: 'flaky',
  outdated: 'fail',
  vanished: 'fail',
  differs: 'divergent',
  'own-bug': 'inconclusive',
  unclear: 'inconclusive',
  incomplete: 'inconclusive',
};

/**
 * What is printed after a run, as plain text with a line feed at its end. Everything a target said is escaped; without
 * `colour` no escape sequence is in it at all.
 */
export function consoleSummary(summary: Summary, verdict: Verdict, options: ConsoleOptions = {}): string {
  const width = Math.max(40, options.width ?? 80);
  const paint = painter(options.colour ?? false);
  const commands = options.commands ?? defaultCommands;
  const head = paragraph(verdict.sentence, width).map((line) =>
    paint.strong(paint.outcome(STATE_OUTCOMES[verdict.state], line)),
  );
  const lines = [
    '',
    ...head,
    '',
    ...aboutLines(summary, width, paint),
    '',
    ...changeList(summary, width, paint),
    ...operationTable(summary, width, paint.outcome),
    '',
    ...failureList(summary, width, paint, commands),
    ...reasonLines(summary, width, paint),
    ...(verdict.notes.length > 0 ? [paint.strong('Notes')] : []),
    ...verdict.notes.flatMap((note) => paragraph(`- ${note}`, width, 2, 2)),
    ...(verdict.notes.length > 0 ? [''] : []),
    ...gateLines(verdict, width, paint),
    ...(options.files ?? []).map(({ what, path }) => `  ${what.padEnd(10)} ${escapeTerminal(path)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function aboutLines({ run, end }: Summary, width: number, paint: Painter): string[] {
  const { target } = run;
  const about = [
    `${target.name}  ${target.endpoint}  ${run.dialect} ${run.profile}  ${target.region}`,
    `${utc(run.startedAt)}, catalogue ${run.catalogue}, seed ${run.seed}`,
  ];
  if (end !== undefined) {
    const { requests, bytes: moved, resources } = end;
    const traffic = `${bytes(moved.sent)} sent, ${bytes(moved.received)} received`;
    const residue = `${number(resources.created)} created, ${number(resources.leftBehind.length)} left behind`;
    about.push(`${duration(end.durationMs)}, ${count(requests, 'request')}, ${traffic}, ${residue}`);
  }
  return about.flatMap((line) => paragraph(line, width, 2)).map(paint.faint);
}

function reasonLines({ reasons }: Summary, width: number, paint: Painter): string[] {
  if (reasons.length === 0) return [];
  const lines = reasons.slice(0, 12).flatMap(({ outcome, code, message, checks, must }) => {
    const required = must === 0 ? '' : `, ${number(must)} required`;
    return paragraph(`${number(checks)} ${outcome}${required}: ${message} [${code}]`, width, 2, 2);
  });
  const rest = reasons.length - 12;
  return [
    paint.strong('Not judged'),
    ...lines,
    ...(rest > 0 ? [`  … and ${count(rest, 'more reason')}`] : []),
    '',
  ];
}
