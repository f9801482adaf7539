import type { CorsAnswer, Preflight } from '../access/cors.ts';
import { CORS } from './attributes.ts';
import { bucketOf, type OperationContext } from './context.ts';
import { refuse } from './refuse.ts';

/**
 * Answers a preflight by the addressed bucket's rules; the key need not exist.
 * @throws Refused missing-bucket | no-cors-for-preflight | cors-forbidden
 */
export function preflight(context: OperationContext, input: Preflight): CorsAnswer {
  const configured = bucketOf(context).attributes.get(CORS);
  if (configured === undefined) return refuse('no-cors-for-preflight');
  return context.decision.answerPreflight(configured.rules, input) ?? refuse('cors-forbidden');
}
