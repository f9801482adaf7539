import { leafAccepts } from '../../dialects/core/document.ts';
import type { Operation, Parameter } from '../../dialects/core/operation.ts';
import type { OperationLimits } from '../operations/limits.ts';
import { refuse } from '../operations/refuse.ts';
import type { RequestView } from '../operations/request-view.ts';
import { wholeNumber } from '../operations/whole-number.ts';

const TRAFFIC_LIMIT = { least: 819_200, greatest: 838_860_800 } as const;

/**
 * Holds the parameters of a request against what the catalogue says of them, then those every operation has. Form
 * fields are left to whoever reads the form.
 * @throws Refused the parameter's own refusal; key-too-long | invalid-traffic-limit | malformed-request
 */
export function checkParameters(
  operation: Operation,
  request: RequestView,
  key: string,
  limits: OperationLimits,
): void {
  if (Buffer.byteLength(key) > limits.keyBytes) refuse('key-too-long');
  for (const parameter of operation.parameters) checkParameter(parameter, request);
  const traffic = request.own('traffic-limit') ?? request.query('x-cos-traffic-limit');
  if (traffic !== undefined && !isTrafficLimit(traffic)) refuse('invalid-traffic-limit');
}

function checkParameter(parameter: Parameter, request: RequestView): void {
  if (parameter.in === 'form') return;
  const { name, type, whenMissing, whenInvalid } = parameter;
  const value = (parameter.in === 'query' ? request.query(name) : request.sent(name)) || undefined;
  if (value === undefined) {
    if (whenMissing !== undefined) refuse(whenMissing);
    return;
  }
  if (type !== undefined && whenInvalid !== undefined && !leafAccepts(type, value)) refuse(whenInvalid);
}

/** Bits per second. T-HDR-19. */
function isTrafficLimit(text: string): boolean {
  const rate = wholeNumber(text);
  return rate !== undefined && rate >= TRAFFIC_LIMIT.least && rate <= TRAFFIC_LIMIT.greatest;
}
