import { parseQuery, percentDecode } from '../../../dialects/core/percent-encoding.ts';
import { parseHost } from '../../../dialects/tencent-cos/host.ts';
import type { Conditions } from '../../http/conditional.ts';
import type { CopySource } from '../../operations/copy-source.ts';
import { refuse } from '../../operations/refuse.ts';
import type { RequestView } from '../../operations/request-view.ts';

/** What of a prepared request names a source. */
interface Copying {
  readonly request: Pick<RequestView, 'host' | 'own'>;
  readonly context: { readonly bucket: string };
}

/**
 * The source of a copy: `x-cos-copy-source` is the source's host without scheme, a slash, the percent-encoded key and
 * possibly `?versionId=`. T-COPY-03, -04, -25, -27.
 * @throws Refused invalid-copy-source | conflicting-conditions
 */
export function copySourceOf(copying: Copying): CopySource {
  const { request } = copying;
  const value = request.own('copy-source') ?? refuse('invalid-copy-source');
  const [, host = '', path = '', query] = /^([^/?]+)\/([^?]*)(?:\?(.*))?$/.exec(value) ?? [];
  const target = parseHost(host, hostSuffixOf(copying));
  const key = percentDecode(path);
  if (target.kind !== 'bucket' || key === undefined || key === '') return refuse('invalid-copy-source');
  return {
    bucket: target.bucket,
    key,
    versionId: versionOf(query),
    conditions: sourceConditions(request),
  };
}

/** What follows the bucket in the host that was addressed, so that sources are found under a private host, too. */
function hostSuffixOf({ request, context }: Copying): string | undefined {
  const host = request.host.toLowerCase().replace(/:\d*$/, '');
  const label = `${context.bucket}.`;
  return host.startsWith(label) ? host.slice(label.length) : undefined;
}

/** A query that names anything but a version is a key someone forgot to encode; copying another object would be wrong. */
function versionOf(query: string | undefined): string | undefined {
  const [item, ...others] = parseQuery(query);
  if (item === undefined) return undefined;
  const [name, value] = item;
  if (others.length > 0 || name.toLowerCase() !== 'versionid' || !value) return refuse('invalid-copy-source');
  return value;
}

/**
 * The conditions on the source. Only two pairs go together: If-Match with If-Unmodified-Since, If-None-Match with
 * If-Modified-Since. T-COPY-16 to -18.
 */
function sourceConditions(request: Pick<RequestView, 'own'>): Conditions {
  const conditions = {
    ifMatch: request.own('copy-source-if-match'),
    ifNoneMatch: request.own('copy-source-if-none-match'),
    ifModifiedSince: request.own('copy-source-if-modified-since'),
    ifUnmodifiedSince: request.own('copy-source-if-unmodified-since'),
  };
  const positive = conditions.ifMatch !== undefined || conditions.ifUnmodifiedSince !== undefined;
  const negative = conditions.ifNoneMatch !== undefined || conditions.ifModifiedSince !== undefined;
  return positive && negative ? refuse('conflicting-conditions') : conditions;
}
