import type { Binding } from '../../operations/handler.ts';
import { appendObjectBinding } from './append-object.ts';
import { copyObjectBinding } from './copy-object.ts';
import { deleteBindings } from './delete-objects.ts';
import { listPartsBinding } from './list-parts.ts';
import { objectAclBindings } from './object-acl.ts';
import { objectTaggingBindings } from './object-tagging.ts';
import { partBindings } from './parts.ts';
import { postObjectBinding } from './post-object.ts';
import { putObjectBinding } from './put-object.ts';
import { readObjectBindings } from './read-object.ts';
import { restoreObjectBinding } from './restore-object.ts';
import { uploadBindings } from './uploads.ts';

/** How every operation on objects is served, by its id in the catalogue. */
export const objectBindings: Readonly<Record<string, Binding>> = {
  PutObject: putObjectBinding,
  ...readObjectBindings,
  ...deleteBindings,
  PutObjectCopy: copyObjectBinding,
  PostObject: postObjectBinding,
  AppendObject: appendObjectBinding,
  PostObjectRestore: restoreObjectBinding,
  ...objectAclBindings,
  ...objectTaggingBindings,
  ...uploadBindings,
  ...partBindings,
  ListParts: listPartsBinding,
};
