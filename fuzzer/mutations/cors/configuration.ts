import { elementSlots } from '../../structured-request.ts';
import { isLeaf, type XmlNode } from '../../xml-node.ts';
import type { MutationClass } from '../mutation.ts';
import { variants } from '../variants.ts';
import { changeAt, leaf, withText } from '../xml/xml-variants.ts';

/** A class of values of one element of a configuration. */
function valuesOf(slug: string, title: string, element: string, ...values: readonly string[]): MutationClass {
  return variants({
    slug,
    group: 'cors',
    title,
    order: 'before-signing',
    slots: (request) => elementSlots(request, (node) => isLeaf(node) && node.name === element),
    values,
    change: (request, value, slot) => changeAt(request, slot, (node) => [withText(node, value)]),
  });
}

/** A class that changes one rule of a configuration. */
function inRule(
  slug: string,
  title: string,
  values: readonly string[],
  change: (rule: XmlNode, form: string) => readonly XmlNode[],
): MutationClass {
  return variants({
    slug,
    group: 'cors',
    title,
    order: 'before-signing',
    slots: (request) => elementSlots(request, (node) => node.name === 'CORSRule'),
    values,
    change: (request, form, slot) => changeAt(request, slot, (node) => change(node, form)),
  });
}

const withChild = (rule: XmlNode, name: string, text: string): XmlNode => {
  const others = rule.content.filter((item) => typeof item === 'string' || item.name !== name);
  return { ...rule, content: [...others, leaf(name, text)] };
};

/** Rules of a CORS configuration. */
export const corsConfigurationMutations: readonly MutationClass[] = [
  valuesOf(
    'cr-wildcard-middle',
    'a star inside of an origin',
    'AllowedOrigin',
    'http://*.example.com',
    'http://a*b.example.com',
    'http*',
    '*example.com',
  ),
  valuesOf(
    'cr-wildcard-two',
    'two stars in an origin',
    'AllowedOrigin',
    'http://*.*.example.com',
    '**',
    '*://*',
  ),
  valuesOf(
    'cr-rule-origin-odd',
    'odd origins in a rule',
    'AllowedOrigin',
    'example.com',
    'http://www.example.com/',
    '',
    'null',
    'http://a,http://b',
    '.*',
    'HTTP://WWW.EXAMPLE.COM',
  ),
  valuesOf(
    'cr-rule-method-odd',
    'methods that no rule may have',
    'AllowedMethod',
    'PATCH',
    'OPTIONS',
    'get',
    '*',
    '',
    'GET,PUT',
    ' GET ',
  ),
  inRule(
    'cr-headers-wildcard',
    'stars in allowed headers',
    ['*', 'x-*', 'x-*-y', '**', 'x-**'],
    (rule, value) => [withChild(rule, 'AllowedHeader', value)],
  ),
  inRule(
    'cr-maxage-odd',
    'odd ages',
    ['0', '-1', '2147483648', '18446744073709551617', '1.5', '', 'x', '1e3'],
    (rule, value) => [withChild(rule, 'MaxAgeSeconds', value)],
  ),
  inRule('cr-maxage-two', 'two ages', ['1', '2'], (rule, value) => [
    { ...rule, content: [...rule.content, leaf('MaxAgeSeconds', value), leaf('MaxAgeSeconds', '600')] },
  ]),
  inRule(
    'cr-expose-odd',
    'odd exposed headers',
    ['*', 'x-*', 'a b', '', 'a,b', '\u00e9', ':'],
    (rule, value) => [withChild(rule, 'ExposeHeader', value)],
  ),
  inRule('cr-rule-order', 'overlapping rules', ['before', 'behind'], (rule, where) => {
    const wide: XmlNode = {
      name: rule.name,
      attributes: [],
      content: [leaf('AllowedOrigin', '*'), leaf('AllowedMethod', 'GET'), leaf('MaxAgeSeconds', '7')],
    };
    return where === 'before' ? [wide, rule] : [rule, wide];
  }),
  inRule('cr-config-limits', 'ids that are long or the same', ['255', '256', 'same'], (rule, form) => {
    if (form === 'same') return [withChild(rule, 'ID', 'a'), withChild(rule, 'ID', 'a')];
    return [withChild(rule, 'ID', 'i'.repeat(form === '255' ? 255 : 256))];
  }),
];
