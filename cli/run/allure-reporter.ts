import { resolve } from 'node:path';
import type { Reporter } from 'vitest/node';

/** A reporter that writes Allure results into a folder, which `allure generate` makes a report of. */
export async function allureReporter(
  folder: string,
  about: Readonly<Record<string, string>>,
): Promise<Reporter> {
  const { default: AllureVitestReporter } = await import('allure-vitest/reporter');
  return new AllureVitestReporter({ resultsDir: resolve(folder), environmentInfo: { ...about } });
}
