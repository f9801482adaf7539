import type { DocumentValue } from '../../dialects/core/document-read.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import type { RequestView } from '../operations/request-view.ts';
import { viewRequest } from '../operations/view-request.ts';
import type { Routed } from './route-request.ts';

/** The view of a routed request, before (`document` and `contentMd5` undefined) or after its body was read. */
export function viewOf(
  routed: Routed,
  read: { document?: DocumentValue | undefined; contentMd5?: string | undefined } = {},
): RequestView {
  return viewRequest(routed, tencentCos, read);
}
