/** What has metadata. */
export type MetadataOwner = 'Account' | 'Container' | 'Object';

/** Header that sets an attribute. */
export function attributeHeader(owner: MetadataOwner, name: string): string {
  return `X-${owner}-Meta-${name}`;
}

/** Header that removes an attribute, whatever its value. S-POSTCONT-12, S-POSTOBJ-12, S-POSTACCT-11. */
export function removeAttributeHeader(owner: MetadataOwner, name: string): string {
  return `X-Remove-${owner}-Meta-${name}`;
}

/**
 * The name of an attribute as it is returned: every word between hyphens with one capital, underscores as hyphens.
 * S-META-06.
 */
export function attributeName(name: string): string {
  return name
    .replaceAll('_', '-')
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase())
    .join('-');
}

/** What a header of a request does to the attributes of `owner`; undefined when it has nothing to do with them. */
export function readAttributeHeader(
  owner: MetadataOwner,
  header: string,
): { readonly action: 'set' | 'remove'; readonly name: string } | undefined {
  const folded = header.toLowerCase().replaceAll('_', '-');
  for (const [action, prefix] of [
    ['set', attributeHeader(owner, '')],
    ['remove', removeAttributeHeader(owner, '')],
  ] as const) {
    if (folded.startsWith(prefix.toLowerCase()))
      return { action, name: attributeName(header.slice(prefix.length)) };
  }
  return undefined;
}
