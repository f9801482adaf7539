import { type Refusal, type Refusals, refusal } from '../core/refusal.ts';

const CLIENT_ERRORS: readonly number[] = Array.from({ length: 100 }, (_, index) => 400 + index);

/** The documentation names a status and no code: every code is allowed. */
function anyCode(preferred: Refusal): Refusal {
  return { ...preferred, accepts: { status: preferred.accepts.status, codes: [] } };
}

/** The documentation says only that the request is refused: every 4xx with every code is allowed. */
function anyClientError(status: number, code: string, message: string): Refusal {
  const others = CLIENT_ERRORS.filter((candidate) => candidate !== status);
  return anyCode(refusal(status, code, message, { status: others }));
}

const access: Refusals = {
  'access-denied': refusal(403, 'AccessDenied', 'Access Denied.'),
  'anonymous-denied': refusal(403, 'AccessDenied', 'Access Denied.'),
  'anonymous-override': anyClientError(400, 'InvalidRequest', 'Response overrides need a signed request.'),
  'signature-mismatch': refusal(403, 'SignatureDoesNotMatch', 'The Signature you specified is invalid.'),
  /** Wrong and malformed at once (T-AUTH-29, -45, -57): the code of either is right. */
  'malformed-or-mismatch': refusal(403, 'SignatureDoesNotMatch', 'The Signature you specified is invalid.', {
    codes: ['InvalidSecurity', 'AccessDenied'],
  }),
  'unknown-key': refusal(
    403,
    'InvalidAccessKeyId',
    'The Access Key Id you provided does not exist in our records.',
  ),
  'expired-signature': refusal(403, 'AccessDenied', 'Request has expired', {
    codes: ['RequestTimeTooSkewed', 'ExpiredToken'],
  }),
  /** T-AUTH-33 names no code. */
  'not-yet-valid-signature': anyCode(refusal(403, 'AccessDenied', 'Request has expired')),
  'malformed-authorization': refusal(403, 'InvalidSecurity', 'The signature string is malformed.', {
    codes: ['AccessDenied'],
  }),
  /** T-AUTH-19: a missing q- item is refused with any 4xx. */
  'incomplete-authorization': anyClientError(403, 'InvalidSecurity', 'The signature string is incomplete.'),
  /** T-AUTH-18: 403, 400 tolerated, no code named. */
  'unsupported-algorithm': anyCode(
    refusal(403, 'InvalidSecurity', 'The signature algorithm is not supported.', { status: [400] }),
  ),
  'invalid-token': refusal(403, 'ExpiredToken', 'The security token is invalid or has expired.', {
    codes: ['InvalidAccessKeyId', 'AccessDenied'],
  }),
};

const requests: Refusals = {
  'method-not-allowed': refusal(
    405,
    'MethodNotAllowed',
    'The specified method is not allowed against this resource.',
    { status: [501], codes: ['NotImplemented'] },
  ),
  'not-implemented': refusal(501, 'NotImplemented', 'A header you provided implies a missing function.'),
  'invalid-argument': refusal(400, 'InvalidArgument', 'Invalid argument.'),
  'invalid-delimiter': refusal(400, 'InvalidDelimiter', 'The delimiter must be a single character.'),
  /** The error table explains InvalidArgument, too, as an invalid URI. */
  'invalid-uri': refusal(400, 'InvalidURI', 'The URI could not be parsed.', { codes: ['InvalidArgument'] }),
  'key-too-long': refusal(400, 'InvalidURI', 'The key is longer than 850 bytes.', { codes: ['KeyTooLong'] }),
  'metadata-too-large': refusal(400, 'MetadataTooLarge', 'The user metadata exceeds 2 KB.', {
    codes: ['MatadataTooLarge', 'KeyTooLong'],
  }),
  'metadata-entry-too-long': refusal(400, 'KeyTooLong', 'A metadata entry reaches 4 KB.', {
    codes: ['MetadataTooLarge', 'MatadataTooLarge'],
  }),
  'missing-content-length': refusal(411, 'MissingContentLength', 'Content-Length is required.'),
  /** T-ADDR-03: the refusal may come from below the API, which has no error document. */
  'missing-host': anyCode(refusal(400, 'MissingHost', 'The Host header is missing.')),
  'missing-appid': refusal(400, 'MissingAppid', 'The host names no APPID.', {
    status: [404],
    codes: ['InvalidBucketName', 'NoSuchBucket'],
  }),
  /** T-ERR-29 asks for a 4xx, nothing more. */
  'malformed-request': anyClientError(400, 'InvalidArgument', 'The request is not well-formed HTTP.'),
  'invalid-traffic-limit': anyCode(refusal(400, 'InvalidArgument', 'x-cos-traffic-limit is out of range.')),
  'request-timeout': refusal(400, 'RequestTimeOut', 'The request body did not arrive in time.'),
  'internal-error': refusal(500, 'InternalError', 'We encountered an internal error.'),
  'service-unavailable': refusal(503, 'ServiceUnavailable', 'Please try again later.'),
  'slow-down': refusal(503, 'SlowDown', 'Please reduce your request rate.'),
};

const bodies: Refusals = {
  'missing-digest': refusal(400, 'MissingContentMD5', 'Content-MD5 is required.', {
    codes: ['InvalidRequest', 'MissingSecurityHeader'],
  }),
  'invalid-digest': refusal(400, 'InvalidDigest', 'The Content-MD5 you specified is not valid.'),
  'bad-digest': refusal(
    400,
    'InvalidDigest',
    'The Content-MD5 you specified did not match what we received.',
    {
      codes: ['BadDigest'],
    },
  ),
  /** T-PUTOBJ-30 names no code; the table has three that fit. */
  'bad-sha1': anyCode(
    refusal(400, 'InvalidSHA1Digest', 'x-cos-content-sha1 did not match what we received.'),
  ),
  'incomplete-body': refusal(400, 'IncompleteBody', 'The body is shorter than Content-Length.', {
    codes: ['ImcompleteBody'],
  }),
  'entity-too-large': refusal(
    400,
    'EntityTooLarge',
    'Your proposed upload exceeds the maximum allowed object size.',
  ),
  'entity-too-small': refusal(
    400,
    'EntityTooSmall',
    'Your proposed upload is smaller than the minimum allowed object size.',
  ),
  'malformed-xml': refusal(400, 'MalformedXML', 'The XML you provided is not well-formed or not valid.'),
  /** Well-formed XML whose content the documentation forbids; where a claim names a code it has its own name. */
  'invalid-element': anyCode(refusal(400, 'MalformedXML', 'An element has a value that is not allowed.')),
  'too-many-grants': anyCode(refusal(400, 'InvalidArgument', 'An access control list holds 100 grants.')),
  'too-many-rules': anyCode(refusal(400, 'MalformedXML', 'The configuration has too many rules.')),
  'missing-body': refusal(400, 'MissingRequestBodyError', 'Request body is empty.', {
    codes: ['MalformedXML'],
  }),
  'body-too-large': refusal(400, 'MaxMessageLengthExceeded', 'Your request was too big.', {
    codes: ['XMLSizeLimit'],
  }),
};

const buckets: Refusals = {
  'missing-bucket': refusal(404, 'NoSuchBucket', 'The specified bucket does not exist.'),
  'bucket-exists': refusal(409, 'BucketAlreadyExists', 'The bucket name is already in use.', {
    codes: ['BucketAlreadyOwnedByYou'],
  }),
  'bucket-owned': refusal(409, 'BucketAlreadyOwnedByYou', 'You already own this bucket.'),
  'bucket-not-empty': refusal(409, 'BucketNotEmpty', 'The bucket you tried to delete is not empty.'),
  'too-many-buckets': refusal(400, 'TooManyBuckets', 'You have reached the limit of buckets.', {
    codes: ['TooManyBucket'],
  }),
  'invalid-bucket-name': anyClientError(400, 'InvalidBucketName', 'The specified bucket is not valid.'),
  'invalid-bucket-state': refusal(
    409,
    'InvalidBucketState',
    'The bucket is not in a state for this request.',
  ),
  'invalid-acl': refusal(400, 'InvalidArgument', 'The ACL is not valid.'),
  'acl-conflict': refusal(400, 'InvalidRequest', 'header acl and body acl conflict'),
  'bucket-acl-conflict': anyClientError(400, 'InvalidRequest', 'header acl and body acl conflict'),
  'no-cors': refusal(404, 'NoSuchCORSConfiguration', 'The CORS configuration does not exist.'),
  'no-lifecycle': refusal(404, 'NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist.'),
  'duplicate-rule-id': refusal(
    400,
    'InvalidArgument',
    'Rule ID must be unique. Found same ID for more than one rule',
  ),
  'conflicting-rules': refusal(400, 'InvalidRequest', 'Conflict lifecycle rule'),
  /** The base document: 403 without a code. */
  'no-cors-for-preflight': anyCode(refusal(403, 'AccessForbidden', 'CORS is not enabled for this bucket.')),
  /** A bucket that does not exist has no CORS configuration either: 404 and 403 are both documented. */
  'missing-bucket-for-preflight': refusal(404, 'NoSuchBucket', 'The specified bucket does not exist.', {
    status: [403],
    codes: ['AccessForbidden', 'AccessDenied'],
  }),
  'cors-forbidden': refusal(403, 'AccessForbidden', 'This CORS request is not allowed.'),
  /** T-OPT-03 and -04 ask for a 4xx. */
  'incomplete-preflight': anyClientError(400, 'InvalidArgument', 'The preflight lacks a required header.'),
  'invalid-tag': refusal(400, 'InvalidTag', 'The tag is not valid.'),
  'too-many-tags': anyCode(refusal(400, 'BadRequest', 'There are too many tags.')),
  'no-tags': refusal(404, 'NoSuchTagSet', 'The tag set does not exist.'),
  'no-website': refusal(404, 'NoSuchWebsiteConfiguration', 'The website configuration does not exist.'),
  'no-policy': refusal(404, 'NoSuchBucketPolicy', 'The bucket policy does not exist.', {
    codes: ['NoSuchPolicy', 'NoSuchPolicyVersion'],
  }),
  'malformed-policy': anyCode(refusal(400, 'MalformedPolicy', 'The policy is not valid.')),
  'no-referer': refusal(404, 'NoSuchRefererConfiguration', 'The referer configuration does not exist.'),
  'no-encryption': refusal(
    404,
    'NoSuchEncryptionConfiguration',
    'The encryption configuration does not exist.',
  ),
  /** T-BCFG-09 names no code. */
  'no-replication': anyCode(
    refusal(404, 'ReplicationConfigurationnotFoundError', 'The replication configuration was not found.'),
  ),
  'no-inventory': refusal(
    404,
    'InventoryConfigurationNotFoundError',
    'The inventory configuration was not found.',
  ),
};

const objects: Refusals = {
  'missing-key': refusal(404, 'NoSuchKey', 'The specified key does not exist.'),
  'missing-version': refusal(404, 'NoSuchVersion', 'The specified version does not exist.', {
    status: [400],
  }),
  'invalid-storage-class': refusal(400, 'NotSupportedStorageClass', 'The storage class is not supported.', {
    codes: ['InvalidArgument'],
  }),
  'invalid-range': refusal(416, 'InvalidRange', 'The requested range cannot be satisfied.'),
  'precondition-failed': refusal(412, 'PreconditionFailed', 'Precondition not match.'),
  archived: refusal(403, 'InvalidObjectState', 'The operation is not valid for the object storage class.'),
  'not-archived': refusal(405, 'RestoreNonArchiveObject', 'The object is not archived.'),
  'restore-in-progress': refusal(409, 'RestoreAlreadyInProgress', 'The object is being restored already.'),
  'not-appendable': refusal(409, 'ObjectNotAppendable', 'The object is not appendable.', { status: [400] }),
  'append-position': refusal(409, 'AppendPositionErr', 'The position is not the length of the object.', {
    status: [400],
  }),
  'missing-copy-source': refusal(404, 'NoSuchKey', 'The source object does not exist.', {
    codes: ['NoSuchCopySource'],
  }),
  /** T-COPY-24 and T-PCOPY-10 name no code. */
  'missing-copy-source-bucket': anyCode(refusal(404, 'NoSuchBucket', 'The source bucket does not exist.')),
  'invalid-copy-source': refusal(400, 'InvalidCopySource', 'x-cos-copy-source is not valid.', {
    codes: ['InvalidArgument'],
  }),
  /** T-COPY-26 asks for a refusal. */
  'copy-source-too-large': anyClientError(400, 'EntityTooLarge', 'The source exceeds 5 GB.'),
  /** T-PCOPY-12 names no code. */
  'delete-marker-source': anyCode(refusal(400, 'InvalidRequest', 'The source version is a delete marker.')),
  'copy-to-itself': anyClientError(400, 'InvalidRequest', 'Copying an object onto itself must change it.'),
  'conflicting-conditions': anyClientError(
    400,
    'InvalidArgument',
    'These copy conditions exclude each other.',
  ),
  'invalid-directive': refusal(400, 'InvalidArgument', 'x-cos-metadata-directive is not valid.'),
};

const uploads: Refusals = {
  'missing-upload': refusal(404, 'NoSuchUpload', 'The specified multipart upload does not exist.'),
  'invalid-part': refusal(400, 'InvalidPart', 'A listed part is missing or differs.'),
  'invalid-part-order': refusal(400, 'InvalidPartOrder', 'The parts are not in ascending order.'),
  'duplicate-part': refusal(400, 'InvalidPartOrder', 'A part is listed twice.', { codes: ['InvalidPart'] }),
  'invalid-part-number': refusal(400, 'InvalidArgument', 'Part number must be between 1 and 10000.', {
    codes: ['InvalidPart'],
  }),
  /** T-PART-15 names no code. */
  'missing-part-number': anyCode(refusal(400, 'InvalidArgument', 'partNumber is required.')),
  /** T-PCOPY-05 names no code. */
  'invalid-copy-range': anyCode(refusal(400, 'InvalidArgument', 'x-cos-copy-source-range is not valid.')),
  'copy-range-not-satisfiable': anyCode(
    refusal(416, 'InvalidRange', 'The range lies outside the source.', { status: [400] }),
  ),
};

const forms: Refusals = {
  'form-not-multipart': refusal(400, 'RequestIsNotMultiPartContent', 'The Content-Type is not multipart.', {
    codes: ['MalformedPOSTRequest'],
  }),
  'form-malformed': refusal(400, 'MalformedPOSTRequest', 'The body is not well-formed multipart/form-data.'),
  'form-missing-key': refusal(400, 'UserKeyMustBeSpecified', 'The form has no key field.', {
    codes: ['InvalidArgument'],
  }),
  'form-file-count': refusal(
    400,
    'IncorrectNumberOfFilesInPostRequest',
    'The form must hold exactly one file.',
  ),
  'form-preamble-too-long': refusal(
    400,
    'MaxPostPreDataLengthExceededError',
    'The fields before the file are too long.',
  ),
  /** T-POST-36 names no code. */
  'form-signature-mismatch': anyCode(
    refusal(403, 'SignatureDoesNotMatch', 'The Signature you specified is invalid.'),
  ),
  'policy-invalid': refusal(400, 'InvalidPolicyDocument', 'The policy document is not valid.', {
    status: [403],
    codes: ['InvalidPolicyDocunment', 'AccessDenied'],
  }),
  'policy-expired': refusal(403, 'AccessDenied', 'The policy has expired.'),
  'policy-condition': refusal(403, 'AccessDenied', 'A condition of the policy does not hold.'),
  'policy-length': refusal(403, 'AccessDenied', 'The file size is outside content-length-range.', {
    status: [400],
    codes: ['EntityTooLarge', 'EntityTooSmall'],
  }),
};

/**
 * Every refusal by the name shared code uses. `accepts` is what the claims tolerate: an empty list of codes means that
 * the documentation names no code for that refusal.
 */
export const refusals: Refusals = {
  ...access,
  ...requests,
  ...bodies,
  ...buckets,
  ...objects,
  ...uploads,
  ...forms,
};
