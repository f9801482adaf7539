/** Builds the published package into `dist/`: JavaScript, and the data files beside it. */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

/** Folders whose data files the code reads at run time. */
const DATA_FOLDERS = ['dialects', 'reports', 'harness', 'suites', 'reference-server'];
const DATA = /\.(tsv|json|css|html|md|svg)$/;

rmSync(dist, { recursive: true, force: true });
execFileSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
for (const folder of DATA_FOLDERS) {
  for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
    if (!DATA.test(name) || /(^|\/)(testing|testdata)\//.test(name)) continue;
    const target = join(dist, folder, name);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(root, folder, name), target);
  }
}
chmodSync(join(dist, 'cli', 'main.js'), 0o755);
