import { boolean, document, integer, many, one, optional, some, text } from '../../core/document.ts';
import { storageClass } from './leaves.ts';

/** Answer of Initiate Multipart Upload. T-INIT-02. */
export const initiateResult = document('InitiateMultipartUploadResult', [
  one('Bucket', text),
  one('Key', text),
  one('UploadId', text, { aliases: ['UploadID'] }),
]);

/** Body of Complete Multipart Upload. T-COMPL-07, -20. */
export const completeRequest = document('CompleteMultipartUpload', [
  some('Part', [one('PartNumber', integer(1, 10_000)), one('ETag', text)], { max: 10_000 }),
]);

/** Answer of Complete Multipart Upload. T-COMPL-02. */
export const completeResult = document('CompleteMultipartUploadResult', [
  one('Location', text),
  one('Bucket', text),
  one('Key', text),
  one('ETag', text),
]);

/** Answer of List Parts. T-LPARTS-02, -03, -09. The sample misspells `DisplayName`. */
export const listParts = document('ListPartsResult', [
  one('Bucket', text),
  optional('Encoding-type', text, { aliases: ['EncodingType', 'Encoding-Type'] }),
  one('Key', text),
  one('UploadId', text, { aliases: ['UploadID', 'uploadId'] }),
  one('Owner', [one('ID', text), one('DisplayName', text, { aliases: ['DisplyName'] })]),
  optional('PartNumberMarker', integer(0)),
  one('Initiator', [one('ID', text), one('DisplayName', text, { aliases: ['DisplyName'] })]),
  optional('StorageClass', storageClass),
  optional('NextPartNumberMarker', integer(0)),
  optional('MaxParts', integer(0)),
  one('IsTruncated', boolean),
  many('Part', [
    one('PartNumber', integer(1, 10_000)),
    one('LastModified', text),
    one('ETag', text),
    one('Size', integer(0)),
  ]),
]);

/**
 * Answer of List Multipart Uploads. T-LISTMPU-03, -08, -17. The table has `UploadID` and `CommonPrefixs`; the sample
 * names the people by `UIN` and `UID`.
 */
export const listUploads = document('ListMultipartUploadsResult', [
  one('Bucket', text),
  optional('Encoding-Type', text, { aliases: ['EncodingType', 'Encoding-type'] }),
  optional('KeyMarker', text),
  optional('UploadIdMarker', text),
  optional('NextKeyMarker', text),
  optional('NextUploadIdMarker', text),
  one('MaxUploads', integer(0)),
  one('IsTruncated', boolean),
  optional('Prefix', text),
  optional('Delimiter', text, { aliases: ['delimiter'] }),
  many('Upload', [
    one('Key', text),
    one('UploadId', text, { aliases: ['UploadID'] }),
    one('StorageClass', storageClass),
    one('Initiator', [optional('ID', text, { aliases: ['UIN'] }), optional('DisplayName', text)]),
    one('Owner', [optional('ID', text, { aliases: ['UID'] }), optional('DisplayName', text)]),
    one('Initiated', text),
  ]),
  many('CommonPrefixes', [one('Prefix', text)], { aliases: ['CommonPrefixs'] }),
]);
