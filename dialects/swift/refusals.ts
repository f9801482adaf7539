import { type Refusal, type Refusals, refusal } from '../core/refusal.ts';

const CLIENT_ERRORS: readonly number[] = Array.from({ length: 100 }, (_, index) => 400 + index);

/** The status is all a refusal has: no error code is documented, and the body is for people. S-GEN-17. */
function status(preferred: number, message: string, ...others: readonly number[]): Refusal {
  return refusal(preferred, '', message, { status: others });
}

/** The documentation says only that the request is refused. */
function anyClientError(preferred: number, message: string): Refusal {
  return status(preferred, message, ...CLIENT_ERRORS.filter((candidate) => candidate !== preferred));
}

const access: Refusals = {
  'access-denied': status(403, 'Access was denied to this resource.'),
  'anonymous-denied': status(401, 'This resource needs a token.'),
  /** Missing, malformed, unknown and expired tokens are all answered alike. S-GEN-04. */
  'invalid-token': status(401, 'The token is not valid.'),
  /** The token service: wrong key, unknown user, missing or malformed credentials. S-AUTH-06, -07. */
  'invalid-credentials': status(401, 'User or key are not valid.'),
};

const requests: Refusals = {
  'method-not-allowed': status(405, 'The method is not allowed for this resource.'),
  'invalid-argument': status(400, 'The request is not valid.'),
  /** A parameter that is not UTF-8. S-LISTCONT-20. */
  'undecodable-parameter': status(400, 'The parameter is not valid UTF-8.'),
  'limit-too-large': status(412, 'Maximum limit is 10000'),
  'not-acceptable': status(406, 'None of the formats is acceptable.'),
  'malformed-accept': status(400, 'The Accept header is not valid.'),
  /** S-GEN-14. */
  'undecodable-path': status(412, 'Invalid UTF8 or contains NULL'),
  /** S-GEN-15. */
  'bad-url': status(412, 'Bad URL'),
  'unsupported-version': status(400, 'This version of the API is not supported.'),
  /** A preflight that nothing allows. S-CORS-02. */
  'origin-not-allowed': status(401, 'The container does not let this origin in.'),
  'unknown-path': status(404, 'There is nothing here.'),
  /** The refusal may come from below the API. S-PUTOBJ-29. */
  'malformed-request': anyClientError(400, 'The request is not well-formed HTTP.'),
  'unsupported-transfer-encoding': status(400, 'The transfer encoding is not supported.', 501),
  'request-timeout': status(408, 'The body did not arrive in time.', 499),
  'service-unavailable': status(503, 'Please try again later.'),
  'internal-error': status(500, 'The server failed.'),
};

const bodies: Refusals = {
  'missing-content-length': status(411, 'Missing Content-Length header.'),
  /** The ETag of the request is not that of the body. S-PUTOBJ-09. */
  'bad-digest': status(422, 'The ETag is not the MD5 of the body.'),
  /** An ETag that is no MD5 differs from every MD5. S-PUTOBJ-26. */
  'invalid-digest': status(422, 'The ETag is not the MD5 of the body.'),
  'entity-too-large': status(413, 'The object is too large.'),
  /** S-PUTOBJ-31. */
  'incomplete-body': status(499, 'The body is shorter than announced.', 408, 400),
  'unexpected-body': status(400, 'This request has no body.'),
};

const containers: Refusals = {
  'missing-account': status(404, 'The account does not exist.'),
  'missing-bucket': status(404, 'The container does not exist.'),
  'bucket-not-empty': status(409, 'The container is not empty.'),
  'invalid-bucket-name': status(400, 'The container name is not valid.'),
  'unknown-storage-policy': status(400, 'There is no such storage policy.'),
  'policy-conflict': status(409, 'The container has another storage policy.'),
  'invalid-acl': status(400, 'The access control list is not valid.'),
};

const objects: Refusals = {
  'missing-key': status(404, 'The object does not exist.'),
  'key-too-long': status(400, 'The object name is too long.'),
  'invalid-range': status(416, 'The range cannot be satisfied.'),
  'precondition-failed': status(412, 'A condition does not hold.'),
  /** If-None-Match with anything but `*` on PUT. S-PUTOBJ-32. */
  'invalid-condition': status(400, 'If-None-Match takes * here.'),
  'metadata-too-large': status(400, 'The metadata is too large.'),
  'invalid-metadata': status(400, 'The metadata is not valid.'),
  /** S-COPY-02, -04. */
  'invalid-copy-source': status(412, 'X-Copy-From must be of the form <container>/<object>.'),
  'invalid-destination': status(412, 'Destination must be of the form <container>/<object>.'),
  'missing-copy-source': status(404, 'The source object does not exist.'),
  'missing-copy-source-bucket': status(404, 'The source container does not exist.'),
};

/** Every refusal by the name shared code uses. Codes are empty: the API has none. */
export const refusals: Refusals = { ...access, ...requests, ...bodies, ...containers, ...objects };
