import { slotName, withField } from '../../structured-request.ts';
import { parameterSlots } from '../applies.ts';
import type { MutationClass } from '../mutation.ts';
import { variants } from '../variants.ts';

const READ = /^x-container-read$/i;
const WRITE = /^x-container-write$/i;
const BOTH = /^x-container-(read|write)$/i;

/** A class of lists of items, in fields whose names match. */
function items(slug: string, title: string, name: RegExp, ...values: readonly string[]): MutationClass {
  return variants({
    slug,
    group: 'acl',
    title,
    order: 'before-signing',
    slots: parameterSlots('header', name),
    values,
    change: (request, value, slot) => withField(request, slotName(slot), value),
  });
}

/** Access control by lists of items in one field. */
export const aclItemListMutations: readonly MutationClass[] = [
  items(
    'ac-sw-referrer',
    'referrers',
    READ,
    '.r:*',
    '.r:*,.rlistings',
    '.ref:example.com',
    '.referrer : example.com',
    '.referer:.example.com',
    '.r:*.example.com',
    '.r:*,.r:-example.com',
    '.r:-example.com,.r:*',
    '.r:example.com:80',
    '.R:*',
  ),
  items(
    'ac-sw-referrer-empty',
    'referrers without a host',
    READ,
    '.r:',
    '.r:-',
    '.r: ',
    '.r:.',
    '.r:*.',
    '.r:-*',
  ),
  items(
    'ac-sw-referrer-write',
    'referrers where writing is granted',
    WRITE,
    '.r:*',
    '.ref:example.com',
    'a:b,.r:*',
  ),
  items(
    'ac-sw-rlistings',
    'listings as an item of its own',
    BOTH,
    '.rlistings',
    '.RLISTINGS',
    '.rlistings:',
    '.r:*,.rlistings,.rlistings',
  ),
  items(
    'ac-sw-clean',
    'blanks and empty items',
    BOTH,
    ' a:b , c:d ',
    ',,a:b,,',
    ',',
    'a : b',
    'a:b,a:b',
    'a\tb',
    ' ',
  ),
  items(
    'ac-sw-item-odd',
    'odd items',
    BOTH,
    '*',
    '*:*',
    'a:*',
    ':b',
    'a:',
    'a:b:c',
    '.x:y',
    '.',
    '\u00c3\u00a9:x',
    '%41:b',
    'a;b',
    `${'a'.repeat(300)}:b`,
  ),
];
