import { boolean, document, integer, many, one, optional, text } from '../../core/document.ts';
import { storageClass, utcTime } from './leaves.ts';

/** Spellings of the element that names the encoding; three chapters have three. */
export const ENCODING_SPELLINGS = ['EncodingType', 'Encoding-Type', 'Encoding-type'] as const;

const owner = one('Owner', [one('ID', text), optional('DisplayName', text)]);

/** Answer of GET Bucket. T-LIST-01 to -09, -12, -39. */
export const listBucket = document('ListBucketResult', [
  one('Name', text),
  optional('EncodingType', text, { aliases: ENCODING_SPELLINGS.slice(1) }),
  optional('Prefix', text),
  optional('Marker', text),
  one('MaxKeys', integer(0)),
  optional('Delimiter', text, { aliases: ['delimiter'] }),
  one('IsTruncated', boolean),
  optional('NextMarker', text),
  many('Contents', [
    one('Key', text),
    one('LastModified', utcTime),
    one('ETag', text),
    one('Size', integer(0)),
    owner,
    one('StorageClass', storageClass),
  ]),
  many('CommonPrefixes', [one('Prefix', text)], { aliases: ['CommonPrefixs'] }),
]);

/** Answer of GET Bucket Object Versions. T-VER-08. */
export const listVersions = document('ListVersionsResult', [
  one('Name', text),
  optional('EncodingType', text, { aliases: ENCODING_SPELLINGS.slice(1) }),
  optional('Prefix', text),
  optional('KeyMarker', text),
  optional('VersionIdMarker', text),
  optional('MaxKeys', integer(0)),
  optional('Delimiter', text),
  one('IsTruncated', boolean),
  optional('NextKeyMarker', text),
  optional('NextVersionIdMarker', text),
  many('CommonPrefixes', [one('Prefix', text)]),
  many('Version', [
    one('Key', text),
    one('VersionId', text),
    one('IsLatest', boolean),
    one('LastModified', utcTime),
    one('ETag', text),
    one('Size', integer(0)),
    one('StorageClass', storageClass),
    owner,
  ]),
  many('DeleteMarker', [
    one('Key', text),
    one('VersionId', text),
    one('IsLatest', boolean),
    one('LastModified', utcTime),
    owner,
  ]),
]);
