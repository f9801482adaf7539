import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folder that holds package.json: the checkout, or the installed package. */
export const packageRoot: string = findRoot(import.meta.dirname);

/** Folder that holds the code as it runs: the package root from source, `dist` when built. */
export const codeRoot: string = join(import.meta.dirname, '..');

/** Version out of package.json. */
export const version: string = readVersion();

function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('package.json is missing from the installation');
  return findRoot(parent);
}

function readVersion(): string {
  const { version: found }: { version: string } = JSON.parse(
    readFileSync(join(packageRoot, 'package.json'), 'utf8'),
  );
  return found;
}

/** Path of a module of ours, `.ts` from source and `.js` when built. `name` is relative to the code, without ending. */
export function modulePath(name: string): string {
  return join(codeRoot, `${name}${import.meta.filename.endsWith('.ts') ? '.ts' : '.js'}`);
}
