import { type HeaderList, withoutHeader } from '../../dialects/core/headers.ts';
import type { IncomingExchange } from '../http/exchange.ts';
import type { OperationContext } from '../operations/context.ts';
import type { Prepared } from '../operations/handler.ts';
import type { RequestView } from '../operations/request-view.ts';
import type { RoutedRequest } from '../operations/seams.ts';
import type { Bucket } from '../store/bucket.ts';
import { withBuckets } from './overlay.ts';
import type { Operate, Tampering } from './tampering.ts';
import type { Which } from './which.ts';

/** Operates on `which` in another way. */
export function on(
  which: Which,
  operate: (prepared: Prepared, next: Operate) => ReturnType<Operate>,
): Pick<Tampering, 'operate'> {
  return {
    operate: (prepared, next) => (which(prepared.operation) ? operate(prepared, next) : next(prepared)),
  };
}

/** Carries `which` out in another context. */
export function inContext(
  which: Which,
  change: (context: OperationContext, prepared: Prepared) => Partial<OperationContext>,
): Pick<Tampering, 'operate'> {
  return on(which, (prepared, next) =>
    next({ ...prepared, context: { ...prepared.context, ...change(prepared.context, prepared) } }),
  );
}

/** Carries `which` out on buckets that behave in another way. */
export function onBuckets(
  which: Which,
  change: (bucket: Bucket, prepared: Prepared) => Partial<Bucket>,
): Pick<Tampering, 'operate'> {
  return inContext(which, ({ store }, prepared) => ({
    store: withBuckets(store, (bucket) => change(bucket, prepared)),
  }));
}

/** Carries `which` out as if another request had been sent. */
export function asIf(
  which: Which,
  change: (request: RequestView, prepared: Prepared) => Partial<RequestView>,
): Pick<Tampering, 'operate'> {
  return on(which, (prepared, next) =>
    next({ ...prepared, request: { ...prepared.request, ...change(prepared.request, prepared) } }),
  );
}

/** Overlooks header fields of the dialect's own, by their names without its prefix. */
export function deafTo(which: Which, ...names: readonly string[]): Pick<Tampering, 'operate'> {
  return asIf(which, ({ own }) => ({ own: (name) => (names.includes(name) ? undefined : own(name)) }));
}

/** Overlooks standard header fields. */
export function deafToHeader(which: Which, ...names: readonly string[]): Pick<Tampering, 'operate'> {
  const wanted = names.map((name) => name.toLowerCase());
  return asIf(which, ({ header, list, sent }) => {
    const unless = (ask: (name: string) => string | undefined) => (name: string) =>
      wanted.includes(name.toLowerCase()) ? undefined : ask(name);
    return { header: unless(header), list: unless(list), sent: unless(sent) };
  });
}

/** Overlooks query parameters. */
export function deafToQuery(which: Which, ...names: readonly string[]): Pick<Tampering, 'operate'> {
  return asIf(which, ({ query }) => ({ query: (name) => (names.includes(name) ? undefined : query(name)) }));
}

/** The request without some of its header fields. */
export function withoutHeaders<T extends { readonly headers: HeaderList }>(
  from: T,
  ...names: readonly string[]
): T {
  return { ...from, headers: names.reduce<HeaderList>(withoutHeader, from.headers) };
}

/** Takes every key for another one. */
export function readingKeys(change: (key: string, incoming: IncomingExchange) => string): Tampering {
  return {
    understand: ({ address, incoming }): Partial<RoutedRequest> => {
      if (address.resource !== 'object') return {};
      // A change that leaves nothing of the key would make another operation of the request.
      return { address: { ...address, key: change(address.key, incoming) || address.key } };
    },
  };
}
