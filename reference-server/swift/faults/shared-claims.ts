/**
 * Which claims each shared fault violates. One that is not listed means nothing in this dialect, or its documents are
 * silent about it.
 */
export const sharedClaims: Readonly<Record<string, readonly string[]>> = {
  'signatures-not-known': ['S-GEN-03', 'S-AUTH-18'],
  ...statuses(),
  ...headers(),
  ...reading(),
  ...listing(),
  ...writing(),
  ...keys(),
  ...removing(),
  ...access(),
  ...copies(),
};

function statuses(): Record<string, readonly string[]> {
  return {
    'deletion-answers-200': ['S-DELOBJ-06'],
    'upload-answers-204': ['S-PUTOBJ-22'],
    'bucket-deletion-answers-200': ['S-DELCONT-05'],
    'forbidden-hidden-as-404': ['S-GEN-05', 'S-GEN-04'],
    'denied-as-401': ['S-GEN-05'],
    'missing-key-as-403': ['S-GETOBJ-33'],
    'failed-condition-as-409': ['S-GETOBJ-21'],
    'missing-length-as-400': ['S-PUTOBJ-23'],
    'wrong-method-as-400': ['S-GEN-13'],
    'unsatisfiable-as-400': ['S-GETOBJ-37'],
    'head-errors-with-body': ['S-GEN-17'],
    'errors-lose-common-headers': ['S-GEN-11'],
  };
}

function headers(): Record<string, readonly string[]> {
  return {
    'no-request-id': ['S-GEN-11'],
    'successes-without-request-id': ['S-GEN-11'],
    'last-modified-missing': ['S-GETOBJ-25'],
    'last-modified-in-iso-form': ['S-GETOBJ-25', 'S-GETOBJ-51'],
    'accept-ranges-missing': ['S-GETOBJ-50'],
    'accept-ranges-none': ['S-GETOBJ-50'],
    'head-without-length': ['S-HEADOBJ-10'],
    'head-length-zero': ['S-HEADOBJ-10'],
    'head-without-type': ['S-HEADOBJ-10'],
    'continue-refused': ['S-PUTOBJ-14', 'S-PUTOBJ-15'],
    'etag-in-upper-case': ['S-GETOBJ-32', 'S-GETOBJ-26', 'S-PUTOBJ-19'],
    'etag-not-md5': ['S-GETOBJ-26', 'S-PUTOBJ-19'],
    'etag-of-response-only': ['S-GETOBJ-26'],
    'upload-without-etag': ['S-PUTOBJ-19'],
    'object-without-etag': ['S-GETOBJ-26'],
  };
}

function reading(): Record<string, readonly string[]> {
  return {
    'range-end-exclusive': ['S-GETOBJ-16', 'S-GETOBJ-34'],
    'range-one-byte-more': ['S-GETOBJ-16', 'S-GETOBJ-34'],
    'range-start-off-by-one': ['S-GETOBJ-16', 'S-GETOBJ-34'],
    'ranges-ignored': ['S-GETOBJ-16', 'S-GETOBJ-19'],
    'range-answers-200': ['S-GETOBJ-19', 'S-GETOBJ-34'],
    'content-range-missing': ['S-GETOBJ-34'],
    'content-range-without-total': ['S-GETOBJ-34'],
    'content-range-total-of-part': ['S-GETOBJ-34'],
    'content-range-unit-missing': ['S-GETOBJ-34'],
    'suffix-taken-as-first-bytes': ['S-GETOBJ-35'],
    'suffix-taken-as-end': ['S-GETOBJ-35'],
    'suffix-ignored': ['S-GETOBJ-35'],
    'long-suffix-unsatisfiable': ['S-GETOBJ-35'],
    'open-range-ignored': ['S-GETOBJ-36'],
    'open-range-one-byte': ['S-GETOBJ-36', 'S-GETOBJ-16', 'S-GETOBJ-34'],
    'range-beyond-end-refused': ['S-GETOBJ-36'],
    'unsatisfiable-answers-whole': ['S-GETOBJ-37'],
    'range-at-end-answers-last-byte': ['S-GETOBJ-37'],
    'broken-range-refused-400': ['S-GETOBJ-38'],
    'head-refuses-ranges': ['S-HEADOBJ-12'],
    'large-ranges-cut': ['S-GETOBJ-16'],
    'range-content-type-lost': ['S-GETOBJ-27', 'S-GETOBJ-39', 'S-GETOBJ-40'],
    'if-match-ignored': ['S-GETOBJ-21'],
    'if-none-match-ignored': ['S-GETOBJ-22'],
    'if-modified-since-ignored': ['S-GETOBJ-23'],
    'if-unmodified-since-ignored': ['S-GETOBJ-24'],
    'conditions-ignored-on-head': ['S-HEADOBJ-11'],
    'not-modified-as-412': ['S-GETOBJ-22'],
    'not-modified-since-as-412': ['S-GETOBJ-23'],
    'failed-condition-as-304': ['S-GETOBJ-21', 'S-GETOBJ-24'],
    'if-match-wants-quotes': ['S-GETOBJ-44'],
    'if-match-wants-no-quotes': ['S-GETOBJ-44'],
    'if-none-match-wants-no-quotes': ['S-GETOBJ-44'],
    'modified-since-needs-difference-only': ['S-GETOBJ-23'],
    'broken-date-refused': ['S-GETOBJ-48'],
    'not-modified-without-etag': ['S-GETOBJ-46'],
    'last-modified-is-now': ['S-GETOBJ-25', 'S-GETOBJ-51'],
  };
}

function listing(): Record<string, readonly string[]> {
  return {
    'listed-in-utf16-order': ['S-LISTOBJ-06'],
    'listed-without-case': ['S-LISTOBJ-06'],
    'listed-newest-first': ['S-LISTOBJ-06'],
    'prefix-ignored': ['S-LISTOBJ-10'],
    'prefix-found-anywhere': ['S-LISTOBJ-10'],
    'prefix-without-case': ['S-LISTOBJ-10'],
    'key-equal-to-prefix-missing': ['S-LISTOBJ-10'],
    'delimiter-ignored': ['S-LISTOBJ-11', 'S-LISTOBJ-20'],
    'delimiter-always-slash': ['S-LISTOBJ-11', 'S-LISTOBJ-20'],
    'delimiter-of-whole-key': ['S-LISTOBJ-11', 'S-LISTOBJ-20'],
    'grouped-keys-listed-too': ['S-LISTOBJ-11', 'S-LISTOBJ-20'],
    'groups-without-delimiter': ['S-LISTOBJ-20'],
    'groups-repeated-per-key': ['S-LISTOBJ-20'],
    'groups-not-counted': ['S-LISTOBJ-07', 'S-LISTOBJ-11', 'S-LISTOBJ-20'],
    'groups-missing-behind-keys': ['S-LISTOBJ-20'],
    'marker-inclusive': ['S-LISTOBJ-08'],
    'marker-has-to-exist': ['S-LISTOBJ-08'],
    'unknown-marker-ignored': ['S-LISTOBJ-08'],
    'empty-objects-not-listed': ['S-LISTOBJ-01', 'S-LISTOBJ-10', 'S-LISTOBJ-11'],
  };
}

function writing(): Record<string, readonly string[]> {
  return {
    'metadata-lost': ['S-PUTOBJ-10', 'S-GETOBJ-30'],
    'metadata-only-first': ['S-PUTOBJ-10', 'S-GETOBJ-30'],
    'metadata-values-in-lower-case': ['S-META-07'],
    'metadata-blanks-folded': ['S-META-07'],
    'metadata-over-1k-dropped': ['S-META-04'],
    'metadata-cut': ['S-META-02'],
    'metadata-of-former-object': ['S-PUTOBJ-27'],
    'metadata-not-on-get': ['S-GETOBJ-30'],
    'metadata-not-on-head': ['S-HEADOBJ-10'],
    'content-disposition-lost': ['S-GETOBJ-52'],
    'content-encoding-lost': ['S-GETOBJ-52'],
    'content-type-lost': ['S-PUTOBJ-03', 'S-GETOBJ-27'],
    'charset-added': ['S-GETOBJ-27'],
    'type-parameters-dropped': ['S-GETOBJ-27'],
    'default-type-missing': ['S-PUTOBJ-05'],
    'cut-body-stored': ['S-PUTOBJ-31'],
    'cut-body-visible': ['S-PUTOBJ-31'],
    'line-ends-changed': ['S-GETOBJ-01', 'S-PUTOBJ-01'],
    'bytes-read-as-text': ['S-GETOBJ-01', 'S-PUTOBJ-01'],
    'zero-byte-lost': ['S-GETOBJ-01', 'S-PUTOBJ-01'],
    'body-over-64k-lost': ['S-GETOBJ-01', 'S-PUTOBJ-01'],
    'empty-objects-refused': ['S-PUTOBJ-39'],
    'chunked-refused': ['S-PUTOBJ-07'],
    'missing-length-is-empty': ['S-PUTOBJ-23'],
    'uploads-bounded-to-1m': ['S-PUTOBJ-01'],
    'overwriting-refused': ['S-PUTOBJ-01'],
    'overwriting-ignored': ['S-PUTOBJ-01'],
    'reads-from-stale-cache': ['S-PUTOBJ-01'],
    'encoded-content-decoded': ['S-GETOBJ-52'],
  };
}

function keys(): Record<string, readonly string[]> {
  const names = ['S-PUTOBJ-01', 'S-GEN-01'];
  return {
    'dot-segments-resolved': ['S-PUTOBJ-36', ...names],
    'slashes-collapsed': ['S-PUTOBJ-36'],
    'leading-slash-dropped': ['S-PUTOBJ-36'],
    'trailing-slash-dropped': ['S-PUTOBJ-36'],
    'encoded-slash-kept': ['S-PUTOBJ-36'],
    'plus-always-a-space': names,
    'keys-composed': names,
    'keys-decomposed': names,
    'keys-without-case': names,
    'keys-decoded-twice': names,
    'keys-not-decoded': names,
    'keys-cut-at-question-mark': names,
    'keys-cut-at-hash': names,
    'keys-cut-at-semicolon': names,
    'backslash-is-slash': names,
    'astral-characters-refused': names,
    'keys-as-latin1': names,
    'overlong-keys-cut': ['S-PUTOBJ-35', ...names],
  };
}

function removing(): Record<string, readonly string[]> {
  return {
    'deletion-does-nothing': ['S-DELOBJ-01', 'S-DELOBJ-05'],
    'deletion-of-neighbours': ['S-DELOBJ-01'],
    'nonempty-bucket-deleted': ['S-DELCONT-03', 'S-DELCONT-10'],
    'refused-bucket-deletion-empties': ['S-DELCONT-03'],
    'nonempty-bucket-as-403': ['S-DELCONT-10'],
    'bucket-deletion-does-nothing': ['S-DELCONT-01'],
    'new-buckets-not-empty': ['S-PUTCONT-01', 'S-LISTOBJ-16', 'S-HEADCONT-09'],
  };
}

function access(): Record<string, readonly string[]> {
  return {
    'everything-allowed': ['S-GEN-04', 'S-GEN-05', 'S-ACL-01'],
    'any-key-is-owner': ['S-GEN-05', 'S-ACL-01'],
    'anonymous-reads-anything': ['S-GEN-04', 'S-ACL-01'],
    'anonymous-lists-anything': ['S-LISTOBJ-05', 'S-ACL-01'],
  };
}

function copies(): Record<string, readonly string[]> {
  return {
    'copied-metadata-lost': ['S-COPY-03'],
    'copied-content-empty': ['S-COPY-01', 'S-COPY-02'],
    'copy-source-not-authorised': ['S-GEN-05'],
    'missing-source-copies-nothing': ['S-COPY-04'],
  };
}
