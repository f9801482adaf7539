import { changesOf } from '../changes.ts';
import { clip } from '../escape.ts';
import type { Summary } from '../summary.ts';
import { list, number, OUTCOME_WORDS } from '../wording.ts';
import { html, type Insert } from './markup.ts';

const MAX_CHANGES = 200;

/** What is different from the baseline and from the earlier run: what the page opens on when there is either. */
export function changeSection(summary: Summary): Insert {
  const { comparedWith, groups } = changesOf(summary);
  if (comparedWith.length === 0) return false;
  return html`<section aria-labelledby="Difference"><h2 id="Difference">The difference</h2>
<p class="none">Compared with ${list(comparedWith)}.${groups.length === 0 && ' There is none.'}</p>
${groups.map(({ title, count, changes, look }) => {
  const open = look === 'fail' ? html` open` : '';
  const more = count - Math.min(changes.length, MAX_CHANGES);
  return html`<details class="group"${open}><summary><span class="${look}" aria-hidden="true">${OUTCOME_WORDS[look].mark}</span> <b>${number(count)}</b> ${title}</summary><ul>
${changes.slice(0, MAX_CHANGES).map(({ subject, check, text }) => {
  const name = clip(subject, 300);
  return html`<li>${check === undefined ? html`<code>${name}</code>` : html`<a class="claim" href="#${check}">${name}</a>`} ${clip(text, 600)}</li>
`;
})}${more > 0 && html`<li>… and ${number(more)} more</li>`}</ul></details>
`;
})}</section>
`;
}
