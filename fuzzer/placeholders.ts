import type { RenderValue } from '../dialects/core/document-render.ts';
import type { Fixture } from '../dialects/core/operation.ts';
import type { Json } from './json.ts';

/** What a case may name without knowing it: it differs from server to server, or from run to run. */
export type Placeholder =
  | 'bucket'
  | 'key'
  | 'sourceKey'
  | 'uploadId'
  | 'partETag'
  | 'etag'
  | 'account'
  | 'owner'
  | 'copySource';

/** Values of the placeholders on one server. */
export type PlaceholderValues = Readonly<Record<Placeholder, string>>;

/** The text that stands for a placeholder, e.g. `{{etag}}`. */
export function placeholder(name: Placeholder): string {
  return `{{${name}}}`;
}

/**
 * Values out of a prepared fixture.
 * @param etag ETag of the prepared object as the server writes it. Quotes it lacks are added: a condition takes none
 *   without, RFC 9110 section 8.8.3
 */
export function placeholderValues(fixture: Fixture, etag: string): PlaceholderValues {
  const { bucket, key, sourceKey, uploadId, partETag, account } = fixture;
  return {
    bucket,
    key,
    sourceKey,
    uploadId,
    partETag,
    etag: /^(?:W\/)?"/.test(etag) ? etag : `"${etag}"`,
    account,
    owner: fixture.owner ?? account,
    copySource: fixture.copySource(bucket, sourceKey),
  };
}

/** The text with its placeholders filled in. What is none stays as it is. */
export function fill(text: string, values: PlaceholderValues): string {
  if (!text.includes('{{')) return text;
  return text.replace(/\{\{([a-zA-Z]+)\}\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name as Placeholder] : whole,
  );
}

/** The same for every text inside of plain data. */
export function fillJson(value: Json, values: PlaceholderValues): Json {
  if (typeof value === 'string') return fill(value, values);
  if (Array.isArray(value)) return value.map((item: Json) => fillJson(item, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fillJson(item, values)]));
}

/** The same for the content of a document. */
export function fillDocument(value: RenderValue, values: PlaceholderValues): RenderValue {
  return value === undefined ? undefined : (fillJson(value as Json, values) as RenderValue);
}
