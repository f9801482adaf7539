import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readFindings, type StoredFinding } from '../../reports/fuzz/read-findings.ts';
import { CorpusError } from './corpus-error.ts';

/** The cases that go with the catalogue: beside the sources, or where the build puts them. */
const BUNDLED = join(
  import.meta.dirname,
  '..',
  '..',
  import.meta.filename.endsWith('.ts') ? 'fixtures/corpora' : 'corpora',
);

/**
 * The regression cases of a dialect: those that go with the catalogue, then those of the folders. A case that is there
 * twice counts once.
 * @param folders each with a folder for each API, or with findings of this one
 * @throws CorpusError for a folder without a case of the dialect; RecordFileError for files that are no findings; the
 *   system's error when a folder cannot be read
 */
export function readCorpus(dialect: string, folders: readonly string[] = []): StoredFinding[] {
  const bundled = existsSync(join(BUNDLED, dialect)) ? readFindings(join(BUNDLED, dialect)) : [];
  const all = [...bundled, ...folders.flatMap((folder) => readFolder(dialect, folder))];
  const seen = new Set<string>();
  return all.filter(({ finding: { id } }) => !seen.has(id) && seen.add(id));
}

/** Whether a folder has cases of a dialect. @throws as `readCorpus`, but for having none */
export function holdsCasesOf(dialect: string, folder: string): boolean {
  return allIn(dialect, folder).some(({ finding }) => finding.dialect === dialect);
}

function allIn(dialect: string, folder: string): StoredFinding[] {
  const own = join(folder, dialect);
  return [
    ...readFindings(folder),
    ...(existsSync(own) && statSync(own).isDirectory() ? readFindings(own) : []),
  ];
}

function readFolder(dialect: string, folder: string): StoredFinding[] {
  const found = allIn(dialect, folder);
  const ours = found.filter(({ finding }) => finding.dialect === dialect);
  if (ours.length > 0) return ours;
  const others = [...new Set(found.map(({ finding }) => finding.dialect))];
  const has = others.length > 0 ? `, it has some of ${others.join(', ')}` : foldersIn(folder);
  const hint = 'bucketproof fuzz promote writes regression cases';
  throw new CorpusError(folder, `holds no case of ${dialect}${has}`, hint);
}

function foldersIn(folder: string): string {
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((one) =>
    one.isDirectory() ? [one.name] : [],
  );
  return names.length === 0 ? '' : `, it has folders ${names.slice(0, 5).join(', ')}`;
}
