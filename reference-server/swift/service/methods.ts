import type { Binding } from '../../operations/handler.ts';
import { refuse } from '../../operations/refuse.ts';
import { emptyReply, PROSE_TYPE } from '../reply.ts';

/** Methods a storage resource may have. */
export const METHODS = 'OPTIONS, HEAD, PUT, POST, GET, DELETE, COPY';

/** OPTIONS: the methods, or for a browser that asks for another site the refusal, since no site is let in. Sheet 5.6. */
export const methodsBinding: Binding = async ({ request }) => {
  if (request.header('Origin') !== undefined && request.header('Access-Control-Request-Method') !== undefined)
    return refuse('anonymous-denied');
  return emptyReply(200, [PROSE_TYPE, ['Allow', METHODS]]);
};
