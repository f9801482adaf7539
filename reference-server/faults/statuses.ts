import { headerValue } from '../../dialects/core/headers.ts';
import { refuse } from '../operations/refuse.ts';
import { renaming } from './catching.ts';
import { hasCode } from './edit-codes.ts';
import { all, always, answering, emptied, failing, rewritingElement, status } from './edit-response.ts';
import { faults } from './fault.ts';
import { createsBucket, deletesBucket, deletesObject, putsObject } from './which.ts';

/** Status codes that are near the documented ones. */
export const statusFaults = faults('statuses', {
  'deletion-answers-200': {
    says: 'Deleting an object answers 200 instead of 204.',
    ...answering(deletesObject, status(200)),
  },
  'upload-answers-201': {
    says: 'PUT of an object answers 201, as RFC 9110 suggests for a new resource.',
    ...answering(putsObject, status(201)),
  },
  'upload-answers-204': {
    says: 'PUT of an object answers 204, since there is nothing to say.',
    ...answering(putsObject, status(204)),
  },
  'bucket-creation-answers-201': {
    says: 'Creating a bucket answers 201.',
    ...answering(createsBucket, status(201)),
  },
  'bucket-deletion-answers-200': {
    says: 'Deleting a bucket answers 200.',
    ...answering(deletesBucket, status(200)),
  },
  'every-empty-success-204': {
    says: 'A gateway turns every 200 without content into 204.',
    ...always((response, { incoming }) =>
      response.status === 200 && response.body.kind === 'none' && incoming.method === 'PUT'
        ? { ...response, status: 204 }
        : response,
    ),
  },
  'forbidden-hidden-as-404': {
    says: 'What the caller may not see is said not to exist.',
    decide: ({ authorize }) => ({
      authorize: (...asked) =>
        renaming({ 'access-denied': 'missing-key', 'anonymous-denied': 'missing-key' }, () =>
          authorize(...asked),
        ),
    }),
  },
  'denied-as-401': {
    says: 'A proxy asks anonymous callers to authenticate: 401 instead of 403.',
    ...failing(
      (response, { incoming }) =>
        headerValue(incoming.headers, 'authorization') === undefined
          ? { ...response, status: 401 }
          : response,
      403,
    ),
  },
  'missing-key-as-403': {
    says: 'Reading a key that does not exist is refused with 403, as for callers who may not list.',
    operate: async (prepared, next) => {
      try {
        return await next(prepared);
      } catch (error) {
        return renaming({ 'missing-key': 'access-denied' }, () => {
          throw error;
        });
      }
    },
  },
  'missing-bucket-as-400': {
    says: 'A bucket that does not exist makes a bad request: 400.',
    ...failing(
      (response, about) => (hasCode(response.body, 'NoSuchBucket') ? status(400)(response, about) : response),
      404,
    ),
  },
  'missing-bucket-redirected': {
    says: 'A bucket that does not exist is sent to another region: 301 without Location.',
    ...failing(
      (response, about) =>
        hasCode(response.body, 'NoSuchBucket')
          ? all(
              status(301),
              rewritingElement('Code', () => 'PermanentRedirect'),
            )(response, about)
          : response,
      404,
    ),
  },
  'missing-upload-as-400': {
    says: 'An upload that does not exist makes a bad request: 400.',
    ...failing(
      (response, about) => (hasCode(response.body, 'NoSuchUpload') ? status(400)(response, about) : response),
      404,
    ),
  },
  'failed-condition-as-409': {
    says: 'A condition that does not hold is a conflict: 409 instead of 412.',
    ...failing(status(409), 412),
  },
  'missing-length-as-400': {
    says: 'A request without Content-Length is a bad request: 400 instead of 411.',
    ...failing(status(400), 411),
  },
  'wrong-method-as-400': {
    says: 'A method that a resource does not support is a bad request: 400 instead of 405.',
    ...failing(status(400), 405),
  },
  'unsatisfiable-as-400': {
    says: 'A range beyond the object is a bad request: 400 instead of 416.',
    ...failing(status(400), 416),
  },
  'malformed-xml-as-500': {
    says: 'XML that cannot be read makes the server fail: 500.',
    ...failing(
      (response, about) => (hasCode(response.body, 'MalformedXML') ? status(500)(response, about) : response),
      400,
    ),
  },
  'errors-with-200': {
    says: 'Errors about missing keys come with status 200 and the error in the body.',
    ...failing(
      (response, about) => (hasCode(response.body, 'NoSuchKey') ? status(200)(response, about) : response),
      404,
    ),
  },
  'not-found-without-document': {
    says: 'A cache answers a missing object by itself: 404 without a document.',
    ...failing(emptied, 404),
  },
  'bucket-created-again': {
    says: 'Creating a bucket one owns already succeeds, and nothing happens.',
    operate: async (prepared, next) => {
      const { operation, context } = prepared;
      const bucket = context.store.bucket(context.bucket);
      if (!createsBucket(operation) || bucket?.owner !== context.caller?.account) return next(prepared);
      return bucket ? { status: 200, headers: [], body: { kind: 'none' } } : next(prepared);
    },
  },
  'taken-bucket-as-403': {
    says: 'Creating a bucket whose name is taken is refused as a lack of permission.',
    operate: async (prepared, next) => {
      const { operation, context } = prepared;
      return createsBucket(operation) && context.store.bucket(context.bucket)
        ? refuse('access-denied')
        : next(prepared);
    },
  },
});
