import type { HeaderList } from '../../../dialects/core/headers.ts';
import type { Attributes as Metadata } from '../../../dialects/swift/metadata-limits.ts';
import type { Prepared } from '../../operations/handler.ts';
import type { ObjectDraft } from '../../operations/object-draft.ts';
import { refuse } from '../../operations/refuse.ts';
import type { RequestView } from '../../operations/request-view.ts';
import { wholeNumber } from '../../operations/whole-number.ts';
import { Attributes } from '../../store/attributes.ts';
import { changedAttributes, NO_ATTRIBUTES } from '../metadata.ts';
import type { Setting } from '../setting.ts';
import { guessContentType } from './content-type.ts';
import { GLOBAL_ID } from './object-headers.ts';

/** Headers beside Content-Type that are stored with an object. S-GETOBJ-52. */
const STORED = [
  'Content-Encoding',
  'Content-Disposition',
  'Content-Language',
  'Cache-Control',
  'Expires',
  'X-Robots-Tag',
] as const;

/**
 * What a request says of the object it makes, at the name `key`.
 * @throws Refused invalid-metadata | metadata-too-large | invalid-argument
 */
export function draftOf({ context, request }: Prepared, setting: Setting, key: string): ObjectDraft {
  const { profile } = setting;
  const attributes = changedAttributes('Object', profile, 'put', NO_ATTRIBUTES, request);
  // Given by nobody but the server, and to every object anew.
  const globalId =
    profile === 'cisco' ? Buffer.from(context.randomBytes(16)).toString('hex').toUpperCase() : undefined;
  return {
    contentHeaders: [['Content-Type', contentTypeOf(request, key)], ...storedHeaders(request)],
    metadata: metadataList(attributes),
    storageClass: undefined,
    tags: [],
    acl: undefined,
    encryption: undefined,
    attributes: Attributes.empty.with(GLOBAL_ID, globalId),
    expiresAt: expiryOf(request, setting, context.store.clock.now()),
  };
}

/** Attributes as the store keeps them. */
export function metadataList(attributes: Metadata): HeaderList {
  return [...attributes];
}

/** Headers beside Content-Type a request wants stored. */
export function storedHeaders(request: RequestView): HeaderList {
  return STORED.flatMap((name) => {
    const value = request.list(name);
    return value === undefined ? [] : [[name, value] as const];
  });
}

function contentTypeOf(request: RequestView, key: string): string {
  const detect = /^(?:true|1|yes|on|t|y)$/i.test(request.own('detect-content-type') ?? '');
  const sent = request.header('Content-Type');
  return detect || sent === undefined ? guessContentType(key) : sent;
}

/**
 * When an object is to go, in milliseconds since the epoch: X-Delete-After in seconds from now, X-Delete-At in seconds
 * since the epoch. The base document has neither. Sheet 5.1.
 * @throws Refused invalid-argument for what is no time to come
 */
export function expiryOf(request: RequestView, { profile }: Setting, now: number): number | undefined {
  if (profile === 'cisco') return undefined;
  const after = request.own('delete-after');
  const at = request.own('delete-at');
  if (after === undefined && at === undefined) return undefined;
  const seconds = wholeNumber(after ?? at ?? '');
  if (seconds === undefined) return refuse('invalid-argument', { sentence: 'Non-integer X-Delete-At' });
  const due = after === undefined ? seconds * 1000 : (Math.floor(now / 1000) + seconds) * 1000;
  return due > now ? due : refuse('invalid-argument', { sentence: 'X-Delete-At in past' });
}
