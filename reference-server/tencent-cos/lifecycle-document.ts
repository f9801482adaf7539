import { textAt, valuesAt } from '../../dialects/core/document-access.ts';
import type { DocumentValue } from '../../dialects/core/document-read.ts';
import { refuse } from '../operations/refuse.ts';
import type { Due, LifecycleRule } from '../store/lifecycle.ts';
import type { Tag } from '../store/object-record.ts';

const ID_LENGTH = 255;
const TAG_KEY_BYTES = 128;
const TAG_VALUE_BYTES = 256;
const TAG_CHARACTERS = /^[\p{L}\p{N} +\-=:/_.@]*$/u;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * The rules of a `LifecycleConfiguration` body, in order; a rule without ID gets one of its own that is never shown.
 * T-PUTLC-04 to -20.
 * @throws Refused malformed-xml | invalid-element | duplicate-rule-id
 */
export function lifecycleRules(document: DocumentValue): LifecycleRule[] {
  const rules = valuesAt(document, 'Rule');
  const ids = rules.map((rule) => textAt(rule, 'ID')).filter((id) => id !== undefined && id !== '');
  if (new Set(ids).size !== ids.length) return refuse('duplicate-rule-id');
  return rules.map(readRule);
}

function readRule(rule: DocumentValue, index: number): LifecycleRule {
  const id = textAt(rule, 'ID') ?? '';
  if ([...id].length > ID_LENGTH) return refuse('invalid-element');
  // Ignoring a prefix in the place an older dialect has it would make the rule apply to every object.
  if (textAt(rule, 'Prefix') !== undefined) return refuse('malformed-xml');
  const { prefix, tags } = readFilter(valuesAt(rule, 'Filter')[0]);
  const [expiration] = valuesAt(rule, 'Expiration');
  const noncurrentDays = textAt(rule, 'NoncurrentVersionExpiration.NoncurrentDays');
  const abortDays = textAt(rule, 'AbortIncompleteMultipartUpload.DaysAfterInitiation');
  return {
    id: id === '' ? `rule-${index + 1}` : id,
    enabled: textAt(rule, 'Status') === 'Enabled',
    prefix,
    tags,
    transitions: valuesAt(rule, 'Transition').map((transition) => ({
      due: readDue(transition) ?? refuse('malformed-xml'),
      storageClass: storageClass(transition),
    })),
    ...(expiration === undefined ? {} : readExpiration(expiration)),
    ...(abortDays === undefined ? {} : { abortUploadsAfterDays: Number(abortDays) }),
    noncurrentTransitions: valuesAt(rule, 'NoncurrentVersionTransition').map((transition) => ({
      days: Number(textAt(transition, 'NoncurrentDays')),
      storageClass: storageClass(transition),
    })),
    ...(noncurrentDays === undefined ? {} : { noncurrentExpirationDays: Number(noncurrentDays) }),
  };
}

function storageClass(transition: DocumentValue): string {
  return (textAt(transition, 'StorageClass') ?? '').toUpperCase();
}

/** Either Prefix and tags at the top or all of it under And, never a prefix in both. T-PUTLC-06, -07. */
function readFilter(filter: DocumentValue | undefined): { prefix: string; tags: Tag[] } {
  const prefixes = [textAt(filter, 'Prefix'), textAt(filter, 'And.Prefix')].filter(
    (one) => one !== undefined,
  );
  if (prefixes.length > 1) return refuse('malformed-xml');
  const tags = [...valuesAt(filter, 'Tag'), ...valuesAt(filter, 'And.Tag')].map((tag) => ({
    key: textAt(tag, 'Key') ?? '',
    value: textAt(tag, 'Value') ?? '',
  }));
  return tags.every(isFilterTag) ? { prefix: prefixes[0] ?? '', tags } : refuse('invalid-element');
}

function isFilterTag({ key, value }: Tag): boolean {
  return (
    key !== '' &&
    Buffer.byteLength(key) <= TAG_KEY_BYTES &&
    Buffer.byteLength(value) <= TAG_VALUE_BYTES &&
    !key.toLowerCase().startsWith('cos:') &&
    TAG_CHARACTERS.test(key) &&
    TAG_CHARACTERS.test(value)
  );
}

function readExpiration(expiration: DocumentValue): Pick<LifecycleRule, 'expiration' | 'expireLoneMarkers'> {
  const marker = textAt(expiration, 'ExpiredObjectDeleteMarker');
  const due = readDue(expiration);
  if ((due === undefined) === (marker === undefined)) return refuse('malformed-xml');
  return marker === undefined ? { expiration: due } : { expireLoneMarkers: marker.toLowerCase() === 'true' };
}

/** Days or Date; both are a contradiction (sheet 5, no. 48), neither is undefined. */
function readDue(action: DocumentValue): Due | undefined {
  const days = textAt(action, 'Days');
  const date = textAt(action, 'Date');
  if (days !== undefined && date !== undefined) return refuse('malformed-xml');
  if (days !== undefined) return { days: Number(days) };
  if (date === undefined) return undefined;
  const instant = ISO_TIME.test(date) ? Date.parse(date) : Number.NaN;
  return Number.isNaN(instant) ? refuse('invalid-element') : { date: instant };
}
