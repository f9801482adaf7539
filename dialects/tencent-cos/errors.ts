/** A row of the error-code table: the code as services emit it, how the base document prints it, and when it is used. */
export interface ErrorCode {
  readonly code: string;
  /** Other spellings in the base document, where it prints the code wrongly. */
  readonly printed: readonly string[];
  /** Statuses of the base document's table; empty where it gives none. */
  readonly status: readonly number[];
  readonly when: string;
}

function row(
  code: string,
  status: number | readonly number[],
  when: string,
  printed: readonly string[] = [],
): ErrorCode {
  return { code, printed, status: typeof status === 'number' ? [status] : status, when };
}

/**
 * Error codes of chapter Error Codes, repaired where the print is damaged or misspelt. Rows that stand twice in the
 * table stand once here, with both statuses. READINGS.md, `error-table`.
 */
export const errorCodes: readonly ErrorCode[] = [
  row('PermanentRedirect', 301, 'the resource has moved for good'),
  row('TemporaryRedirect', [302, 307], 'the resource has moved for a while, or its name is being updated'),
  row('Redirect', 307, 'temporary redirection'),
  row('BadDigest', 400, 'the SHA-1 sent is not that of the content received'),
  row('EntityTooSmall', 400, 'the upload is below the least size, typically a part'),
  row('EntityTooLarge', 400, 'the upload is above the greatest size'),
  row('IncompleteBody', 400, 'the body is not as long as Content-Length says', ['ImcompleteBody']),
  row('IncorrectNumberOfFilesInPostRequest', 400, 'a form holds other than one file'),
  row('InlineDataTooLarge', 400, 'inline data is above the greatest size'),
  row('InvalidArgument', 400, 'the URI or a parameter is not valid'),
  row('InvalidBucketName', 400, 'the bucket name is not valid'),
  row('InvalidDigest', 400, 'the digest sent is not valid, or in some chapters not that of the body'),
  row('InvalidPart', 400, 'a part is missing or its number is not valid'),
  row('InvalidPolicyDocument', 400, 'the policy of a form is not valid', ['InvalidPolicyDocunment']),
  row('InvalidURI', 400, 'the URI is not valid, or the key is longer than 850'),
  row('KeyTooLong', 400, 'the path or a metadata entry is too long'),
  row('MalformedACLError', 400, 'an access control list is not well-formed XML'),
  row('MalformedPOSTRequest', 400, 'the body of a form upload is not valid'),
  row('MalformedXML', 400, 'an XML body is not well-formed or not as documented', ['MalformedXM']),
  row('MaxMessageLengthExceeded', 400, 'the request is too long'),
  row('MaxPostPreDataLengthExceededError', 400, 'what precedes the file of a form is too long'),
  row('MetadataTooLarge', 400, 'the metadata is above the greatest size', ['MatadataTooLarge']),
  row('MissingRequestBodyError', 400, 'the request has no body'),
  row('MissingSecurityHeader', 400, 'a required header is missing', ['Missing Security Header']),
  row('MissingContentMD5', 400, 'Content-MD5 is missing'),
  row('MissingAppid', 400, 'the host names no APPID', ['Missing Appid']),
  row('MissingHost', 400, 'the Host header is missing'),
  row('RequestIsNotMultiPartContent', 400, 'the Content-Type of a form upload is not multipart', [
    'Requestls Not MultiPart Content',
  ]),
  row('RequestTimeOut', 400, 'the body did not arrive in time'),
  row('TooManyBuckets', 400, 'the account has 200 buckets already', ['TooManyBucket']),
  row('UnexpectedContent', 400, 'the request must not have this content'),
  row('UnresolvableGrantByUID', 400, 'a grant names a UID that does not exist', [
    'Unresolvable Grant By UID',
  ]),
  row('UserKeyMustBeSpecified', 400, 'a form upload names no key'),
  row('InvalidSHA1Digest', 400, 'the SHA-1 of the content is not valid'),
  row('InvalidPartOrder', 400, 'the listed parts are not in order'),
  row('ObjectNotAppendable', 400, 'the object is not appendable'),
  row('AppendPositionErr', 400, 'the position is not the length of the object'),
  row('NoSuchVersion', 400, 'the version does not exist'),
  row('NoLifecycle', 400, 'the bucket has no lifecycle configuration'),
  row('MultiBucketNotSupport', 400, 'replication names more than one target'),
  row('NotSupportedStorageClass', 400, 'the storage class is not valid'),
  row('AccessDenied', 403, 'the signature or the permission does not suffice'),
  row('AccountProblem', 403, 'the account forbids the operation'),
  row('InvalidAccessKeyId', 403, 'the SecretId does not exist', ['InvaildAccessKeyId', 'InvaildAccessKeyld']),
  row('InvalidObjectState', 403, 'the request does not suit the state of the object'),
  row('InvalidSecurity', 403, 'the authorization string is not valid'),
  row('RequestTimeTooSkewed', 403, 'the request lies outside the time of its signature'),
  row('SignatureDoesNotMatch', 403, 'the signature is wrong'),
  row('ExpiredToken', 403, 'the signature has expired'),
  row('NoSuchBucket', 404, 'the bucket, or its policy, does not exist'),
  row('NoSuchUpload', [404, 400], 'the multipart upload does not exist'),
  row('MethodNotAllowed', 405, 'the resource does not support the method'),
  row('BucketAlreadyExists', 409, 'the bucket name is in use'),
  row('BucketNotEmpty', 409, 'the bucket holds objects or unfinished uploads'),
  row('InvalidBucketState', 409, 'the request does not suit the state of the bucket'),
  row('actionAborted', 409, 'the resource does not support the operation'),
  row('MissingContentLength', 411, 'Content-Length is missing'),
  row('PreconditionFailed', [412, 400], 'a precondition does not hold'),
  row('InvalidRange', 416, 'the range cannot be satisfied', ['Invalid Range']),
  row('InternalError', 500, 'the server failed'),
  row('NotImplemented', 501, 'a header asks for something that is not implemented'),
  row('ServiceUnavailable', 503, 'the server cannot answer now'),
  row('SlowDown', 503, 'requests come too fast'),
  row('InvalidAddressingHeader', [], 'anonymous access is required', ['InvaildAddressingHeader']),
];
