import { textAt, valuesAt } from '../../dialects/core/document-access.ts';
import type { DocumentValue } from '../../dialects/core/document-read.ts';
import type { RenderValue } from '../../dialects/core/document-render.ts';
import { refuse } from '../operations/refuse.ts';
import type { Tag } from '../store/object-record.ts';

const KEY_LENGTH = 128;
const VALUE_LENGTH = 256;
/** Letters and digits of any script, blanks, and the documented signs. */
const CHARACTERS = /^[\p{L}\p{N} +\-_=.:/@]*$/u;

/** Whether a tag is within the documented lengths (characters) and characters and outside the reserved prefix. T-TAG-06. */
export function isValidTag({ key, value }: Tag): boolean {
  return (
    key !== '' &&
    [...key].length <= KEY_LENGTH &&
    [...value].length <= VALUE_LENGTH &&
    !key.toLowerCase().startsWith('cos:') &&
    CHARACTERS.test(key) &&
    CHARACTERS.test(value)
  );
}

/**
 * The tags of a `Tagging` body.
 * @param most greatest number of tags
 * @throws Refused too-many-tags | invalid-tag
 */
export function tagsFromDocument(document: DocumentValue, most: number): Tag[] {
  const tags = valuesAt(document, 'TagSet.Tag').map((tag) => ({
    key: textAt(tag, 'Key') ?? '',
    value: textAt(tag, 'Value') ?? '',
  }));
  return checkedTags(tags, most);
}

/** `tags`, when they are allowed. @throws Refused too-many-tags | invalid-tag */
export function checkedTags(tags: Tag[], most: number): Tag[] {
  if (tags.length > most) return refuse('too-many-tags');
  const distinct = new Set(tags.map(({ key }) => key)).size === tags.length;
  return distinct && tags.every(isValidTag) ? tags : refuse('invalid-tag');
}

/** A `Tagging` document. */
export function tagsToDocument(tags: readonly Tag[]): RenderValue {
  return { TagSet: { Tag: tags.map(({ key, value }) => ({ Key: key, Value: value })) } };
}
