import type { HeaderList } from '../core/headers.ts';
import { type Attributes, metadataProblem } from './metadata-limits.ts';
import { type MetadataOwner, readAttributeHeader } from './metadata-names.ts';
import type { Profile } from './profiles.ts';

/** The attributes after a request, or the name of the refusal it gets; then nothing changes. S-META-09. */
export type MetadataUpdate =
  | { readonly kind: 'updated'; readonly attributes: Attributes }
  | { readonly kind: 'refused'; readonly refusal: string };

/** What the headers of a request say of attributes. */
interface Asked {
  readonly set: Attributes;
  readonly removed: ReadonlySet<string>;
}

/**
 * What a request leaves of attributes. Accounts and containers: every named attribute is set or removed, the others stay.
 * Objects under POST: the same by the base document, the whole set replaced by OpenStack. Objects under PUT: only what is
 * sent. S-POSTCONT-11 to -17, S-POSTOBJ-11 to -18, S-PUTOBJ-27.
 * @param how `put` makes an object anew; a container that is put again is updated
 */
export function updateMetadata(
  owner: MetadataOwner,
  profile: Profile,
  how: 'put' | 'post',
  before: Attributes,
  headers: HeaderList,
): MetadataUpdate {
  const asked = readHeaders(owner, headers);
  const replaces = owner === 'Object' && (how === 'put' || profile === 'openstack');
  // OpenStack's objects keep an empty value and do not know X-Remove.
  const keepsEmpty = owner === 'Object' && profile === 'openstack';
  const attributes = replaces ? new Map<string, string>() : new Map(before);
  for (const name of asked.removed) attributes.delete(name);
  for (const [name, value] of asked.set) {
    if (value === '' && !keepsEmpty) attributes.delete(name);
    else attributes.set(name, value);
  }
  const refusal = metadataProblem(owner, asked.set, attributes);
  return refusal === undefined ? { kind: 'updated', attributes } : { kind: 'refused', refusal };
}

/** Repeated headers are joined by a comma, blanks around values are not part of them. S-META-07. */
function readHeaders(owner: MetadataOwner, headers: HeaderList): Asked {
  const set = new Map<string, string>();
  const removed = new Set<string>();
  for (const [header, raw] of headers) {
    const found = readAttributeHeader(owner, header);
    if (!found) continue;
    const value = raw.replace(/^[ \t]+|[ \t]+$/g, '');
    const earlier = set.get(found.name);
    if (found.action === 'remove') removed.add(found.name);
    else set.set(found.name, earlier === undefined ? value : `${earlier},${value}`);
  }
  return { set, removed };
}
