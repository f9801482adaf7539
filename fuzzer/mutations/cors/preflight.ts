import {
  slotName,
  withField,
  withFieldChanged,
  withFurtherField,
  withoutField,
} from '../../structured-request.ts';
import { at, isPreflight, isSigned, parameterAt, readsObject } from '../applies.ts';
import type { MutationClass } from '../mutation.ts';
import { variants } from '../variants.ts';

const ORIGIN = 'header:origin';
const METHOD = 'header:access-control-request-method';
const HEADERS = 'header:access-control-request-headers';

/** A class that gives a field of the preflight one of some values. `o` stands for the origin as it is. */
function asked(slug: string, title: string, slot: string, ...values: readonly string[]): MutationClass {
  return variants({
    slug,
    group: 'cors',
    title,
    order: 'before-signing',
    slots: at(slot, isPreflight),
    values,
    change: (request, value) => withField(request, named(slot), value),
  });
}

const named = (slot: string): string =>
  slotName(slot).replace(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase());

/** A class that writes the origin otherwise. */
function origins(
  slug: string,
  title: string,
  forms: Readonly<Record<string, (origin: string) => string>>,
): MutationClass {
  return variants({
    slug,
    group: 'cors',
    title,
    order: 'before-signing',
    slots: at(ORIGIN, isPreflight),
    values: Object.keys(forms),
    change: (request, form) =>
      withFieldChanged(request, 'origin', (field) => ({
        ...field,
        value: forms[form]?.(field.value) ?? field.value,
      })),
  });
}

const host = (origin: string): string => origin.replace(/^\w+:\/\//, '');
const scheme = (origin: string): string => origin.slice(0, origin.length - host(origin).length);

/** Preflights. */
export const preflightMutations: readonly MutationClass[] = [
  origins('cr-origin-exact', 'another origin', {
    other: () => 'http://bucketproof.example',
    scheme: (origin) =>
      origin.startsWith('https') ? origin.replace('https', 'http') : origin.replace('http', 'https'),
    'no-scheme': host,
    longer: (origin) => `${origin}.example`,
    shorter: (origin) => origin.slice(0, -1),
  }),
  origins('cr-origin-case', 'the origin in other letter case', {
    upper: (origin) => origin.toUpperCase(),
    host: (origin) => `${scheme(origin)}${host(origin).toUpperCase()}`,
    scheme: (origin) => `${scheme(origin).toUpperCase()}${host(origin)}`,
  }),
  origins('cr-origin-slash', 'a slash or a path behind the origin', {
    slash: (origin) => `${origin}/`,
    path: (origin) => `${origin}/a`,
    query: (origin) => `${origin}?a`,
  }),
  origins('cr-origin-port', 'a port', {
    default: (origin) => `${origin}:${origin.startsWith('https') ? 443 : 80}`,
    other: (origin) => `${origin}:8080`,
    empty: (origin) => `${origin}:`,
  }),
  origins('cr-origin-subdomain', 'names above and below the origin\u2019s', {
    below: (origin) => `${scheme(origin)}x.${host(origin)}`,
    'two-below': (origin) => `${scheme(origin)}x.y.${host(origin)}`,
    glued: (origin) => `${scheme(origin)}x${host(origin)}`,
    above: (origin) => `${scheme(origin)}${host(origin).replace(/^[^.]*\./, '')}`,
  }),
  origins('cr-origin-regex-chars', 'characters that regular expressions have a meaning for', {
    dot: (origin) => origin.replace('.', 'x'),
    any: () => '.*',
    bracket: (origin) => origin.replace('.', '[.]'),
    open: (origin) => `${origin}(`,
  }),
  asked(
    'cr-origin-null',
    'origins that are none',
    ORIGIN,
    'null',
    '',
    '*',
    'http://a http://b',
    'x',
    'file://',
  ),
  variants({
    slug: 'cr-origin-dup',
    group: 'cors',
    title: 'two origins',
    slots: at(ORIGIN, isPreflight),
    raw: true,
    values: ['same', 'http://bucketproof.example'],
    change: (request, form) => {
      const found = request.headers.find(({ name }) => name.toLowerCase() === 'origin');
      return (
        found && withFurtherField(request, { name: 'Origin', value: form === 'same' ? found.value : form })
      );
    },
  }),
  variants({
    slug: 'cr-method-missing',
    group: 'cors',
    title: 'no requested method',
    order: 'before-signing',
    slots: at(METHOD, isPreflight),
    values: ['field'],
    change: (request) => withoutField(request, slotName(METHOD)),
  }),
  asked(
    'cr-method-odd',
    'odd requested methods',
    METHOD,
    'put',
    'PATCH',
    'OPTIONS',
    'X',
    '',
    'PUT,GET',
    'CONNECT',
  ),
  variants({
    slug: 'cr-headers-case',
    group: 'cors',
    title: 'requested headers in other letter case',
    order: 'before-signing',
    slots: at(HEADERS, isPreflight),
    values: ['lower', 'UPPER'],
    change: (request, form, slot, about) => {
      const example = parameterAt(about, slot)?.example ?? 'content-type';
      return withField(
        request,
        named(slot),
        form === 'UPPER' ? example.toUpperCase() : example.toLowerCase(),
      );
    },
  }),
  asked(
    'cr-headers-ws',
    'white space among requested headers',
    HEADERS,
    'a , b',
    ' a,b',
    'a,,b',
    'a b',
    ',',
    'a;b',
  ),
  asked('cr-headers-dup', 'requested headers twice', HEADERS, 'x-fuzz, x-fuzz', 'x-fuzz, X-Fuzz'),
  asked('cr-headers-empty', 'no requested headers', HEADERS, ''),
  asked(
    'cr-headers-many',
    'many requested headers',
    HEADERS,
    Array.from({ length: 300 }, (_, n) => `x-${n}`).join(','),
  ),
  asked(
    'cr-headers-odd',
    'requested headers that are none',
    HEADERS,
    '*',
    'x-*',
    'a:b',
    '<a>',
    'a\u00e9',
    '()',
  ),
  variants({
    slug: 'cr-preflight-unsigned',
    group: 'cors',
    title: 'a preflight with wrong credentials',
    slots: at('header:authorization', isPreflight),
    values: ['x', 'Basic eDp5', ''],
    change: (request, value) => withField(request, 'Authorization', value),
  }),
  variants({
    slug: 'cr-preflight-missing-object',
    group: 'cors',
    title: 'a preflight for what is not there',
    slots: at('path', isPreflight),
    values: ['-absent', '/absent', '%20'],
    change: (request, ending) => ({ ...request, path: `${request.path}${ending}` }),
  }),
  variants({
    slug: 'cr-preflight-presigned',
    group: 'cors',
    title: 'a preflight with parameters',
    slots: at('query', isPreflight),
    values: ['acl', 'prefix', 'sign', 'X-Amz-Signature'],
    change: (request, name) => ({ ...request, query: [...request.query, [name, 'x']] }),
  }),
  variants({
    slug: 'cr-no-config',
    group: 'cors',
    title: 'a preflight for any object',
    order: 'before-signing',
    slots: at('method', (about, request) => readsObject(about, request) && isSigned(about, request)),
    values: ['GET', 'PUT', 'DELETE'],
    change: (request, method) =>
      withField(
        withField({ ...request, method: 'OPTIONS' }, 'Origin', 'http://bucketproof.example'),
        'Access-Control-Request-Method',
        method,
      ),
  }),
];
