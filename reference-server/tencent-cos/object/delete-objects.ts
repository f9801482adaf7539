import { textAt, valuesAt } from '../../../dialects/core/document-access.ts';
import type { RenderValue } from '../../../dialects/core/document-render.ts';
import type { HeaderList } from '../../../dialects/core/headers.ts';
import { refusals } from '../../../dialects/tencent-cos/refusals.ts';
import { deleteObject } from '../../operations/delete-object.ts';
import { type DeletionOutcome, type DeletionTarget, deleteObjects } from '../../operations/delete-objects.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import type { Removal } from '../../store/object-record.ts';
import { documentReply, emptyReply } from '../reply.ts';
import { conditionsOf } from './conditions.ts';

/** Bindings of the operations that delete objects. T-DELOBJ, T-DELMULTI, T-VER-06, -07. */
export const deleteBindings: Readonly<Record<string, Binding>> = {
  DeleteObject: bind({
    decode: ({ request }) => ({
      versionId: request.query('versionId') || undefined,
      conditions: conditionsOf(request),
    }),
    handle: deleteObject,
    render: (removal, { request }) => emptyReply(204, removalHeaders(removal, request.query('versionId'))),
  }),
  DeleteMultipleObjects: bind({
    decode: decodeTargets,
    handle: deleteObjects,
    render: renderOutcomes,
  }),
};

/** The delete marker that was put, or the version that was removed for good. */
function removalHeaders({ marker, removed }: Removal, versionId: string | undefined): HeaderList {
  const named = versionId ? removed : marker;
  if (named === undefined) return [];
  const version = ['x-cos-version-id', named.versionId] as const;
  return named.type === 'delete-marker' ? [version, ['x-cos-delete-marker', 'true']] : [version];
}

function decodeTargets({ request }: Prepared): DeletionTarget[] {
  return valuesAt(request.document, 'Object').map((object) => ({
    key: textAt(object, 'Key') ?? '',
    versionId: textAt(object, 'VersionId') || undefined,
  }));
}

/** Quiet answers tell only of failures. T-DELMULTI-03 to -06. */
function renderOutcomes(outcomes: readonly DeletionOutcome[], { request }: Prepared) {
  const quiet = textAt(request.document, 'Quiet')?.toLowerCase() === 'true';
  return documentReply('DeleteResult', {
    Deleted: quiet ? [] : outcomes.flatMap(deletedElement),
    Error: outcomes.flatMap(errorElement),
  });
}

function deletedElement(outcome: DeletionOutcome): RenderValue[] {
  if (outcome.kind === 'failed') return [];
  const { key, versionId, removal } = outcome;
  const removedMarker = versionId !== undefined && removal.removed?.type === 'delete-marker';
  const markerId = removedMarker ? versionId : removal.marker?.versionId;
  return [
    {
      Key: key,
      VersionId: versionId,
      ...(markerId === undefined ? {} : { DeleteMarker: true, DeleteMarkerVersionId: markerId }),
    },
  ];
}

function errorElement(outcome: DeletionOutcome): RenderValue[] {
  if (outcome.kind === 'deleted') return [];
  const refusal = refusals[outcome.refusal] ?? refusals['internal-error'];
  return [{ Key: outcome.key, Code: refusal?.code, Message: refusal?.message, VersionId: outcome.versionId }];
}
