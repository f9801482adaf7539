import { asIf, deafTo, deafToHeader } from '../../faults/edit-request.ts';
import { answering, losing, status } from '../../faults/edit-response.ts';
import { copies } from '../../faults/which.ts';
import { claimed } from './claimed.ts';

/** Copies. */
export const copiedObjectFaults = claimed('copied objects', {
  'fresh-metadata-ignored': {
    says: 'X-Fresh-Metadata is ignored.',
    claims: ['S-COPY-03'],
    ...deafTo(copies, 'fresh-metadata'),
  },
  'copied-attributes-dropped': {
    says: 'A copy has only the attributes its request names.',
    claims: ['S-COPY-03'],
    ...asIf(copies, ({ own }) => ({ own: (name) => (name === 'fresh-metadata' ? 'true' : own(name)) })),
  },
  'source-of-copy-not-told': {
    says: 'The answer to a copy does not tell where it came from.',
    claims: ['S-COPY-01', 'S-COPY-02'],
    ...answering(copies, losing(/^x-copied-from/)),
  },
  'copy-answers-200': {
    says: 'A copy answers 200.',
    claims: ['S-COPY-01'],
    ...answering(copies, status(200)),
  },
  'range-of-copy-ignored': {
    says: 'A copy is always of the whole source.',
    claims: ['S-COPY-05'],
    ...deafToHeader(copies, 'Range'),
  },
  'conditions-of-copy-ignored': {
    says: 'Conditions on the source of a copy are ignored.',
    claims: ['S-COPY-05'],
    ...deafToHeader(copies, 'If-Match', 'If-None-Match', 'If-Modified-Since', 'If-Unmodified-Since'),
  },
  'destination-as-400': {
    says: 'A COPY without a destination is a bad request.',
    claims: ['S-COPY-04'],
    respond: (response, { routed }) =>
      response.status === 412 && routed && copies(routed.operation) ? { ...response, status: 400 } : response,
  },
});
