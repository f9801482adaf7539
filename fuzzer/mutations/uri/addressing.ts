import { fieldOf, withField, withFieldChanged } from '../../structured-request.ts';
import { addressesObject, at, type Trait } from '../applies.ts';
import type { MutationClass } from '../mutation.ts';
import { variants } from '../variants.ts';

/** A bucket that is only looked at: what is asked for under other names must not come into being. */
const looksAtBucket: Trait = ({ operation }) =>
  operation.resource === 'bucket' && operation.effect === 'none';

const LABEL = /^([^.:]+)(\..*)$/;

/** How the bucket is named. */
export const addressingMutations: readonly MutationClass[] = [
  variants({
    slug: 'se-bucket-name-odd',
    group: 'uri',
    title: 'names that no bucket may have',
    order: 'before-signing',
    slots: at('path', looksAtBucket),
    values: [
      'A',
      'ab',
      'a.b',
      '192.168.5.4',
      '-a',
      'a-',
      'a--b',
      'xn--a',
      'a_b',
      'a'.repeat(64),
      'a'.repeat(257),
      '%00',
      '%FF',
    ],
    change: (request, name) => {
      if (request.path !== '/')
        return { ...request, path: request.path.replace(/[^/]+(\/?)$/, (_, end: string) => `${name}${end}`) };
      const label = LABEL.exec(fieldOf(request, 'host')?.value ?? '');
      return label && !name.includes('%')
        ? withField(request, 'Host', `${name}${label[2] ?? ''}`)
        : undefined;
    },
  }),
  variants({
    slug: 'ur-style-equivalence',
    group: 'uri',
    title: 'the bucket in the path in place of the host',
    order: 'before-signing',
    slots: at('path', addressesObject),
    values: ['path'],
    change: (request) => {
      const host = fieldOf(request, 'host')?.value ?? '';
      const [, bucket, rest] = LABEL.exec(host) ?? [];
      if (bucket === undefined || rest === undefined || /^\d+$/.test(bucket)) return undefined;
      return { ...withField(request, 'Host', rest.slice(1)), path: `/${bucket}${request.path}` };
    },
  }),
  variants({
    slug: 'ur-host-encoded',
    group: 'uri',
    title: 'the host percent-encoded',
    raw: true,
    // Another host is another target.
    slots: at('framing'),
    values: ['escaped', 'idn', 'raw'],
    change: (request, form) =>
      withFieldChanged(request, 'host', (field) => ({
        ...field,
        value:
          form === 'escaped'
            ? field.value.replace(/[a-z]/, (char) => `%${char.charCodeAt(0).toString(16)}`)
            : `${form === 'idn' ? 'xn--e1afmkfd' : '\u00e9'}.${field.value}`,
      })),
  }),
  variants({
    slug: 'se-bucket-body-optional',
    group: 'uri',
    title: 'a body for a new bucket',
    order: 'before-signing',
    slots: (_, { operation }) => (operation.effect === 'creates-bucket' ? ['body'] : []),
    values: [
      '<CreateBucketConfiguration/>',
      '<CreateBucketConfiguration><LocationConstraint>bucketproof</LocationConstraint></CreateBucketConfiguration>',
      '<CreateBucketConfiguration><Unknown>1</Unknown></CreateBucketConfiguration>',
      '<Unknown/>',
      'x',
      ' ',
    ],
    change: (request, text) =>
      withField(
        { ...request, body: { kind: 'bytes', bytes: Buffer.from(text) } },
        'Content-Length',
        String(Buffer.byteLength(text)),
      ),
  }),
];
