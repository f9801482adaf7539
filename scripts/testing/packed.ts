import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../source-files.ts';

/** What `npm pack` made. */
export interface Packed {
  readonly tarball: string;
  /** Size of the tarball, bytes. */
  readonly size: number;
  /** Paths in it, relative to the package. */
  readonly files: readonly string[];
}

/** Builds and packs the package into `folder`. */
export function pack(folder: string): Packed {
  mkdirSync(folder, { recursive: true });
  npm(root, 'run', 'build');
  const report = npm(root, 'pack', '--ignore-scripts', '--json', '--pack-destination', folder);
  const described: unknown = JSON.parse(report);
  // npm 12 names the packages where the ones before it list them.
  const [one] = Object.values(described as Record<string, PackReport>);
  if (!one) throw new Error(`npm pack says ${report}`);
  return { tarball: join(folder, one.filename), size: one.size, files: one.files.map(({ path }) => path) };
}

interface PackReport {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

/** Runs npm in a folder. @returns its standard output @throws when it fails */
export function npm(folder: string, ...args: string[]): string {
  return execFileSync('npm', ['--no-audit', '--no-fund', '--prefer-offline', ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** Packages named in `dependencies` of package.json. */
export function runtimeDependencies(): string[] {
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  return Object.keys(dependencies);
}
