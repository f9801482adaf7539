import { deafTo, on } from '../../faults/edit-request.ts';
import { answering, rewriting } from '../../faults/edit-response.ts';
import { claimed, operations } from './claimed.ts';

const createsContainer = operations('CreateContainer');

/** Storage policies of containers, taken otherwise. */
export const storagePolicyFaults = claimed('storage policies', {
  'policy-ignored': {
    says: 'X-Storage-Policy is ignored.',
    claims: ['S-PUTCONT-19', 'S-PUTCONT-20'],
    ...deafTo(createsContainer, 'storage-policy'),
  },
  'policy-not-told': {
    says: 'HEAD of a container tells the default policy.',
    claims: ['S-PUTCONT-19'],
    ...answering(
      operations('HeadContainer'),
      rewriting(/^x-storage-policy$/, () => 'Policy-0'),
    ),
  },
  'policy-conflict-accepted': {
    says: 'Another policy than the one a container has is accepted and means nothing.',
    claims: ['S-PUTCONT-20'],
    ...on(createsContainer, (prepared, next) => {
      const exists = prepared.context.store.bucket(prepared.context.bucket) !== undefined;
      const { own } = prepared.request;
      const deaf = (name: string) => (name === 'storage-policy' ? undefined : own(name));
      return next(exists ? { ...prepared, request: { ...prepared.request, own: deaf } } : prepared);
    }),
  },
});
