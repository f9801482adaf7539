import { textAt } from '../../../dialects/core/document-access.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import { refuse } from '../../operations/refuse.ts';
import { type RestoreInput, restoreObject } from '../../operations/restore-object.ts';
import { wholeNumber } from '../../operations/whole-number.ts';
import { emptyReply } from '../reply.ts';

const HOUR_MS = 3_600_000;
/**
 * How long each tier takes. The base document names no times, later ones hours for all but Expedited, which is short
 * enough here for a client to wait for the copy.
 */
const DELAYS: ReadonlyMap<string, number> = new Map([
  ['Expedited', 2000],
  ['Standard', 5 * HOUR_MS],
  ['Bulk', 12 * HOUR_MS],
]);
const DEFAULT_TIER = 'Standard';
const GREATEST_DAYS = 365;

/** POST Object restore. T-RESTORE. */
export const restoreObjectBinding: Binding = bind({
  decode,
  handle: restoreObject,
  render: () => emptyReply(202),
});

function decode({ request }: Prepared): RestoreInput {
  const days = wholeNumber(textAt(request.document, 'Days') ?? '') ?? 0;
  const tier = textAt(request.document, 'CASJobParameters.Tier') ?? DEFAULT_TIER;
  const delayMs = DELAYS.get(tier);
  if (days < 1 || days > GREATEST_DAYS || delayMs === undefined) return refuse('invalid-element');
  return { versionId: request.query('versionId') || undefined, days, tier, delayMs };
}
