import { escapeTerminal } from '../escape.ts';
import { wrap } from './text-width.ts';

/**
 * Lines of `text`, made harmless, wrapped to `width` columns.
 * @param indent spaces before the first line
 * @param hanging further spaces before the others
 */
export function paragraph(text: string, width: number, indent = 0, hanging = 0): string[] {
  const room = Math.max(20, width - indent - hanging);
  return wrap(escapeTerminal(text), room).map(
    (line, index) => ' '.repeat(indent + (index === 0 ? 0 : hanging)) + line,
  );
}
