import type { Conditions } from '../http/conditional.ts';
import { formatContentRange } from '../http/range.ts';
import type { ByteSpan, StoredBlob } from '../store/blob.ts';
import type { Versioning } from '../store/bucket.ts';
import type { ObjectVersion } from '../store/object-record.ts';
import { isReadable } from './archive.ts';
import { bucketOf, type OperationContext, objectOf } from './context.ts';
import { readOutcome, validatorsOf } from './preconditions.ts';
import { refuse } from './refuse.ts';

/** How the addressed object is to be read. */
export interface ReadObjectInput {
  readonly versionId: string | undefined;
  readonly conditions: Conditions;
  /** Whether the bytes are wanted or only what is known of them, which an archived object shows as well. */
  readonly want: 'content' | 'headers';
  /** Values of the fields, undefined where absent; without meaning unless the content is wanted. RFC 9110 section 14.2. */
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
}

/** Bytes of an object: all of them, or the ranges that were asked for, in the order they were. */
export interface ObjectContent {
  readonly blob: StoredBlob;
  readonly spans: readonly ByteSpan[];
}

/** An object that is read. */
export interface ReadObject {
  readonly object: ObjectVersion;
  readonly versioning: Versioning;
  /** The object's bytes, retained for whoever sends them; undefined when the client has them already. */
  readonly content: ObjectContent | undefined;
}

/**
 * Reads the addressed object, or one version of it.
 * @throws Refused missing-bucket | missing-key | missing-version | archived | precondition-failed | invalid-range
 */
export function readObject(context: OperationContext, input: ReadObjectInput): ReadObject {
  const { versioning } = bucketOf(context);
  const object = objectOf(context, input.versionId);
  if (input.want === 'content' && !isReadable(context, object)) return refuse('archived');
  const outcome = readOutcome(context, input.conditions, object);
  if (outcome === 'precondition-failed') return refuse('precondition-failed');
  if (outcome === 'not-modified') return { object, versioning, content: undefined };
  const spans = input.want === 'content' ? spansOf(context, input, object) : [];
  return { object, versioning, content: { blob: object.blob.retain(), spans } };
}

function spansOf(
  context: OperationContext,
  { range, ifRange }: ReadObjectInput,
  object: ObjectVersion,
): readonly ByteSpan[] {
  const { store, decision, rules } = context;
  const options = { ...rules.reading, now: store.clock.now() };
  const stale =
    ifRange !== undefined && !decision.evaluateIfRange(ifRange, validatorsOf(context, object), options);
  const outcome = decision.evaluateRange(stale ? undefined : range, object.size, rules.reading.ranges);
  if (outcome.kind === 'partial') return outcome.spans;
  if (outcome.kind === 'whole') return [];
  return refuse('invalid-range', {
    headers: [['Content-Range', formatContentRange(undefined, object.size)]],
  });
}
