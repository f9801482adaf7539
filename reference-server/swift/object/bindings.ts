import { headerValue, withHeader } from '../../../dialects/core/headers.ts';
import { bucketOf, objectOf } from '../../operations/context.ts';
import { deleteObject } from '../../operations/delete-object.ts';
import type { Binding, Prepared } from '../../operations/handler.ts';
import type { ObjectVersion } from '../../store/object-record.ts';
import { changedAttributes } from '../metadata.ts';
import { emptyReply, proseReply } from '../reply.ts';
import type { Setting } from '../setting.ts';
import { copyBindings } from './copy-object.ts';
import { expiryOf, metadataList, storedHeaders } from './draft.ts';
import { putBinding } from './put-object.ts';
import { readBindings } from './read-object.ts';
import { redirecting } from './redirect.ts';

/** Requests to an object. */
export function objectBindings(setting: Setting): Readonly<Record<string, Binding>> {
  return {
    PutObject: redirecting(putBinding(setting), setting),
    ...readBindings(setting),
    ...copyBindings(setting),
    DeleteObject: async ({ context }) => {
      objectOf(context);
      deleteObject(context, { versionId: undefined, conditions: {} });
      return emptyReply(204);
    },
    // By the base document single attributes are changed. S-POSTOBJ-01 to -16.
    UpdateObjectMetadata: async (prepared) => {
      const object = objectOf(prepared.context);
      const contentHeaders = [...storedHeaders(prepared.request), ...typeOf(prepared)].reduce<
        ObjectVersion['contentHeaders']
      >((all, [name, value]) => withHeader(all, name, value), object.contentHeaders);
      update(prepared, setting, object, contentHeaders, undefined);
      return emptyReply(204);
    },
    // OpenStack replaces whatever a request can say of an object, but for its type. S-POSTOBJ-17 to -19.
    ReplaceObjectMetadata: async (prepared) => {
      const object = objectOf(prepared.context);
      const type = headerValue(object.contentHeaders, 'content-type') ?? '';
      const contentHeaders = [
        ...[['Content-Type', type] as const, ...typeOf(prepared)].slice(-1),
        ...storedHeaders(prepared.request),
      ];
      const expiresAt = expiryOf(prepared.request, setting, prepared.context.store.clock.now());
      update(prepared, setting, object, contentHeaders, expiresAt);
      return proseReply(202, 'The request is accepted for processing.');
    },
  };
}

function typeOf({ request }: Prepared): ObjectVersion['contentHeaders'] {
  const sent = request.header('Content-Type');
  return sent === undefined ? [] : [['Content-Type', sent]];
}

/** Data and ETag stay, the time of change advances. S-POSTOBJ-20. */
function update(
  { context, request }: Prepared,
  { profile, expiry }: Setting,
  object: ObjectVersion,
  contentHeaders: ObjectVersion['contentHeaders'],
  expiresAt: number | undefined,
): void {
  const attributes = changedAttributes('Object', profile, 'post', new Map(object.metadata), request);
  const bucket = bucketOf(context);
  const lastModified = context.store.clock.now();
  bucket.update(object, { contentHeaders, metadata: metadataList(attributes), lastModified, expiresAt });
  if (expiresAt !== undefined) expiry.expect(bucket, expiresAt);
}
