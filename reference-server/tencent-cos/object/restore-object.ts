import { textAt } from '../../../dialects/core/document-access.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import { refuse } from '../../operations/refuse.ts';
import { type RestoreInput, restoreObject } from '../../operations/restore-object.ts';
import { wholeNumber } from '../../operations/whole-number.ts';
import { emptyReply } from '../reply.ts';

const MINUTE_MS = 60_000;
/** The longest each tier takes, as later documents have it; the base document names no times. */
const DELAYS: ReadonlyMap<string, number> = new Map([
  ['Expedited', 5 * MINUTE_MS],
  ['Standard', 5 * 60 * MINUTE_MS],
  ['Bulk', 12 * 60 * MINUTE_MS],
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
