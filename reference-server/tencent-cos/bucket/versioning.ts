import { textAt } from '../../../dialects/core/document-access.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import { getVersioning, putVersioning } from '../../operations/versioning.ts';
import type { Versioning } from '../../store/bucket.ts';
import { documentReply, emptyReply } from '../reply.ts';

const STATUS: Readonly<Record<Versioning, string | undefined>> = {
  unset: undefined,
  enabled: 'Enabled',
  suspended: 'Suspended',
};

/** Bindings of the versioning of a bucket. T-VER-01 to -03. */
export const versioningBindings: Readonly<Record<string, Binding>> = {
  PutBucketVersioning: bind({ decode, handle: putVersioning, render: () => emptyReply(200) }),
  GetBucketVersioning: bind({
    decode: () => undefined,
    handle: getVersioning,
    render: (state) => documentReply('VersioningConfiguration', { Status: STATUS[state] }),
  }),
};

function decode({ request }: Prepared): 'enabled' | 'suspended' {
  return textAt(request.document, 'Status') === 'Enabled' ? 'enabled' : 'suspended';
}
