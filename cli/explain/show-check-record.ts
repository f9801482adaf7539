import {
  type CheckRecord,
  type ExchangeRecord,
  escapeTerminal,
  RecordFileError,
  type RunRecord,
  readRecords,
} from '../../reports/index.ts';
import { OUTCOME_WORDS } from '../../reports/wording.ts';
import { CliError, EXIT } from '../exit-code.ts';
import { systemFault } from '../system-fault.ts';

/**
 * Prints how one check went in a run: expected and got, then every exchange on both sides.
 * @returns false when the file has no record of the check
 * @throws CliError usage, when the file cannot be read or is not a record file
 */
export async function showCheckRecord(
  path: string,
  id: string,
  out: { write: (text: string) => unknown },
): Promise<boolean> {
  try {
    let run: RunRecord | undefined;
    for await (const record of readRecords(path)) {
      if (record.kind === 'run') run = record;
      if (record.kind !== 'check' || record.id !== id) continue;
      out.write(`\n${describe(record, run, path).map(escapeTerminal).join('\n')}\n`);
      return true;
    }
    return false;
  } catch (error) {
    if (error instanceof RecordFileError) throw new CliError(EXIT.usage, error.message, error.hint);
    throw systemFault(error) ?? error;
  }
}

function describe(record: CheckRecord, run: RunRecord | undefined, path: string): string[] {
  const { label, meaning } = OUTCOME_WORDS[record.outcome];
  const lines = [`How it went: ${label} (${meaning})`];
  if (run) lines.push(`  target     ${run.target.name}  ${run.target.endpoint}  ${run.startedAt}`);
  lines.push(`  record     ${path}`);
  if (record.reason) lines.push(`  reason     ${record.reason.message} [${record.reason.code}]`);
  if (record.referenceFailed)
    lines.push('  The bundled reference fails this check too: that is a bug of ours.');
  if (record.referenceProblem !== undefined) lines.push(`  reference  ${record.referenceProblem}`);
  for (const { exchange, facet, expected, got } of record.mismatches) {
    lines.push('', `  ${place(exchange)}${facet}`, `    expected ${expected}`, `    got      ${got}`);
  }
  for (const { exchange, facet, reference, target } of record.divergences) {
    lines.push('', `  ${place(exchange)}${facet} differs from the reference`);
    lines.push(`    reference ${reference}`, `    target    ${target}`);
  }
  const { target, reference } = record.transcripts;
  target.forEach((exchange, index) => {
    lines.push('', `  [${index + 1}] ${exchange.operation} as ${exchange.identity}${PHASES[exchange.phase]}`);
    lines.push(...request(exchange), ...response('target', exchange));
    const other = reference[index];
    if (other) lines.push(...response('reference', other));
  });
  return lines;
}

const PHASES: Readonly<Record<ExchangeRecord['phase'], string>> = { setup: ', to prepare', act: '' };

function place(exchange: number): string {
  return exchange < 0 ? '' : `[${exchange + 1}] `;
}

/** Lines of a body that are printed. */
const BODY_LINES = 20;

function request({ request: { method, target, headers, body } }: ExchangeRecord): string[] {
  const fields = headers.map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${target}`, ...fields, ...bodyLines(body)].map((line) => `    > ${line}`);
}

function response(side: string, { response: got, failure }: ExchangeRecord): string[] {
  const lines = failure ? [`${failure.kind}: ${failure.message}`] : [];
  if (got) {
    lines.push(
      `${got.status} ${got.reason}`.trimEnd(),
      ...got.headers.map(([name, value]) => `${name}: ${value}`),
    );
    lines.push(...bodyLines(got.body));
  }
  return [`    ${side}:`, ...lines.map((line) => `    < ${line}`)];
}

function bodyLines(body: ExchangeRecord['request']['body']): string[] {
  if (body.size === 0) return [];
  if ('sha256' in body) return ['', `(${body.size} bytes, SHA-256 ${body.sha256})`];
  if ('base64' in body) return ['', `(${body.size} bytes, base64) ${body.base64}`];
  const lines = body.text.split('\n');
  const more = lines.length - BODY_LINES;
  return ['', ...lines.slice(0, BODY_LINES), ...(more > 0 ? [`… ${more} more lines`] : [])];
}
