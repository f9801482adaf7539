import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';

const SCHEMA = readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', 'junit', 'junit.xsd'), 'utf8');

/** Takes JUnit documents. Returns what libxml2 has against them, by a schema of what common readers take; nothing for sound ones. */
export async function junitProblems(...documents: readonly string[]): Promise<string[]> {
  const { errors } = await validateXML({
    xml: documents.map((contents, n) => ({ fileName: `${n}.xml`, contents })),
    schema: [SCHEMA],
  });
  return errors.map(({ rawMessage }) => rawMessage);
}
