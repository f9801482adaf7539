import type { HeaderList } from '../../dialects/core/headers.ts';
import type { Attributes } from '../../dialects/swift/metadata-limits.ts';
import { attributeHeader, type MetadataOwner } from '../../dialects/swift/metadata-names.ts';
import { updateMetadata } from '../../dialects/swift/metadata-update.ts';
import type { Profile } from '../../dialects/swift/profiles.ts';
import { refuse } from '../operations/refuse.ts';
import type { RequestView } from '../operations/request-view.ts';

/** No attributes. */
export const NO_ATTRIBUTES: Attributes = new Map();

/** What a request makes of the attributes of `owner`. @throws Refused invalid-metadata | metadata-too-large */
export function changedAttributes(
  owner: MetadataOwner,
  profile: Profile,
  how: 'put' | 'post',
  before: Attributes,
  request: RequestView,
): Attributes {
  const update = updateMetadata(owner, profile, how, before, request.headers);
  return update.kind === 'updated' ? update.attributes : refuse(update.refusal);
}

/** Attributes as headers. */
export function attributeHeaders(owner: MetadataOwner, attributes: Attributes): HeaderList {
  return [...attributes].map(([name, value]) => [attributeHeader(owner, name), value]);
}
