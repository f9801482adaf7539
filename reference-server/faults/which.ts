import type { Operation } from '../../dialects/core/operation.ts';

/** Tells whether a fault has to do with an operation; by what the catalogue says of it, not by its name. */
export type Which = (operation: Operation) => boolean;

/** Reading an object or what is known of it: GET and HEAD. */
export const readsObject: Which = ({ permission, subresources }) =>
  permission === 'object-read' && subresources.length === 0;

/** GET of an object. */
export const getsObject: Which = (operation) => readsObject(operation) && operation.method === 'GET';

/** HEAD of an object. */
export const headsObject: Which = (operation) => readsObject(operation) && operation.method === 'HEAD';

/** Sending the bytes of an object in one request. */
export const putsObject: Which = ({ effect, method, body }) =>
  effect === 'creates-object' && method === 'PUT' && body.kind === 'bytes';

/** Making an object, or a part of one, from one that is stored. */
export const copies: Which = (operation) => operation.copies === true;

/** Copying a whole object. */
export const copiesObject: Which = (operation) => copies(operation) && operation.effect === 'creates-object';

/** Copying into a part. */
export const copiesPart: Which = (operation) => copies(operation) && operation.effect === 'changes-upload';

/** Sending the bytes of a part. */
export const putsPart: Which = ({ effect, body }) => effect === 'changes-upload' && body.kind === 'bytes';

/** Beginning an upload in parts. */
export const beginsUpload: Which = ({ effect }) => effect === 'creates-upload';

/** Making an object of parts. */
export const completesUpload: Which = ({ effect, body }) =>
  effect === 'creates-object' && body.kind === 'xml';

/** Giving an upload up. */
export const abortsUpload: Which = ({ effect }) => effect === 'removes-upload';

/** Posting an HTML form. */
export const postsForm: Which = ({ body }) => body.kind === 'form';

/** Adding to an object. */
export const appends: Which = ({ effect, method, body }) =>
  effect === 'creates-object' && method === 'POST' && body.kind === 'bytes';

/** Deleting one object. */
export const deletesObject: Which = ({ effect, resource }) =>
  effect === 'removes-object' && resource === 'object';

/** Deleting many objects in one request. */
export const deletesMany: Which = ({ effect, resource }) =>
  effect === 'removes-object' && resource === 'bucket';

/** Creating a bucket. */
export const createsBucket: Which = ({ effect }) => effect === 'creates-bucket';

/** Deleting a bucket. */
export const deletesBucket: Which = ({ effect }) => effect === 'removes-bucket';

/** Reading an access control list. */
export const readsAcl: Which = ({ permission }) => permission.endsWith('-read-acl');

/** Setting an access control list. */
export const putsAcl: Which = ({ permission }) => permission.endsWith('-write-acl');

/** Asking whether a cross-origin request may be sent. */
export const isPreflight: Which = ({ method }) => method === 'OPTIONS';

/** Listing the buckets of an account. */
export const listsBuckets: Which = ({ resource, method }) => resource === 'service' && method === 'GET';

/** Setting a configuration of a bucket that is a document of the name. */
export function configures(document: string): Which {
  return ({ effect, method, body }) =>
    effect === 'changes-bucket' && method === 'PUT' && body.kind === 'xml' && body.document === document;
}

/** An operation whose success is a document of the name. */
export function answers(document: string): Which {
  return ({ success }) => success.some(({ body }) => typeof body === 'object' && body.document === document);
}
