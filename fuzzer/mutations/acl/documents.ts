import { elementSlots } from '../../structured-request.ts';
import { isLeaf, type XmlNode } from '../../xml-node.ts';
import type { MutationClass } from '../mutation.ts';
import { variants } from '../variants.ts';
import { changeAt, leaf, withText } from '../xml/xml-variants.ts';

/** A class that changes elements of access control documents by their name. */
function inElements(
  slug: string,
  title: string,
  accept: (node: XmlNode, path: string) => boolean,
  values: readonly string[],
  change: (node: XmlNode, form: string) => readonly (XmlNode | string)[],
): MutationClass {
  return variants({
    slug,
    group: 'acl',
    title,
    order: 'before-signing',
    slots: (request) => elementSlots(request, accept),
    values,
    change: (request, form, slot) => changeAt(request, slot, (node) => change(node, form)),
  });
}

const ofOwner = (_: XmlNode, path: string): boolean => /\/Owner\[1\]$/.test(path);
const withoutChild = (node: XmlNode, name: string): XmlNode => ({
  ...node,
  content: node.content.filter((item) => typeof item === 'string' || item.name !== name),
});

/** Access control by documents. */
export const aclDocumentMutations: readonly MutationClass[] = [
  inElements(
    'ac-perm-odd',
    'permissions nobody knows',
    (node) => isLeaf(node) && node.name === 'Permission',
    ['read', 'EXECUTE', '', 'READ,WRITE', 'FULL_CONTROL ', 'DELETE', 'FULLCONTROL'],
    (node, text) => [withText(node, text)],
  ),
  inElements(
    'ac-perm-dup',
    'two permissions in one grant',
    (node) => isLeaf(node) && node.name === 'Permission',
    ['READ', 'WRITE'],
    (node, text) => [node, withText(node, text)],
  ),
  inElements(
    'ac-owner-change',
    'another owner, or none',
    ofOwner,
    ['other', 'none', 'empty-name', 'empty-id', 'no-id', 'two'],
    (node, form) => {
      if (form === 'none') return [];
      if (form === 'two') return [node, node];
      if (form === 'no-id') return [withoutChild(node, 'ID')];
      const [name, text] =
        form === 'empty-name' ? ['DisplayName', ''] : ['ID', form === 'empty-id' ? '' : '999999999999'];
      return [{ ...node, content: [...withoutChild(node, name).content, leaf(name, text)] }];
    },
  ),
  inElements(
    'ac-empty-list',
    'no grants',
    (node) => node.name === 'AccessControlList',
    ['empty', 'missing'],
    (node, form) => (form === 'missing' ? [] : [{ ...node, content: [] }]),
  ),
  inElements(
    'ac-grant-list-dup',
    'the same grant twice',
    (node) => node.name === 'Grant',
    ['2', '3'],
    (node, count) => Array.from({ length: count === '3' ? 3 : 2 }, () => node),
  ),
  inElements(
    'ac-grantee-odd',
    'grantees that are nobody, or several at once',
    (node) => node.name === 'Grantee',
    ['unknown', 'empty', 'uri', 'uri-and-id', 'mail', 'two-ids'],
    (node, form) => {
      const bare = withoutChild(withoutChild(node, 'ID'), 'DisplayName');
      const uri = leaf('URI', 'http://example.com/groups/Nobody');
      const made: Readonly<Record<string, readonly (XmlNode | string)[]>> = {
        unknown: [leaf('ID', 'bucketproof')],
        empty: [],
        uri: [uri],
        'uri-and-id': [...node.content, uri],
        mail: [leaf('EmailAddress', 'a@example.com')],
        'two-ids': [...node.content, leaf('ID', '999999999999')],
      };
      return [{ ...bare, content: made[form] ?? node.content }];
    },
  ),
];
