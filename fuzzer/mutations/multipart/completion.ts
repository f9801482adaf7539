import { elementSlots } from '../../structured-request.ts';
import { isLeaf, leafMarkup, type XmlNode } from '../../xml-node.ts';
import type { MutationClass } from '../mutation.ts';
import { variants } from '../variants.ts';
import { changeAt, withText } from '../xml/xml-variants.ts';

/** The element of one part. */
const isPart = (node: XmlNode): boolean =>
  node.content.some((item) => typeof item !== 'string' && item.name === 'PartNumber');
const isTag = (node: XmlNode, path: string): boolean => isLeaf(node) && /\/ETag\[1\]$/.test(path);

/** The part with another number. */
function numbered(part: XmlNode, change: (number: number) => number): XmlNode {
  return {
    ...part,
    content: part.content.map((item) =>
      typeof item !== 'string' && item.name === 'PartNumber'
        ? withText(item, String(change(Number(leafMarkup(item)) || 0)))
        : item,
    ),
  };
}

/** A class that changes what the list says of one part. */
function parts(
  slug: string,
  title: string,
  forms: Readonly<Record<string, (part: XmlNode) => readonly XmlNode[]>>,
): MutationClass {
  return variants({
    slug,
    group: 'multipart',
    title,
    order: 'before-signing',
    slots: (request) => elementSlots(request, isPart),
    values: Object.keys(forms),
    change: (request, form, slot) => changeAt(request, slot, (node) => forms[form]?.(node)),
  });
}

/** A class that writes the tag of a part otherwise. */
function tags(
  slug: string,
  title: string,
  forms: Readonly<Record<string, (tag: string) => string>>,
): MutationClass {
  return variants({
    slug,
    group: 'multipart',
    title,
    order: 'before-signing',
    slots: (request) => (elementSlots(request, isPart).length > 0 ? elementSlots(request, isTag) : []),
    values: Object.keys(forms),
    change: (request, form, slot) =>
      changeAt(request, slot, (node) => [
        withText(node, forms[form]?.(bare(leafMarkup(node))) ?? leafMarkup(node)),
      ]),
  });
}

const bare = (tag: string): string => tag.replaceAll('&quot;', '').replaceAll('"', '');

/** The list of parts that an upload is completed with. */
export const completionMutations: readonly MutationClass[] = [
  parts('mp-complete-order', 'parts in descending order', {
    'next-first': (part) => [numbered(part, (n) => n + 1), part],
    'last-first': (part) => [numbered(part, () => 10_000), part],
  }),
  parts('mp-complete-dup', 'a part listed twice', { twice: (part) => [part, part] }),
  parts('mp-complete-unknown', 'a part that was never sent', {
    instead: (part) => [numbered(part, (n) => n + 1)],
    more: (part) => [part, numbered(part, (n) => n + 1)],
    beyond: (part) => [part, numbered(part, () => 10_001)],
    zero: (part) => [numbered(part, () => 0), part],
  }),
  parts('mp-complete-empty', 'no parts', { none: () => [] }),
  tags('mp-complete-etag-forms', 'the tag of a part in other forms', {
    unquoted: (tag) => tag,
    quoted: (tag) => `"${tag}"`,
    entities: (tag) => `&quot;${tag}&quot;`,
    upper: (tag) => `"${tag.toUpperCase()}"`,
    weak: (tag) => `W/"${tag}"`,
    half: (tag) => `"${tag}`,
    blanks: (tag) => ` "${tag}" `,
    single: (tag) => `'${tag}'`,
  }),
  tags('mp-complete-etag-wrong', 'another tag', {
    other: () => '"00000000000000000000000000000000"',
    empty: () => '',
    short: (tag) => `"${tag.slice(0, -1)}"`,
    suffix: (tag) => `"${tag}-1"`,
    star: () => '*',
  }),
];
