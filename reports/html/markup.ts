import { codeOf, escapeHtml, visibleParts } from '../escape.ts';

/** HTML that may stand in a page as it is. Only `html` and `trusted` make it. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What may be put into an `html` template. Text is escaped; `undefined` and `false` are nothing. */
export type Insert = Html | string | number | undefined | false | readonly Insert[];

/**
 * A piece of HTML. Everything inserted is escaped unless it is `Html` itself, so that forgetting to escape is not
 * possible. Attribute values have to stand in double quotes.
 */
export function html(strings: TemplateStringsArray, ...inserts: readonly Insert[]): Html {
  let markup = '';
  strings.forEach((text, index) => {
    markup += text;
    if (index < inserts.length) markup += markupOf(inserts[index]);
  });
  return new Html(markup);
}

function markupOf(insert: Insert): string {
  if (insert instanceof Html) return insert.markup;
  if (insert === undefined || insert === false) return '';
  if (typeof insert === 'string') return escapeHtml(insert);
  if (typeof insert === 'number') return String(insert);
  return insert.map(markupOf).join('');
}

/** Markup of our own that must not be escaped: style and script. Never for anything that was read. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

/** Text where invisible characters are written out and set apart. */
export function shownText(text: string): Html {
  return html`${visibleParts(text).map((part) =>
    part.hidden ? html`<i>${[...part.text].map(codeOf).join('')}</i>` : part.text,
  )}`;
}

/** Like `shownText`, with tabs as they are, for lines from the wire: a document indented with tabs stays readable. */
export function wireText(text: string): Html {
  const parts = text.split('\t').map(shownText);
  return html`${parts.map((part, index) => [index > 0 && TAB, part])}`;
}

const TAB = trusted('\t');
