import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

/** One line of a ledger. */
export interface LedgerLine {
  /** 1-based. */
  readonly number: number;
  readonly text: string;
  /** False for a last line without its line feed: a crash cut it off. */
  readonly complete: boolean;
  /** Offset of the byte after the line, in bytes. */
  readonly end: number;
}

const CHUNK = 64 * 1024;

/** No entry is longer: a key has at most some hundred bytes. A longer line is handed out as it is so far and ends the walk. */
const LONGEST = 1024 * 1024;

/** The lines of a file one by one, never more than one of them in memory. @throws the system's error */
export function* ledgerLines(path: string): Generator<LedgerLine> {
  const file = openSync(path, 'r');
  try {
    const decoder = new StringDecoder('utf8');
    const chunk = Buffer.alloc(CHUNK);
    let number = 0;
    let end = 0;
    let rest = '';
    for (let size = readSync(file, chunk); size > 0; size = readSync(file, chunk)) {
      const lines = (rest + decoder.write(chunk.subarray(0, size))).split('\n');
      rest = lines.pop() ?? '';
      for (const text of lines) {
        end += Buffer.byteLength(text) + 1;
        yield { number: ++number, text, complete: true, end };
      }
      if (rest.length > LONGEST) break;
    }
    const text = rest + decoder.end();
    if (text !== '') yield { number: number + 1, text, complete: false, end: end + Buffer.byteLength(text) };
  } finally {
    closeSync(file);
  }
}
