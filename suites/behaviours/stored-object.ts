import { CheckInconclusive } from '../../harness/check/check.ts';
import type { CheckContext, RequestSpec } from '../../harness/check/context.ts';

/** An object a check has stored, with the validators a read of it returned. */
export interface StoredObject {
  readonly key: string;
  /** Value of the ETag header, quotes included. */
  readonly etag: string;
  /** Last-Modified, ms since the epoch; a whole second. */
  readonly lastModified: number;
}

/** Stores an object under the check's prefix and returns its key. @throws CheckInconclusive */
export async function store(
  t: CheckContext,
  name: string,
  body: Uint8Array | string = '',
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const key = t.key(name);
  await t.setup({ op: t.dialect.housekeeping.putObject, key, body, headers });
  return key;
}

/** Stores an object and reads its validators back. @throws CheckInconclusive when a read returns none */
export async function storeValidated(
  t: CheckContext,
  name: string,
  body: Uint8Array | string = '',
  headers: Readonly<Record<string, string>> = {},
): Promise<StoredObject> {
  const key = await store(t, name, body, headers);
  return validated(t, { key });
}

/** The validators of an object as a read of it returns them now. @throws CheckInconclusive when it returns none */
export async function validated(
  t: CheckContext,
  { key, bucket }: Pick<RequestSpec, 'bucket'> & { readonly key: string },
): Promise<StoredObject> {
  const exchange = await t.setup({ op: t.dialect.housekeeping.getObject, key, bucket });
  const etag = t.header(exchange, 'etag');
  const lastModified = Date.parse(t.header(exchange, 'last-modified') ?? '');
  if (etag === undefined || Number.isNaN(lastModified)) {
    throw new CheckInconclusive('no-validators', `a read of ${key} returned no ETag or no Last-Modified`);
  }
  return { key, etag, lastModified };
}

/** Waits until the target's clock shows a later second than `time` (ms since the epoch). */
export async function afterSecond(t: CheckContext, time: number): Promise<void> {
  // Half a second more than the second itself: the target's clock is known only to some hundred milliseconds.
  const wait = Math.min(MAX_WAIT_MS, time + 1500 - t.now());
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}

/** A Last-Modified far ahead of the target's own clock is no reason to wait for it. */
const MAX_WAIT_MS = 3000;
