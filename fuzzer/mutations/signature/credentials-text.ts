import {
  type Field,
  type StructuredRequest,
  withFieldChanged,
  withoutField,
} from '../../structured-request.ts';
import { isSigned } from '../applies.ts';
import type { About, MutationClass, Settlement } from '../mutation.ts';
import { type Slots, variants } from '../variants.ts';

/** Where a request carries credentials, so that they can be wrong. */
export const signed: Slots = (request, about) => (isSigned(about, request) ? ['signature'] : []);

/** The field of a signed request that carries its credentials. */
export function credentialField({ headers }: StructuredRequest, { dialect }: About): Field | undefined {
  const names = ['authorization', ...dialect.secretPlaces.headers];
  return headers.find(({ name }) => names.includes(name.toLowerCase()));
}

/** Credentials as named items, e.g. `Scheme a=1, b=2` or `a=1&b=2`. */
export interface CredentialItems {
  readonly scheme: string;
  readonly separator: string;
  readonly items: readonly (readonly [name: string, value: string])[];
}

/** The items of credentials; undefined when they are no items. */
export function readItems(text: string): CredentialItems | undefined {
  const scheme = /^[A-Za-z0-9-]+\s+(?=[\w-]+=)/.exec(text)?.[0] ?? '';
  const rest = text.slice(scheme.length);
  const separator = rest.includes('&') ? '&' : (/,\s*/.exec(rest)?.[0] ?? '&');
  const items = rest.split(separator).map((item) => {
    const at = item.indexOf('=');
    return [at === -1 ? item : item.slice(0, at), at === -1 ? '' : item.slice(at + 1)] as const;
  });
  return items.length < 2 || items.some(([name]) => name === '') ? undefined : { scheme, separator, items };
}

/** The items as text. */
export function writeItems({ scheme, separator, items }: CredentialItems): string {
  return `${scheme}${items.map(([name, value]) => `${name}=${value}`).join(separator)}`;
}

/** A class of credentials, in few words. */
export interface CredentialForms {
  readonly slug: string;
  readonly title: string;
  readonly raw?: true;
  readonly settles?: Settlement | ((form: string, slot: string, about: About) => Settlement | undefined);
}

/** A class that writes the credentials of a signed request otherwise, by their text. */
export function inText(
  { slug, title, ...rest }: CredentialForms,
  forms: Readonly<Record<string, (text: string) => string | undefined>>,
): MutationClass {
  return variants({
    slug,
    group: 'signature',
    title,
    order: 'after-signing',
    slots: signed,
    values: Object.keys(forms),
    ...rest,
    change: (request, form, _, about) => {
      const field = credentialField(request, about);
      const value = field && forms[form]?.(field.value);
      return value === undefined
        ? undefined
        : withFieldChanged(request, field?.name ?? '', (found) => ({ ...found, value }));
    },
  });
}

/** A class that changes the items of credentials. */
export function inItems(
  of: CredentialForms,
  forms: Readonly<Record<string, (items: CredentialItems['items']) => CredentialItems['items'] | undefined>>,
): MutationClass {
  return inText(
    of,
    Object.fromEntries(
      Object.entries(forms).map(([form, change]) => [
        form,
        (text: string) => {
          const read = readItems(text);
          const items = read && change(read.items);
          return items && writeItems({ ...read, items });
        },
      ]),
    ),
  );
}

/** The same request with the items of its credentials in the query. @param encode how their values are written there */
export function movedToQuery(
  request: StructuredRequest,
  about: About,
  encode: (value: string) => string = encodeURIComponent,
): StructuredRequest | undefined {
  const field = credentialField(request, about);
  const read = field && readItems(field.value);
  if (field === undefined || read?.separator !== '&') return undefined;
  const items = read.items.map(([name, value]) => [name, encode(value)] as const);
  const bare = withoutField(request, field.name);
  return { ...bare, query: [...bare.query, ...items] };
}
