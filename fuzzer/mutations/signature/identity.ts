import { withField, withFurtherField, withoutField } from '../../structured-request.ts';
import { type MutationClass, settled } from '../mutation.ts';
import { variants } from '../variants.ts';
import { credentialField, inText, signed } from './credentials-text.ts';
import { faultRule } from './fault-rule.ts';

/** Who sends the request, and how it says so. */
export const identityMutations: readonly MutationClass[] = [
  variants({
    slug: 'si-fault',
    group: 'signature',
    title: 'a way of signing wrongly that the dialect documents',
    order: 'before-signing',
    slots: signed,
    values: (_, __, { dialect, operation }) =>
      dialect.authenticationFaults
        .filter(({ appliesTo, as }) => as === undefined && (appliesTo?.(operation) ?? true))
        .map(({ id }) => id),
    change: (request, fault, _, { dialect }) =>
      dialect.authenticationFaults.some(({ id }) => id === fault)
        ? { ...request, signing: { ...request.signing, fault } }
        : undefined,
    settles: (id, _, about) => faultRule(about, id),
  }),
  variants({
    slug: 'si-none',
    group: 'signature',
    title: 'no credentials',
    order: 'before-signing',
    slots: signed,
    values: ['none'],
    change: (request) => ({ ...request, signing: { ...request.signing, none: true } }),
    settles: (_, __, about) => {
      const fault = about.dialect.authenticationFaults.find(({ sign }) => sign?.none);
      return fault && faultRule(about, fault.id);
    },
  }),
  inText(
    { slug: 'si-empty', title: 'empty credentials' },
    { empty: () => '', blank: () => ' ', equals: () => '=' },
  ),
  variants({
    slug: 'si-wrong-secret',
    group: 'signature',
    title: 'another secret',
    order: 'before-signing',
    // After a login requests carry what it gave, not the secret.
    slots: (request, about) => (about.dialect.login === undefined ? signed(request, about) : []),
    values: ['bucketproof-wrong-secret', 'x', ''],
    change: (request, secret) => ({ ...request, signing: { ...request.signing, credentials: { secret } } }),
    settles: (_, __, about) => faultRule(about, 'wrong-secret'),
  }),
  variants({
    slug: 'si-unknown-key',
    group: 'signature',
    title: 'an id nobody has',
    order: 'before-signing',
    slots: (request, about) => (about.dialect.login === undefined ? signed(request, about) : []),
    values: ['bucketproof', 'AKIDbucketproof0000000000000000000000'],
    change: (request, keyId) => ({ ...request, signing: { ...request.signing, credentials: { keyId } } }),
    settles: (_, __, about) => faultRule(about, 'unknown-key'),
  }),
  variants({
    slug: 'si-key-id-odd',
    group: 'signature',
    title: 'odd ids',
    order: 'before-signing',
    slots: (request, about) => (about.dialect.login === undefined ? signed(request, about) : []),
    values: ['a/b', 'a:b', '%41', '\u00e9', '', 'a&b', 'a=b', "a'b", 'a'.repeat(1000)],
    change: (request, keyId) => ({ ...request, signing: { ...request.signing, credentials: { keyId } } }),
    settles: (_, __, { dialect }) => {
      const [claim] = dialect.authenticationFaults.find(({ id }) => id === 'unknown-key')?.claims ?? [];
      return claim === undefined ? undefined : settled('refused', claim);
    },
  }),
  variants({
    slug: 'si-scheme',
    group: 'signature',
    title: 'another documented scheme',
    order: 'before-signing',
    slots: signed,
    values: (_, __, { dialect }) => dialect.signer.schemes.slice(1),
    change: (request, scheme, _, { dialect }) =>
      dialect.signer.schemes.includes(scheme)
        ? { ...request, signing: { ...request.signing, scheme } }
        : undefined,
  }),
  variants({
    slug: 'si-scheme-foreign',
    group: 'signature',
    title: 'credentials of another API',
    order: 'after-signing',
    slots: signed,
    values: [
      'Bearer bucketproof',
      'Basic YTpi',
      'AWS bucketproof:AAAAAAAAAAAAAAAAAAAAAAAAAAA=',
      'OBS bucketproof:AAAAAAAAAAAAAAAAAAAAAAAAAAA=',
      'AWS4-HMAC-SHA256 Credential=a/20260101/r/s3/aws4_request, SignedHeaders=host, Signature=00',
      'x',
    ],
    change: (request, value, _, about) => {
      const field = credentialField(request, about);
      return field && withField(withoutField(request, field.name), 'Authorization', value);
    },
  }),
  variants({
    slug: 'si-header-dup',
    group: 'signature',
    title: 'credentials twice',
    order: 'after-signing',
    raw: true,
    slots: signed,
    values: ['same', 'x', '', 'x first'],
    change: (request, form, _, about) => {
      const found = credentialField(request, about);
      if (!found) return undefined;
      if (form === 'x first')
        return { ...request, headers: [{ name: found.name, value: 'x' }, ...request.headers] };
      return withFurtherField(request, { name: found.name, value: form === 'same' ? found.value : form });
    },
  }),
  variants({
    slug: 'si-header-and-query',
    group: 'signature',
    title: 'credentials in two places, one of them wrong',
    order: 'before-signing',
    slots: signed,
    values: (_, __, { dialect }) => dialect.signer.schemes.slice(1),
    change: (request, scheme, _, { dialect }) =>
      dialect.signer.schemes.includes(scheme)
        ? { ...withField(request, 'Authorization', 'x'), signing: { ...request.signing, scheme } }
        : undefined,
  }),
  variants({
    slug: 'si-session-token',
    group: 'signature',
    title: 'a token that nobody gave out, beside the credentials',
    order: 'before-signing',
    slots: (request, about) => (about.dialect.login === undefined ? signed(request, about) : []),
    values: (_, __, { dialect }) => dialect.secretPlaces.headers,
    change: (request, name, _, { dialect }) =>
      dialect.secretPlaces.headers.includes(name) ? withField(request, name, 'bucketproof') : undefined,
  }),
  inText(
    { slug: 'si-sw-token-odd', title: 'the credentials with something else around them' },
    {
      'cut at the start': (text) => text.slice(1),
      doubled: (text) => `${text}${text}`,
      listed: (text) => `${text}, ${text}`,
      'x listed': (text) => `${text},x`,
      quoted: (text) => `"${text}"`,
      'with a blank': (text) => `${text.slice(0, 8)} ${text.slice(8)}`,
      'with a prefix': (text) => `AUTH_tk${text}`,
      escaped: (text) => text.replace(/[a-z]/, (char) => `%${char.charCodeAt(0).toString(16)}`),
      long: (text) => `${text}${'a'.repeat(5000)}`,
    },
  ),
];
