import { clip, visible } from '../escape.ts';

/** A SARIF 2.1.0 log of these runs, as text. */
export function sarifDocument(runs: readonly object[]): string {
  const document = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** A rule that is no claim: a section of a standard, or a rule of the fuzzer. */
export function sourceRule(source: string, dialect: string): object {
  const said = text(source, 300);
  return {
    id: text(source, 200),
    shortDescription: { text: said },
    properties: { source: said, tags: [dialect] },
  };
}

/** Something about the run as a whole. */
export function notification(message: string): object {
  return { level: 'error', message: { text: text(message, 500) } };
}

/** Text of whoever, harmless where it is shown. Code scanning reads links in messages: `[text](1)`. */
export function text(value: string, max: number): string {
  return visible(clip(value, max)).replaceAll('\\', '\\\\').replaceAll('[', '\\[').replaceAll(']', '\\]');
}
