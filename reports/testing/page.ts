import { expect } from 'vitest';

/** A page's tags and texts, read as strictly as the page is written: quoted attributes, no stray `<`. */
export function readPage(page: string): { readonly tags: Tag[]; readonly text: string } {
  const tags: Tag[] = [];
  let text = '';
  const pattern = /<(\/?)([a-z][a-z0-9]*|!doctype)((?: +[a-zA-Z-]+(?:="[^"<>]*")?)*) *(\/?)>/g;
  const bare = page.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '<$1></$1>');
  let from = 0;
  for (const match of bare.matchAll(pattern)) {
    text += bare.slice(from, match.index);
    from = match.index + match[0].length;
    const attributes = [...(match[3] ?? '').matchAll(/ ([a-zA-Z-]+)(?:="([^"]*)")?/g)];
    tags.push({
      name: match[2] ?? '',
      closes: match[1] === '/',
      closed: match[4] === '/',
      attributes: new Map(attributes.map(([, name = '', value = '']) => [name, value])),
    });
  }
  return { tags, text: text + bare.slice(from) };
}

export interface Tag {
  readonly name: string;
  readonly closes: boolean;
  readonly closed: boolean;
  readonly attributes: ReadonlyMap<string, string>;
}

const VOID = ['!doctype', 'meta', 'input', 'br'];
const KNOWN_ATTRIBUTES =
  /^(?:html|lang|charset|http-equiv|content|name|class|href|id|aria-[a-z]+|title|type|placeholder|value|checked|hidden|open|role|viewBox|preserveAspectRatio|x|y|width|height|scope|colspan|tabindex|data-(?:outcome|level|impact|operation|label|disagrees))$/;

/** Fails unless the page is markup of ours around text of whoever. */
export function expectSound(page: string): void {
  const { tags, text } = readPage(page);
  expect(text).not.toContain('<');
  expect(text.replace(/&(?:amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
  const open: string[] = [];
  for (const { name, closes, closed, attributes } of tags) {
    for (const attribute of attributes.keys()) expect(attribute).toMatch(KNOWN_ATTRIBUTES);
    expect(attributes.get('href') ?? '#').toMatch(/^#/);
    if (closes) expect(open.pop()).toBe(name);
    else if (!VOID.includes(name) && !closed) open.push(name);
  }
  expect(open).toEqual([]);
  for (const name of ['script', 'style', 'body']) {
    expect(tags.filter((tag) => tag.name === name && !tag.closes)).toHaveLength(1);
  }
  for (const name of ['img', 'iframe', 'link', 'object', 'base', 'form action']) {
    expect(tags.some((tag) => tag.name === name)).toBe(false);
  }
}

/** Every id of a page, in its order. */
export function pageIds(page: string): string[] {
  return [...page.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id);
}
