import type { Dialect } from '../core/dialect.ts';
import { authenticationFaults } from './authentication-faults.ts';

type ByOperation = Readonly<Record<string, readonly string[]>>;

/** Refusals of anonymous callers that a chapter asks for by itself. */
const anonymous: ByOperation = {
  '*': ['T-HDR-01', 'T-AUTH-40', 'T-AUTH-42', 'T-ERR-14'],
  GetService: ['T-SVC-13', 'T-AUTH-41'],
  PutBucket: ['T-PUTBKT-03', 'T-AUTH-41'],
  HeadBucket: ['T-HEADBKT-03', 'T-HEADBKT-05', 'T-HEADBKT-08'],
  DeleteBucket: ['T-DELBKT-07'],
  GetBucket: ['T-LIST-02', 'T-ACL-04'],
  GetBucketAcl: ['T-GETBACL-03'],
  PutBucketAcl: ['T-PUTBACL-05'],
  GetBucketCors: ['T-GETCORS-07'],
  GetBucketLocation: ['T-GETLOC-03'],
  PutObject: ['T-PUTOBJ-05'],
  GetObject: ['T-GETOBJ-08', 'T-ACL-04'],
  HeadObject: ['T-HEADOBJ-06'],
  DeleteObject: ['T-DELOBJ-03'],
  GetObjectAcl: ['T-GETOACL-03'],
  InitiateMultipartUpload: ['T-INIT-09'],
  UploadPart: ['T-PART-16'],
  AbortMultipartUpload: ['T-ABORT-07'],
};

const secondAccount: ByOperation = {
  '*': ['T-AUTH-44', 'T-ERR-14'],
  HeadBucket: ['T-HEADBKT-03', 'T-HEADBKT-05'],
  DeleteBucket: ['T-DELBKT-07'],
  GetBucket: ['T-LIST-02', 'T-ACL-04'],
  GetBucketAcl: ['T-GETBACL-02'],
  PutBucketAcl: ['T-PUTBACL-05'],
  GetBucketCors: ['T-GETCORS-07'],
  GetBucketLocation: ['T-GETLOC-03'],
  PutObject: ['T-PUTOBJ-05'],
  GetObject: ['T-GETOBJ-08', 'T-ACL-04'],
  HeadObject: ['T-HEADOBJ-06'],
  DeleteObject: ['T-DELOBJ-03'],
  GetObjectAcl: ['T-GETOACL-02'],
  InitiateMultipartUpload: ['T-INIT-09'],
  UploadPart: ['T-PART-16'],
  AbortMultipartUpload: ['T-ABORT-07'],
};

/** Chapters that name the refusal of a wrong signature themselves. */
const wrongSignature: ByOperation = {
  GetService: ['T-SVC-14'],
  GetBucketLocation: ['T-GETLOC-04'],
  PutObjectAcl: ['T-PUTOACL-06'],
};

const faultsByOperation: Readonly<Record<string, ByOperation>> = {
  'wrong-secret': wrongSignature,
  'wrong-signature': wrongSignature,
};

const authentication: Dialect['derivedClaims'] = {
  ...Object.fromEntries(
    authenticationFaults
      // a request without credentials is what auth/anonymous-denied sends
      .filter(({ sign }) => sign?.none !== true)
      .map(({ id, claims }) => [`auth/${id}`, { ...faultsByOperation[id], '*': claims }]),
  ),
  'auth/anonymous-denied': anonymous,
  'auth/second-account-denied': secondAccount,
};

const missing: Dialect['derivedClaims'] = {
  'missing-bucket': {
    '*': ['T-ERR-12'],
    HeadBucket: ['T-HEADBKT-02'],
    DeleteBucket: ['T-DELBKT-06'],
    GetBucket: ['T-LIST-38'],
    GetBucketAcl: ['T-GETBACL-14'],
    PutBucketAcl: ['T-PUTBACL-18'],
    GetBucketCors: ['T-GETCORS-06'],
    PutBucketCors: ['T-PUTCORS-16'],
    DeleteBucketCors: ['T-DELCORS-04'],
    GetBucketLocation: ['T-GETLOC-05'],
    PutBucketLifecycle: ['T-PUTLC-22'],
    GetBucketLifecycle: ['T-GETLC-03'],
    DeleteBucketLifecycle: ['T-DELLC-04'],
    ListMultipartUploads: ['T-LISTMPU-18'],
    PutObject: ['T-PUTOBJ-28'],
    DeleteObject: ['T-DELOBJ-05'],
    PutObjectAcl: ['T-PUTOACL-07'],
    PostObject: ['T-POST-45'],
    InitiateMultipartUpload: ['T-INIT-10'],
  },
  'missing-key': {
    GetObject: ['T-ERR-13', 'T-GETOBJ-09'],
    HeadObject: ['T-HEADOBJ-05'],
    GetObjectAcl: ['T-ERR-13', 'T-GETOACL-07'],
    PutObjectAcl: ['T-PUTOACL-08'],
    PostObjectRestore: ['T-RESTORE-07'],
    PutObjectTagging: ['T-TAG-05'],
    GetObjectTagging: ['T-TAG-05'],
    DeleteObjectTagging: ['T-TAG-05'],
  },
  'missing-upload': {
    UploadPart: ['T-PART-06'],
    UploadPartCopy: ['T-PCOPY-09'],
    CompleteMultipartUpload: ['T-COMPL-15'],
    AbortMultipartUpload: ['T-ABORT-03'],
    ListParts: ['T-LPARTS-12'],
  },
  'missing-parameter/partNumber': { UploadPart: ['T-PART-15'] },
  'missing-parameter/position': { AppendObject: ['T-APPEND-06'] },
  'missing-parameter/Origin': { OptionsObject: ['T-OPT-03'] },
  'missing-parameter/Access-Control-Request-Method': { OptionsObject: ['T-OPT-04'] },
  'missing-parameter/key': { PostObject: ['T-POST-22'] },
  'missing-parameter/file': { PostObject: ['T-POST-23'] },
  'missing-length': {
    PutObject: ['T-ERR-15', 'T-PUTOBJ-06'],
    UploadPart: ['T-ERR-15', 'T-PART-03'],
    DeleteMultipleObjects: ['T-ERR-15', 'T-DELMULTI-11'],
    PostObject: ['T-ERR-15', 'T-POST-13'],
    AppendObject: ['T-APPEND-07'],
  },
};

const integrity: Dialect['derivedClaims'] = {
  'digest/wrong': {
    '*': ['T-HDR-02'],
    PutBucketAcl: ['T-PUTBACL-09'],
    PutBucketCors: ['T-PUTCORS-03'],
    DeleteMultipleObjects: ['T-DELMULTI-10'],
    PutObject: ['T-PUTOBJ-23'],
    UploadPart: ['T-PART-12'],
  },
  'digest/malformed': { PutObject: ['T-PUTOBJ-24'] },
  'digest/missing': {
    PutBucketCors: ['T-PUTCORS-02'],
    PutBucketLifecycle: ['T-PUTLC-02'],
    DeleteMultipleObjects: ['T-DELMULTI-09'],
  },
};

const xml: Dialect['derivedClaims'] = {
  'xml/malformed': {
    '*': ['T-ERR-16'],
    PutBucketAcl: ['T-PUTBACL-08'],
    PutBucketCors: ['T-PUTCORS-14'],
    PutBucketLifecycle: ['T-PUTLC-21'],
    DeleteMultipleObjects: ['T-DELMULTI-12'],
    PutObjectAcl: ['T-PUTOACL-05'],
    PostObjectRestore: ['T-RESTORE-08'],
    CompleteMultipartUpload: ['T-COMPL-20'],
  },
  // These chapters explain MalformedXML as XML that is not what the documentation describes.
  'xml/wrong-root': {
    PutBucketAcl: ['T-PUTBACL-08'],
    PutBucketLifecycle: ['T-PUTLC-21'],
    PutObjectAcl: ['T-PUTOACL-05'],
  },
  'xml/empty': { '*': ['T-ERR-17'] },
  'xml/two-roots': { '*': ['T-ERR-16'] },
  'xml/doctype': { '*': ['T-RESUL-07'] },
  // The two documents whose greatest length is documented.
  'xml/oversize': { PutBucketCors: ['T-PUTCORS-13', 'T-RESUL-06'], PutBucketWebsite: ['T-RESUL-06'] },
  'xml/unknown-element': { '*': ['T-RESUL-08'] },
  'xml/namespace': { '*': ['T-RESUL-09'] },
  'xml/content-type-ignored': { '*': ['T-HDR-18'] },
};

const responses: Dialect['derivedClaims'] = {
  'error-document': {
    '*': ['T-ERR-01', 'T-ERR-02', 'T-ERR-03', 'T-ERR-05', 'T-ERR-07', 'T-ERR-09', 'T-ERR-10'],
  },
  'error-document/markup': { '*': ['T-ERR-11'] },
  'head-error-without-body': { '*': ['T-ERR-25'] },
  'request-id': { '*': ['T-HDR-05', 'T-HDR-06'] },
  'response-headers': { '*': ['T-HDR-07', 'T-HDR-10', 'T-HDR-11', 'T-HDR-13'] },
  'unsupported-method': { '*': ['T-ADDR-10'], GetService: ['T-SVC-16'] },
  'subresource-with-equals': { '*': ['T-ADDR-11'] },
  'head-mirrors-get': { HeadObject: ['T-HEADOBJ-01', 'T-HEADOBJ-02', 'T-HEADOBJ-04'] },
};

/** Status, body kind, promised headers, document and effect of a sample request that succeeds. */
const success: ByOperation = {
  GetService: ['T-SVC-01', 'T-SVC-02', 'T-SVC-03', 'T-SVC-08', 'T-SVC-09', 'T-SVC-10'],
  PutBucket: ['T-PUTBKT-01'],
  HeadBucket: ['T-HEADBKT-01', 'T-HEADBKT-04'],
  DeleteBucket: ['T-DELBKT-01'],
  GetBucket: ['T-LIST-01', 'T-LIST-03', 'T-LIST-06', 'T-LIST-07', 'T-LIST-09', 'T-LIST-12'],
  GetBucketAcl: ['T-GETBACL-01', 'T-GETBACL-04', 'T-GETBACL-06'],
  PutBucketAcl: ['T-PUTBACL-02'],
  GetBucketCors: ['T-GETCORS-01'],
  PutBucketCors: ['T-PUTCORS-01'],
  DeleteBucketCors: ['T-DELCORS-01', 'T-DELCORS-02'],
  GetBucketLocation: ['T-GETLOC-01'],
  GetBucketLifecycle: ['T-GETLC-01'],
  PutBucketLifecycle: ['T-PUTLC-01'],
  DeleteBucketLifecycle: ['T-DELLC-01'],
  ListMultipartUploads: ['T-LISTMPU-01', 'T-LISTMPU-03', 'T-LISTMPU-17'],
  PutObject: ['T-PUTOBJ-01', 'T-PUTOBJ-02', 'T-PUTOBJ-03', 'T-PUTOBJ-29'],
  GetObject: ['T-GETOBJ-01', 'T-GETOBJ-02', 'T-GETOBJ-04'],
  HeadObject: ['T-HEADOBJ-01', 'T-HEADOBJ-03'],
  DeleteObject: ['T-DELOBJ-01', 'T-DELOBJ-02'],
  DeleteMultipleObjects: ['T-DELMULTI-01'],
  GetObjectAcl: ['T-GETOACL-01', 'T-GETOACL-04', 'T-GETOACL-06'],
  PutObjectAcl: ['T-PUTOACL-02'],
  OptionsObject: ['T-OPT-01', 'T-OPT-05', 'T-OPT-06', 'T-OPT-15'],
  PostObject: ['T-POST-01', 'T-POST-02', 'T-POST-08', 'T-POST-09'],
  PostObjectRestore: ['T-RESTORE-01'],
  PutObjectCopy: ['T-COPY-01', 'T-COPY-02', 'T-COPY-05'],
  InitiateMultipartUpload: ['T-INIT-01', 'T-INIT-02'],
  UploadPart: ['T-PART-01'],
  UploadPartCopy: ['T-PCOPY-01', 'T-PCOPY-02'],
  CompleteMultipartUpload: ['T-COMPL-01', 'T-COMPL-02'],
  AbortMultipartUpload: ['T-ABORT-01'],
  ListParts: ['T-LPARTS-01', 'T-LPARTS-02', 'T-LPARTS-03', 'T-LPARTS-09'],
  AppendObject: ['T-APPEND-01'],
  PutBucketVersioning: ['T-VER-01'],
  GetBucketObjectVersions: ['T-VER-08'],
  PutBucketTagging: ['T-TAG-01'],
  GetBucketTagging: ['T-TAG-01'],
  DeleteBucketTagging: ['T-TAG-03'],
  PutObjectTagging: ['T-TAG-04'],
  GetObjectTagging: ['T-TAG-04'],
  PutBucketWebsite: ['T-BCFG-01'],
  GetBucketWebsite: ['T-BCFG-01'],
  DeleteBucketWebsite: ['T-BCFG-01'],
  PutBucketPolicy: ['T-BCFG-03'],
  GetBucketPolicy: ['T-BCFG-03'],
  DeleteBucketPolicy: ['T-BCFG-03'],
  PutBucketLogging: ['T-BCFG-05'],
  GetBucketLogging: ['T-BCFG-05'],
  PutBucketReferer: ['T-BCFG-07'],
  GetBucketReferer: ['T-BCFG-07'],
  PutBucketEncryption: ['T-BCFG-10'],
  DeleteBucketEncryption: ['T-BCFG-10'],
  PutBucketInventory: ['T-BCFG-12'],
  GetBucketInventory: ['T-BCFG-12'],
  DeleteBucketInventory: ['T-BCFG-12'],
  PutBucketAccelerate: ['T-BCFG-13'],
  GetBucketAccelerate: ['T-BCFG-13'],
};

/**
 * Claims that derived rules test: rule id -> operation id or `*` -> claim ids. A claim stands here when a failure of the
 * rule means that the claim is violated. An empty list takes an operation out of a rule.
 */
export const derivedClaims: Dialect['derivedClaims'] = {
  ...authentication,
  ...missing,
  ...integrity,
  ...xml,
  ...responses,
  success,
};
