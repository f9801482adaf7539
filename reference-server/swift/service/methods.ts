import type { Binding } from '../../operations/handler.ts';
import { refuse } from '../../operations/refuse.ts';
import { allowingHeaders, crossOriginOf } from '../container/cross-origin.ts';
import { emptyReply, PROSE_TYPE } from '../reply.ts';

/** Methods a storage resource may have. */
export const METHODS = 'OPTIONS, HEAD, PUT, POST, GET, DELETE, COPY';

/**
 * OPTIONS: the methods, or for a browser that asks for another site what the container lets it do. S-CORS-01 to -03, -06.
 * @throws Refused origin-not-allowed
 */
export const methodsBinding: Binding = async ({ request, context }) => {
  const origin = request.header('Origin');
  if (origin === undefined) return emptyReply(200, [PROSE_TYPE, ['Allow', METHODS]]);
  const { allowed, maxAge } = crossOriginOf(context.store.bucket(context.bucket));
  const value = allowed(origin);
  const method = request.header('Access-Control-Request-Method') ?? '';
  if (value === undefined || !METHODS.split(', ').includes(method))
    return refuse('origin-not-allowed', { headers: [['Allow', METHODS]] });
  const asked = request.list('Access-Control-Request-Headers');
  return emptyReply(200, [
    ['Allow', METHODS],
    ...allowingHeaders(value, ...(asked === undefined ? [] : ['Access-Control-Request-Headers'])),
    ...(maxAge === undefined ? [] : ([['Access-Control-Max-Age', maxAge]] as const)),
    ['Access-Control-Allow-Methods', METHODS],
    ...(asked === undefined ? [] : ([['Access-Control-Allow-Headers', asked]] as const)),
  ]);
};
