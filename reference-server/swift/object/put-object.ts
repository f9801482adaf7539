import { bucketOf } from '../../operations/context.ts';
import type { Binding, Prepared } from '../../operations/handler.ts';
import { requireConditions } from '../../operations/preconditions.ts';
import { putObject } from '../../operations/put-object.ts';
import { receiveBytes } from '../../operations/receive-bytes.ts';
import { refuse } from '../../operations/refuse.ts';
import type { StoredBlob } from '../../store/blob.ts';
import { emptyReply, PROSE_TYPE } from '../reply.ts';
import type { Setting } from '../setting.ts';
import { draftOf } from './draft.ts';
import { validatorHeaders } from './object-headers.ts';

/** PUT of an object. S-PUTOBJ. */
export function putBinding(setting: Setting): Binding {
  return async (prepared) => {
    const { context, request } = prepared;
    // What can be refused without the body is refused before it is asked for. S-PUTOBJ-34.
    const { body } = request;
    if (body.declaredLength === undefined && !body.chunked) return refuse('missing-content-length');
    if ((body.declaredLength ?? 0) > context.limits.uploadBytes) return refuse('entity-too-large');
    const conditions = { ifNoneMatch: onlyNew(request.list('If-None-Match')) };
    requireConditions(context, conditions, bucketOf(context).current(context.key));
    const draft = draftOf(prepared, setting, context.key);
    const blob = await receive(prepared, draft.contentHeaders, setting);
    const { object } = putObject(context, { draft, blob, conditions });
    if (object.expiresAt !== undefined) setting.expiry.expect(bucketOf(context), object.expiresAt);
    return emptyReply(201, [PROSE_TYPE, ...validatorHeaders(context, object)]);
  };
}

/** Nothing but `*` makes sense here. S-PUTOBJ-32. */
function onlyNew(ifNoneMatch: string | undefined): string | undefined {
  return ifNoneMatch === undefined || ifNoneMatch.trim() === '*' ? ifNoneMatch : refuse('invalid-condition');
}

/** The bytes, which by the base document can be read before all of them are there; where there is no older object. */
async function receive(
  prepared: Prepared,
  contentHeaders: readonly (readonly [string, string])[],
  { profile, growing }: Setting,
): Promise<StoredBlob> {
  const { bucket, key, limits } = prepared.context;
  const ends: (() => void)[] = [];
  try {
    return await receiveBytes(prepared, {
      limit: limits.uploadBytes,
      chunked: 'accept',
      begun: (writer) => {
        if (profile === 'cisco') ends.push(growing.begin(bucket, key, { writer, contentHeaders }));
      },
    });
  } finally {
    for (const end of ends) end();
  }
}
