import { textAt, valuesAt } from '../../dialects/core/document-access.ts';
import { xmlSample } from '../../dialects/tencent-cos/sample-body.ts';
import { CheckInconclusive } from '../../harness/check/check.ts';
import type { CheckContext } from '../../harness/check/context.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';

/** Response header that names the version a request wrote or read. */
export const VERSION_HEADER = 'x-cos-version-id';

/** Query, headers and body of PUT Bucket versioning. */
export function versioningRequest(status: string) {
  return { query: { versioning: null }, ...xmlSample('VersioningConfigurationRequest', { Status: status }) };
}

/** Sets the versioning state of the leased bucket. @throws CheckInconclusive */
export async function setVersioning(t: CheckContext, status: 'Enabled' | 'Suspended'): Promise<void> {
  await t.setup({ op: 'PutBucketVersioning', ...versioningRequest(status) });
}

/** Writes a version and returns its id. @throws CheckInconclusive when the response names none */
export async function writeVersion(t: CheckContext, key: string, body: string): Promise<string> {
  const exchange = await t.setup({ op: 'PutObject', key, body });
  const id = t.header(exchange, VERSION_HEADER);
  if (id === undefined || id === '') {
    throw new CheckInconclusive('no-version-id', `the upload of ${key} returned no ${VERSION_HEADER}`);
  }
  return id;
}

/** One entry of a version listing. */
export interface VersionEntry {
  readonly kind: 'Version' | 'DeleteMarker';
  readonly key: string;
  readonly versionId: string;
  readonly isLatest: boolean;
}

/** Every entry of a version listing: versions, then delete markers, each in document order. */
export function versionEntries(t: CheckContext, exchange: Exchange): VersionEntry[] {
  const listing = t.read(exchange, 'ListVersionsResult');
  return (['Version', 'DeleteMarker'] as const).flatMap((kind) =>
    valuesAt(listing, kind).map((entry) => ({
      kind,
      key: textAt(entry, 'Key') ?? '',
      versionId: textAt(entry, 'VersionId') ?? '',
      isLatest: textAt(entry, 'IsLatest')?.toLowerCase() === 'true',
    })),
  );
}

/** The versions under a prefix, once the listing shows `count` of them. */
export async function listVersions(t: CheckContext, prefix: string, count: number): Promise<Exchange> {
  // a listing may lag behind the writes: an entry is waited for by the sum of both kinds
  let exchange = await t.send(listing(prefix));
  const until = t.now() + PATIENCE_MS;
  while (versionEntries(t, exchange).length !== count && t.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    exchange = await t.send(listing(prefix));
  }
  return exchange;
}

const PATIENCE_MS = 2_000;

function listing(prefix: string) {
  return { op: 'GetBucketObjectVersions', query: { versions: null, prefix } };
}
