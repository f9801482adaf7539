import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';

/** What is shown in GitHub Actions besides the text; made only when it is. */
export interface ActionsOutput {
  /** Workflow commands, a line each. */
  readonly annotations: () => string;
  /** Text for the summary of the step. */
  readonly markdown: () => string;
}

/**
 * Prints a text about a run. In GitHub Actions what broke the gate becomes annotations and the step summary; the text
 * itself, which quotes a target, can give the runner no commands.
 */
export async function inActions(
  text: string,
  { annotations, markdown }: ActionsOutput,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<void> {
  if (environment.GITHUB_ACTIONS !== 'true') {
    process.stdout.write(text);
    return;
  }
  process.stdout.write(withoutCommands(text));
  process.stdout.write(annotations());
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
