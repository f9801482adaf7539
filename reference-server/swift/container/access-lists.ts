import { decodeUtf8 } from '../../../dialects/core/percent-encoding.ts';
import {
  type AclItem,
  type AclKind,
  formatContainerAcl,
  parseContainerAcl,
} from '../../../dialects/swift/container-acl.ts';
import type { Profile } from '../../../dialects/swift/profiles.ts';
import { refuse } from '../../operations/refuse.ts';
import type { RequestView } from '../../operations/request-view.ts';
import { attributeKey } from '../../store/attributes.ts';
import type { Bucket } from '../../store/bucket.ts';

/** The two lists of a container, by kind; a container without one has none of it. */
export const ACL_LISTS = {
  read: attributeKey<readonly AclItem[]>('read list'),
  write: attributeKey<readonly AclItem[]>('write list'),
} as const;

/** How headers call a list. */
const NAMES: Readonly<Record<AclKind, string>> = { read: 'Read', write: 'Write' };

/** The items of a list of a container. */
export function aclItems(bucket: Bucket, kind: AclKind): readonly AclItem[] {
  return bucket.attributes.get(ACL_LISTS[kind]) ?? [];
}

/** A list as it stands in its header; undefined for one without items. S-ACL-18. */
export function aclHeader(bucket: Bucket, kind: AclKind): readonly [name: string, value: string] | undefined {
  const items = aclItems(bucket, kind);
  if (items.length === 0) return undefined;
  const text = formatContainerAcl(items);
  return [`X-Container-${NAMES[kind]}`, Buffer.from(text).toString('latin1')];
}

/** What a request makes of the lists it names. */
export type AclChange = Partial<Readonly<Record<AclKind, readonly AclItem[]>>>;

/**
 * What a request asks of the lists: an empty one is none, and setting wins over removing. S-ACL-07, -14, -16.
 * @throws Refused invalid-acl
 */
export function decodeAclChange(request: RequestView, profile: Profile): AclChange {
  const change: { -readonly [Kind in AclKind]?: readonly AclItem[] } = {};
  for (const kind of ['read', 'write'] as const) {
    const value = request.sent(`X-Container-${NAMES[kind]}`);
    if (value !== undefined) change[kind] = parse(value, kind, profile);
    else if (request.sent(`X-Remove-Container-${NAMES[kind]}`) !== undefined) change[kind] = [];
  }
  return change;
}

function parse(value: string, kind: AclKind, profile: Profile): readonly AclItem[] {
  const text = decodeUtf8(Buffer.from(value, 'latin1')) ?? value;
  const reading = parseContainerAcl(text, kind, profile);
  return reading.kind === 'acl' ? reading.items : refuse('invalid-acl', { sentence: reading.reason });
}

/** Sets the lists a change names. */
export function changeAcl(bucket: Bucket, change: AclChange): void {
  for (const kind of ['read', 'write'] as const) {
    const items = change[kind];
    if (items !== undefined) bucket.setAttribute(ACL_LISTS[kind], items.length === 0 ? undefined : items);
  }
}
