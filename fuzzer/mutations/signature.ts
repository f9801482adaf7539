import fc from 'fast-check';
import {
  fieldOf,
  type StructuredRequest,
  withFieldChanged,
  withFurtherField,
} from '../structured-request.ts';
import { type About, type MutationClass, mutation, settled } from './mutation.ts';

const isSigned = ({ operation }: About): boolean => operation.authentication === 'standard';
const carries = (request: StructuredRequest, about: About): string[] =>
  isSigned(about) && !request.signing.none ? ['signature'] : [];

/** Credentials that are wrong, or written otherwise. */
export const signatureMutations: readonly MutationClass[] = [
  mutation<string>({
    slug: 'si-fault',
    group: 'signature',
    title: 'a way of signing wrongly that the dialect documents',
    order: 'before-signing',
    slots: carries,
    args: (_, __, { dialect, operation }) =>
      fc.constantFrom(
        ...dialect.authenticationFaults
          .filter(({ appliesTo }) => appliesTo?.(operation) ?? true)
          .map(({ id }) => id),
      ),
    apply: (request, _, fault, { dialect }) =>
      dialect.authenticationFaults.some(({ id }) => id === fault)
        ? { ...request, signing: { ...request.signing, fault } }
        : undefined,
    settles: (id, _, { dialect }) => {
      const fault = dialect.authenticationFaults.find((one) => one.id === id);
      return (
        fault && settled({ kind: 'refusal', refusal: fault.refusal }, fault.claims[0] ?? '', fault.level)
      );
    },
  }),
  mutation<string>({
    slug: 'si-wrong-secret',
    group: 'signature',
    title: 'another secret',
    order: 'before-signing',
    slots: carries,
    args: () => fc.constantFrom('bucketproof-wrong-secret', 'x'),
    apply: (request, _, secret) => ({ ...request, signing: { ...request.signing, credentials: { secret } } }),
    settles: () => settled('refused', 'authentication'),
  }),
  mutation<string>({
    slug: 'si-scheme',
    group: 'signature',
    title: 'another documented scheme',
    order: 'before-signing',
    slots: carries,
    args: (_, __, { dialect }) => fc.constantFrom(...dialect.signer.schemes),
    apply: (request, _, scheme, { dialect }) =>
      dialect.signer.schemes.includes(scheme)
        ? { ...request, signing: { ...request.signing, scheme } }
        : undefined,
    settles: () => settled('as-unmutated', 'authentication', 'should'),
  }),
  mutation<number>({
    slug: 'si-skew',
    group: 'signature',
    title: 'validity that is over, or has not begun',
    order: 'before-signing',
    slots: carries,
    args: () => fc.constantFrom(-7200, -901, 901, 7200, 86_400),
    apply: (request, _, seconds) => ({
      ...request,
      signing: { ...request.signing, validFrom: Number(seconds), validUntil: Number(seconds) + 600 },
    }),
  }),
  mutation<string>({
    slug: 'si-bit-flip',
    group: 'signature',
    title: 'the end of the credentials changed',
    order: 'after-signing',
    slots: carries,
    args: () => fc.constantFrom('flip', 'cut', 'longer', 'upper'),
    apply: (request, _, form) =>
      withFieldChanged(request, 'authorization', (field) => ({
        ...field,
        value: damaged(field.value, form),
      })),
    settles: (form) => (form === 'upper' ? undefined : settled('refused', 'authentication')),
  }),
  mutation<string>({
    slug: 'si-header-dup',
    group: 'signature',
    title: 'two Authorization fields',
    order: 'after-signing',
    raw: true,
    slots: carries,
    args: () => fc.constantFrom('same', 'x', ''),
    apply: (request, _, form) => {
      const found = fieldOf(request, 'authorization');
      return (
        found && withFurtherField(request, { name: found.name, value: form === 'same' ? found.value : form })
      );
    },
  }),
  mutation<string>({
    slug: 'si-ws',
    group: 'signature',
    title: 'white space around the credentials',
    order: 'after-signing',
    slots: carries,
    args: () => fc.constantFrom(' v', 'v ', '\tv'),
    raw: true,
    apply: (request, _, form) =>
      withFieldChanged(request, 'authorization', (field) => ({
        ...field,
        value: form.replace('v', () => field.value),
      })),
    settles: () => settled('as-unmutated', 'RFC 9110 section 5.5'),
  }),
  mutation<string>({
    slug: 'si-header-unsigned',
    group: 'signature',
    title: 'a field added behind the back of the signature',
    order: 'after-signing',
    slots: carries,
    args: (_, __, { dialect }) =>
      fc.constantFrom(`${dialect.headerPrefix}acl`, `${dialect.headerPrefix}meta-late`, 'Cache-Control'),
    apply: (request, _, name) => withFurtherField(request, { name, value: 'private' }),
  }),
  mutation<string>({
    slug: 'si-query-unsigned',
    group: 'signature',
    title: 'a parameter added behind the back of the signature',
    order: 'after-signing',
    slots: carries,
    args: () => fc.constantFrom('prefix', 'bucketproof'),
    apply: (request, _, name) => ({ ...request, query: [...request.query, [name, 'z']] }),
  }),
];

function damaged(value: string, form: string): string {
  const last = value.at(-1) ?? '';
  switch (form) {
    case 'flip':
      return `${value.slice(0, -1)}${last === '0' ? '1' : '0'}`;
    case 'cut':
      return value.slice(0, -1);
    case 'upper':
      return value.replace(/[0-9a-f]+$/, (hex) => hex.toUpperCase());
    default:
      return `${value}0`;
  }
}
