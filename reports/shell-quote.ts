import { visibleParts } from './escape.ts';

const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/**
 * `text` as one word of a POSIX shell command, made of printable characters and line feeds only, so that it can be
 * shown and pasted safely: control and invisible characters are written by `printf` inside the word.
 * A NUL cannot stand in an argument; it and lone surrogates have to be dealt with by the caller.
 */
export function shellQuote(text: string): string {
  if (PLAIN.test(text)) return text;
  let word = '';
  let plain = '';
  let hidden = '';
  const flush = (): void => {
    if (plain !== '') word += singleQuote(plain);
    // Command substitution strips line feeds at its end; none is ever in here.
    if (hidden !== '') word += `"$(printf '${octal(hidden)}')"`;
    plain = '';
    hidden = '';
  };
  for (const part of visibleParts(text)) {
    const isPlain = !part.hidden || part.text === '\n' || part.text === '\t';
    if (isPlain ? hidden !== '' : plain !== '') flush();
    if (isPlain) plain += part.text;
    else hidden += part.text;
  }
  flush();
  return word === '' ? "''" : word;
}

function singleQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function octal(text: string): string {
  return [...Buffer.from(text, 'utf8')].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
