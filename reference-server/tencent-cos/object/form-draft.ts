import type { Header } from '../../../dialects/core/headers.ts';
import { refuse } from '../../operations/refuse.ts';
import type { DraftSource } from './draft.ts';
import { fieldValue, isFieldName } from './field-value.ts';

const PREFIX = 'x-cos-';
/** Name and value of one metadata entry together. Chapter POST Object, error table; T-POST-42. */
const ENTRY_BYTES = 4 * 1024;

/**
 * The fields of a form in the place of header fields (chapter POST Object: everything headers say elsewhere is said by
 * fields). The canned ACL is called `acl`.
 * @param fields by lower-case name
 * @throws Refused (from what it returns) invalid-argument for a value that cannot be a header's; metadata-entry-too-long
 */
export function formSource(fields: ReadonlyMap<string, string>): DraftSource {
  const field = (name: string): string | undefined => {
    const text = fields.get(name.toLowerCase());
    if (text === undefined || text === '') return undefined;
    return fieldValue(text) ?? refuse('invalid-argument', { sentence: `Field ${name} holds a line end.` });
  };
  return {
    header: field,
    own: (name) => (name === 'acl' ? (field('acl') ?? field(`${PREFIX}acl`)) : field(`${PREFIX}${name}`)),
    ownAll: (prefix) =>
      [...fields]
        .filter(([name]) => name.startsWith(`${PREFIX}${prefix}`))
        .map(([name, value]) => entry(name.slice(PREFIX.length + prefix.length), value)),
  };
}

function entry(name: string, text: string): Header {
  const value = fieldValue(text);
  if (value === undefined || !isFieldName(name)) {
    return refuse('invalid-argument', { sentence: 'A metadata field cannot be a header.' });
  }
  return name.length + value.length < ENTRY_BYTES ? [name, value] : refuse('metadata-entry-too-long');
}
