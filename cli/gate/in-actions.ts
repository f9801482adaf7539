import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { githubAnnotations, type Summary, type Verdict } from '../../reports/index.ts';

/**
 * Prints a text about a run. In GitHub Actions what broke the gate becomes annotations and the step summary; the text
 * itself, which quotes a target, can give the runner no commands.
 * @param markdown made only when there is a step summary to write
 */
export async function inActions(
  text: string,
  summary: Summary,
  verdict: Verdict,
  markdown: () => string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<void> {
  if (environment.GITHUB_ACTIONS !== 'true') {
    process.stdout.write(text);
    return;
  }
  process.stdout.write(withoutCommands(text));
  process.stdout.write(githubAnnotations(summary, verdict));
  await stepSummary(markdown, environment);
}

/** A text in which the runner of GitHub Actions sees no commands: only who knows the word can let it listen again. */
export function withoutCommands(text: string, word: string = randomUUID()): string {
  return `::stop-commands::${word}\n${text}${text.endsWith('\n') ? '' : '\n'}::${word}::\n`;
}

/** Adds to the summary of the step, where there is one. */
export async function stepSummary(
  markdown: () => string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<void> {
  const file = environment.GITHUB_STEP_SUMMARY;
  if (file !== undefined && file !== '') await appendFile(file, markdown());
}
