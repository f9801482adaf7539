import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** As much of Stryker's incremental file as is needed here. */
interface Remembered {
  readonly files: Readonly<Record<string, { mutants: { static?: boolean; status: string }[] }>>;
}

/**
 * Takes changes of module constants that survived out of what Stryker remembers of the last run. It does not see when
 * new tests notice them, and would call them survivors for ever.
 */
export function forgetStaticSurvivors(incrementalFile: string): void {
  if (!existsSync(incrementalFile)) return;
  const remembered = JSON.parse(readFileSync(incrementalFile, 'utf8')) as Remembered;
  for (const file of Object.values(remembered.files)) {
    file.mutants = file.mutants.filter((one) => one.static !== true || one.status !== 'Survived');
  }
  writeFileSync(incrementalFile, JSON.stringify(remembered));
}
