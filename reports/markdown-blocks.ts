import { count } from './wording.ts';

/** Joins as many of the blocks, from the first on, as fit; always whole ones, so that the Markdown stays sound. */
export function fitBlocks(blocks: readonly string[], maxLength: number): string {
  const ending = (left: number): string =>
    left === 0 ? '' : `_${count(left, 'more section')} did not fit here; the HTML report has all of it._\n`;
  const room = maxLength - ending(blocks.length).length - 2;
  let text = '';
  let used = 0;
  for (const block of blocks) {
    if (text.length + block.length + 2 > room) break;
    text += `${block}\n\n`;
    used += 1;
  }
  return `${text}${ending(blocks.length - used)}`.trimEnd().concat('\n');
}
