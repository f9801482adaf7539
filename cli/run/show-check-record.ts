import { escapeTerminal } from '../../reports/escape.ts';
import { readRecords } from '../../reports/ndjson.ts';
import type { CheckRecord, ExchangeRecord } from '../../reports/record.ts';

/**
 * Prints how one check went in a run: expected and got, then every exchange on both sides.
 * @returns false when the file has no record of the check
 * @throws RecordFileError when the file is not a record file
 */
export async function showCheckRecord(
  path: string,
  id: string,
  out: { write: (text: string) => unknown },
): Promise<boolean> {
  for await (const record of readRecords(path)) {
    if (record.kind !== 'check' || record.id !== id) continue;
    out.write(`\n${path}: ${record.outcome}\n${describe(record)}`);
    return true;
  }
  return false;
}

function describe(record: CheckRecord): string {
  const lines: string[] = [];
  if (record.reason) lines.push(`  ${record.reason.code}: ${record.reason.message}`);
  for (const { exchange, facet, expected, got } of record.mismatches) {
    lines.push(`  ${place(exchange)}${facet}`, `    expected ${expected}`, `    got      ${got}`);
  }
  for (const { exchange, facet, reference, target } of record.divergences) {
    lines.push(
      `  ${place(exchange)}${facet} differs`,
      `    reference ${reference}`,
      `    target    ${target}`,
    );
  }
  const { target, reference } = record.transcripts;
  target.forEach((exchange, index) => {
    lines.push(
      '',
      `  [${index + 1}] ${exchange.phase}, as ${exchange.identity}`,
      ...side('target', exchange),
    );
    const other = reference[index];
    if (other) lines.push(...side('reference', other));
  });
  return `${lines.map(escapeTerminal).join('\n')}\n`;
}

function place(exchange: number): string {
  return exchange < 0 ? '' : `[${exchange + 1}] `;
}

/** Lines of a body that are printed. */
const BODY_LINES = 20;

function side(name: string, { request, response, failure }: ExchangeRecord): string[] {
  const lines = name === 'target' ? [`    > ${request.method} ${request.target}`] : [];
  if (name === 'target') {
    lines.push(...request.headers.map(([header, value]) => `    > ${header}: ${value}`));
    lines.push(...bodyLines(request.body, '>'));
  }
  lines.push(`    ${name}:`);
  if (failure) lines.push(`    < ${failure.kind}: ${failure.message}`);
  if (response) {
    lines.push(`    < ${response.status} ${response.reason}`);
    lines.push(...response.headers.map(([header, value]) => `    < ${header}: ${value}`));
    lines.push(...bodyLines(response.body, '<'));
  }
  return lines;
}

function bodyLines(body: ExchangeRecord['request']['body'], mark: string): string[] {
  if (body.size === 0) return [];
  if ('sha256' in body) return [`    ${mark} (${body.size} bytes, SHA-256 ${body.sha256})`];
  if ('base64' in body) return [`    ${mark} (${body.size} bytes, base64) ${body.base64}`];
  const lines = body.text.split('\n');
  const shown = lines.slice(0, BODY_LINES).map((line) => `    ${mark} ${line}`);
  return lines.length > BODY_LINES
    ? [...shown, `    ${mark} … ${lines.length - BODY_LINES} more lines`]
    : shown;
}
