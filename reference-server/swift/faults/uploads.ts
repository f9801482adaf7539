import { headerValue, withHeader } from '../../../dialects/core/headers.ts';
import { asIf, deafTo, deafToHeader, on, onBuckets } from '../../faults/edit-request.ts';
import { answering, failing, losing, rewriting, status } from '../../faults/edit-response.ts';
import type { Tampering } from '../../faults/tampering.ts';
import { putsObject, readsObject } from '../../faults/which.ts';
import { refuse } from '../../operations/refuse.ts';
import type { RequestView } from '../../operations/request-view.ts';
import type { NewObject } from '../../store/object-record.ts';
import { claimed } from './claimed.ts';

/** Objects that are stored with other properties than those sent. */
function storing(change: (object: NewObject, request: RequestView) => Partial<NewObject>): Tampering {
  return onBuckets(putsObject, (bucket, { request }) => ({
    put: (object) => bucket.put({ ...object, ...change(object, request) }),
  }));
}

function typed(object: NewObject, type: string): Partial<NewObject> {
  return { contentHeaders: withHeader(object.contentHeaders, 'Content-Type', type) };
}

/** Objects that are written, and what is refused of them. */
export const uploadFaults = claimed('objects', {
  'upload-answers-200': {
    says: 'PUT of an object answers 200.',
    claims: ['S-PUTOBJ-22'],
    ...answering(putsObject, status(200)),
  },
  'upload-without-time': {
    says: 'PUT of an object does not tell Last-Modified.',
    claims: ['S-PUTOBJ-18'],
    ...answering(putsObject, losing(/^last-modified$/)),
  },
  'upload-tag-quoted': {
    says: 'PUT of an object answers a quoted ETag.',
    claims: ['S-PUTOBJ-28', 'S-PUTOBJ-19'],
    ...answering(
      putsObject,
      rewriting(/^etag$/, (tag) => `"${tag}"`),
    ),
  },
  'tag-quoted': {
    says: 'GET and HEAD answer a quoted ETag.',
    claims: ['S-GETOBJ-32', 'S-GETOBJ-26'],
    ...answering(
      readsObject,
      rewriting(/^etag$/, (tag) => `"${tag}"`),
    ),
  },
  'declared-digest-ignored': {
    says: 'The ETag of an upload is not compared with its body.',
    claims: ['S-PUTOBJ-09'],
    ...asIf(putsObject, () => ({ contentMd5: undefined })),
  },
  'declared-digest-without-case': {
    says: 'The ETag of an upload is compared without letter case.',
    claims: ['S-PUTOBJ-26'],
    ...asIf(putsObject, ({ contentMd5 }) => ({ contentMd5: contentMd5?.toLowerCase() })),
  },
  'quoted-digest-differs': {
    says: 'The quotes of an ETag in an upload count as part of it.',
    claims: ['S-PUTOBJ-26'],
    ...asIf(putsObject, ({ header, contentMd5 }) => ({ contentMd5: header('ETag') ?? contentMd5 })),
  },
  'wrong-digest-as-400': {
    says: 'An ETag that is not that of the body is a bad request.',
    claims: ['S-PUTOBJ-09'],
    respond: (response) => (response.status === 422 ? { ...response, status: 400 } : response),
  },
  'wrong-digest-stored': {
    says: 'A body with a wrong ETag is refused after it was stored.',
    claims: ['S-PUTOBJ-25'],
    ...on(putsObject, async (prepared, next) => {
      const { contentMd5, ...request } = prepared.request;
      const response = await next({ ...prepared, request: { ...request, contentMd5: undefined } });
      const tag = headerValue(response.headers, 'etag');
      return contentMd5 === undefined || contentMd5 === tag ? response : refuse('bad-digest');
    }),
  },
  'type-always-guessed': {
    says: 'Content-Type is ignored: the name of the object tells its type.',
    claims: ['S-PUTOBJ-03', 'S-GETOBJ-27'],
    ...asIf(putsObject, ({ own }) => ({
      own: (name) => (name === 'detect-content-type' ? 'true' : own(name)),
    })),
  },
  'type-never-guessed': {
    says: 'An object without Content-Type is application/octet-stream, whatever its name is.',
    claims: ['S-PUTOBJ-04'],
    ...storing((object, request) =>
      request.header('Content-Type') === undefined ? typed(object, 'application/octet-stream') : {},
    ),
  },
  'unknown-type-is-text': {
    says: 'An object whose name tells no type is text/plain.',
    claims: ['S-PUTOBJ-05'],
    ...storing((object) =>
      headerValue(object.contentHeaders, 'content-type') === 'application/octet-stream'
        ? typed(object, 'text/plain')
        : {},
    ),
  },
  'detection-ignored': {
    says: 'X-Detect-Content-Type is ignored.',
    claims: ['S-PUTOBJ-37'],
    ...deafTo(putsObject, 'detect-content-type'),
  },
  'only-new-ignored': {
    says: 'If-None-Match: * does not keep an upload from overwriting.',
    claims: ['S-PUTOBJ-32'],
    ...deafToHeader(putsObject, 'If-None-Match'),
  },
  'uploads-conditional': {
    says: 'If-Match holds an upload to the object that is there.',
    claims: ['S-PUTOBJ-33'],
    ...on(putsObject, (prepared, next) =>
      prepared.request.header('If-Match') === undefined ? next(prepared) : refuse('precondition-failed'),
    ),
  },
  'too-large-as-400': {
    says: 'An upload that is too large is a bad request.',
    claims: ['S-PUTOBJ-30'],
    respond: (response) => (response.status === 413 ? { ...response, status: 400 } : response),
  },
  'content-md5-compared': {
    says: 'Content-MD5 is held against the body.',
    claims: ['S-PUTOBJ-38'],
    ...on(putsObject, (prepared, next) =>
      prepared.request.header('Content-MD5') === undefined ? next(prepared) : refuse('bad-digest'),
    ),
  },
  'deletion-twice-204': {
    says: 'Deleting an object that is not there answers 204.',
    claims: ['S-DELOBJ-05', 'S-DELOBJ-07'],
    respond: (response, { routed }) =>
      response.status === 404 && routed?.operation.id === 'DeleteObject'
        ? { ...response, status: 204, body: { kind: 'none' } }
        : response,
  },
  'conflict-named-gone': {
    says: 'A missing object is said to be gone: 410.',
    claims: ['S-GETOBJ-33', 'S-HEADOBJ-08'],
    ...failing(
      (response, { routed }) =>
        routed && readsObject(routed.operation) ? { ...response, status: 410 } : response,
      404,
    ),
  },
});
