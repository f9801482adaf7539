import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import { getObjectTags, putObjectTags } from '../../operations/object-tags.ts';
import { refuse } from '../../operations/refuse.ts';
import { documentReply, emptyReply } from '../reply.ts';
import { tagsFromDocument, tagsToDocument } from '../tags.ts';

/** Bindings of the tags of an object. An object without tags has an empty set of them. T-TAG-04 to -07. */
export const objectTaggingBindings: Readonly<Record<string, Binding>> = {
  PutObjectTagging: bind({
    decode: (prepared) => ({
      versionId: versionOf(prepared),
      tags: tagsFromDocument(
        prepared.request.document ?? refuse('missing-body'),
        prepared.context.limits.objectTags,
      ),
    }),
    handle: putObjectTags,
    render: () => emptyReply(200),
  }),
  GetObjectTagging: bind({
    decode: versionOf,
    handle: getObjectTags,
    render: (tags) => documentReply('Tagging', tagsToDocument(tags)),
  }),
  DeleteObjectTagging: bind({
    decode: (prepared) => ({ versionId: versionOf(prepared), tags: [] }),
    handle: putObjectTags,
    render: () => emptyReply(204),
  }),
};

function versionOf({ request }: Prepared): string | undefined {
  return request.query('versionId') || undefined;
}
