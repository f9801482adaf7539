import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Fault } from '../../reference-server/faults/fault.ts';
import { faultCatalogues, plantedCatalogues } from '../../reference-server/index.ts';

/** Faults of the catalogue that the fuzzer has to find besides those made for it: some of every area it reaches. */
const FROM_CATALOGUE: readonly string[] = [
  'any-signature-accepted',
  'expiry-not-checked',
  'unknown-key-is-anonymous',
  'truncated-signature-accepted',
  'method-not-signed',
  'parameters-signed-in-lower-case',
  'deletion-answers-200',
  'missing-key-as-403',
  'malformed-xml-as-500',
  'error-without-request-id',
  'errors-as-html',
  'error-markup-not-escaped',
  'head-errors-with-body',
  'no-request-id',
  'date-in-iso-form',
  'head-without-length',
  'etag-not-quoted-on-reading',
  'etag-in-upper-case',
  'range-end-exclusive',
  'suffix-taken-as-first-bytes',
  'content-range-total-of-part',
  'range-beyond-end-refused',
  'if-match-ignored',
  'if-none-match-ignored',
  'failed-condition-as-304',
  'not-modified-with-body',
  'listed-in-utf16-order',
  'prefix-without-case',
  'marker-inclusive',
  'max-keys-one-more',
  'encoding-type-ignored',
  'groups-not-counted',
  'part-etags-not-checked',
  'upload-id-of-any-key',
  'part-number-zero-accepted',
  'directive-ignored',
  'copy-if-match-ignored',
  'acl-shows-owner-only',
  'acl-headers-beside-body-ignored',
  'cors-rules-ids-lost',
  'cors-max-age-not-shown',
  'lifecycle-status-unchecked',
  'content-md5-not-checked',
  'missing-md5-accepted',
  'slashes-collapsed',
  'plus-always-a-space',
  'keys-decoded-twice',
  'two-roots-accepted',
  'xml-with-doctype-accepted',
  'broken-xml-repaired',
  'unknown-elements-fail',
  'quiet-ignored',
];

/** The faults that the fuzzer is tried on: those made for it, then those of the catalogue. */
export function plantedFaults({ name }: Dialect): Fault[] {
  const catalogue = faultCatalogues[name] ?? [];
  return [
    ...(plantedCatalogues[name] ?? []),
    ...FROM_CATALOGUE.flatMap((id) => catalogue.find((fault) => fault.id === id) ?? []),
  ];
}
