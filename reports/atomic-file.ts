import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a text file so that there is either the whole new file or what was there before: beside it first, then renamed.
 * @param chunks written in order, so that the text never is in memory as a whole
 * @throws the system's error, or what `chunks` throws; no half file stays behind
 */
export async function writeAtomically(
  file: string,
  chunks: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true });
  const temporary = path.join(folder, `.${path.basename(file)}.${process.pid}.partial`);
  try {
    const handle = await open(temporary, 'w');
    try {
      for await (const chunk of chunks) await handle.appendFile(chunk, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
