import { withFieldChanged, withFurtherField, withoutField } from '../../structured-request.ts';
import { type MutationClass, settled } from '../mutation.ts';
import { framing } from './frame.ts';

const BAD_HOST = settled({ kind: 'status', status: [400] }, 'RFC 9112 section 3.2');

/** The Host field. */
export const hostMutations: readonly MutationClass[] = [
  framing({
    slug: 'fr-host-missing',
    title: 'no Host',
    values: ['field'],
    change: (request) => withoutField(request, 'host'),
    settles: BAD_HOST,
  }),
  framing({
    slug: 'fr-host-dup',
    title: 'two Host fields',
    values: ['same', 'other', 'empty'],
    change: (request, form) => {
      const field = request.headers.find(({ name }) => name.toLowerCase() === 'host');
      if (!field) return undefined;
      const value = form === 'same' ? field.value : form === 'other' ? `x.${field.value}` : '';
      return withFurtherField(request, { name: 'Host', value });
    },
    settles: BAD_HOST,
  }),
  framing({
    slug: 'fr-host-odd',
    title: 'Host written otherwise',
    // `h` stands for the host as it is
    values: ['h.', 'upper', 'h:80', ' h', 'h ', 'user@h', '127.0.0.1', '[::1]', '', 'h, h', 'h:', 'h:99999'],
    change: (request, form) =>
      withFieldChanged(request, 'host', (field) => ({
        ...field,
        value: form === 'upper' ? field.value.toUpperCase() : form.replaceAll('h', () => field.value),
      })),
  }),
  framing({
    slug: 'fr-host-bucket-mismatch',
    title: 'a bucket in Host and another in the path',
    values: ['bucketproof-other', 'bucketproof-other-1250000000'],
    when: (_, { operation }) => operation.resource === 'object',
    change: (request, bucket) => ({ ...request, path: `/${bucket}${request.path}` }),
  }),
];
