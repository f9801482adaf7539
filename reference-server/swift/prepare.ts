import { headerValue } from '../../dialects/core/headers.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import { percentDecodeLenient } from '../../dialects/core/percent-encoding.ts';
import { swift } from '../../dialects/swift/index.ts';
import type { OperationContext } from '../operations/context.ts';
import type { Prepared } from '../operations/handler.ts';
import { refuse } from '../operations/refuse.ts';
import { viewRequest } from '../operations/view-request.ts';
import { checkNames } from './check-names.ts';
import type { SwiftDecision } from './decision.ts';
import type { Routed } from './route-request.ts';
import type { Setting } from './setting.ts';

/** What of the context does not depend on the request. */
export type Surroundings = Omit<OperationContext, 'caller' | 'bucket' | 'key' | 'scope' | 'decision'> & {
  readonly decision: SwiftDecision;
};

const NAMING = {
  headerPrefix: swift.headerPrefix,
  foldedQuery: swift.foldedQuery,
  repeatedQuery: 'last',
} as const;

/**
 * Takes a routed request to the point where its binding can run. The order decides what a request with several faults
 * is answered: authentication, permission, names, account, container, parameters. READINGS.md, `authorisation-first`.
 * @throws Refused
 */
export function prepare(routed: Routed, surroundings: Surroundings, setting: Setting): Prepared {
  const { operation, address, incoming } = routed;
  const { decision, store } = surroundings;
  const caller = operation.authentication === 'standard' ? decision.authenticate(routed) : undefined;
  setting.expiry.sweep();
  const bucket = store.bucket(address.bucket);
  const scope = { account: address.account, referer: headerValue(incoming.headers, 'referer') };
  const permission = PERMISSIONS[operation.id] ?? operation.permission;
  decision.authorize(permission, caller, bucket, bucket?.current(address.key), scope);
  const context: OperationContext = {
    ...surroundings,
    caller,
    bucket: address.bucket,
    key: address.key,
    scope,
  };
  if (operation.authentication === 'standard') requirePlace(operation, context, setting, address.resource);
  checkQuery(operation, incoming.rawQuery);
  const contentMd5 = declaredDigest(headerValue(incoming.headers, 'etag'));
  return { operation, context, request: viewRequest(routed, NAMING, { contentMd5 }) };
}

/** COPY is sent to what is read; where it writes to stands in a header, and is looked at later. */
const PERMISSIONS: Readonly<Record<string, Operation['permission']>> = { CopyObject: 'object-read' };

/** @throws Refused invalid-bucket-name | key-too-long | missing-account | missing-bucket */
function requirePlace(
  operation: Operation,
  context: OperationContext,
  { accounts, profile }: Setting,
  resource: Operation['resource'],
): void {
  const { account } = context.scope;
  // Who makes an account has none yet.
  if (operation.id === 'CreateAccount') return;
  checkNames(context, operation, resource, profile);
  if (accounts.find(account) === undefined) refuse('missing-account');
  const { whenMissing } = operation;
  // What a copy is made of comes first. READINGS.md, `copy-conditions`.
  if (operation.id === 'PutObjectCopy') return;
  if (whenMissing.bucket !== undefined && context.store.bucket(context.bucket) === undefined)
    refuse(whenMissing.bucket);
}

/** @throws Refused undecodable-parameter. S-LISTCONT-20 */
function checkQuery(operation: Operation, rawQuery: string | undefined): void {
  const known = operation.parameters.filter((parameter) => parameter.in === 'query');
  if (rawQuery === undefined || known.length === 0) return;
  for (const item of rawQuery.split('&')) {
    const [name = '', ...value] = item.split('=');
    const meant = known.some((parameter) => parameter.name === name);
    if (meant && percentDecodeLenient(value.join('=')) === undefined) refuse('undecodable-parameter');
  }
}

/** The MD5 that ETag declares, as it stands there: quotes mean nothing, letter case does. S-PUTOBJ-09, -26. */
function declaredDigest(tag: string | undefined): string | undefined {
  return tag?.replace(/^"(.*)"$/, '$1') || undefined;
}
