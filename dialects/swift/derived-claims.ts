import type { Dialect } from '../core/dialect.ts';
import { authenticationFaults } from './authentication-faults.ts';

type ByOperation = Readonly<Record<string, readonly string[]>>;

/** Operations beside and on the account, to which some methods would do more harm than a check may. */
const NO_ACCOUNT: ByOperation = {
  ListContainers: [],
  HeadAccount: [],
  UpdateAccountMetadata: [],
  GetToken: [],
  GetCapabilities: [],
};

/** Chapters that name the answer to a missing or invalid token themselves. */
const invalidToken: ByOperation = {
  CreateContainer: ['S-PUTCONT-12'],
  DeleteContainer: ['S-DELCONT-07'],
  UpdateContainerMetadata: ['S-POSTCONT-07', 'S-POSTCONT-14'],
  UpdateContainerAcl: ['S-ACL-10'],
  HeadContainer: ['S-HEADCONT-05'],
  UpdateObjectMetadata: ['S-POSTOBJ-07', 'S-POSTOBJ-14'],
  ReplaceObjectMetadata: ['S-POSTOBJ-07'],
  HeadObject: ['S-HEADOBJ-06'],
  HeadAccount: ['S-HEADACCT-04'],
  UpdateAccountMetadata: ['S-POSTACCT-06', 'S-POSTACCT-13'],
};

/** Chapters that say who needs a token. */
const tokenRequired: ByOperation = {
  ListContainers: ['S-LISTCONT-03', 'S-LISTCONT-04'],
  ListObjects: ['S-LISTOBJ-05', 'S-ACL-01'],
  CreateContainer: ['S-PUTCONT-05'],
  DeleteContainer: ['S-DELCONT-04'],
  UpdateContainerMetadata: ['S-POSTCONT-04'],
  GetObject: ['S-GETOBJ-05', 'S-ACL-01'],
  HeadObject: ['S-ACL-01'],
  PutObject: ['S-PUTOBJ-02', 'S-PUTOBJ-20', 'S-ACL-01'],
  DeleteObject: ['S-ACL-01'],
};

const anonymous: ByOperation = {
  '*': ['S-GEN-03', 'S-GEN-04'],
  ...merged(invalidToken, tokenRequired),
};

const secondAccount: ByOperation = {
  '*': ['S-GEN-05'],
  ListContainers: ['S-LISTCONT-03'],
  ListObjects: ['S-LISTOBJ-05', 'S-ACL-01'],
  CreateContainer: ['S-PUTCONT-13'],
  DeleteContainer: ['S-DELCONT-08'],
  UpdateContainerMetadata: ['S-POSTCONT-08'],
  UpdateContainerAcl: ['S-ACL-11'],
  HeadContainer: ['S-HEADCONT-06', 'S-ACL-01'],
  GetObject: ['S-GETOBJ-05', 'S-ACL-01'],
  HeadObject: ['S-HEADOBJ-07', 'S-ACL-01'],
  PutObject: ['S-PUTOBJ-20', 'S-ACL-01'],
  DeleteObject: ['S-ACL-01'],
  UpdateObjectMetadata: ['S-POSTOBJ-08'],
  ReplaceObjectMetadata: ['S-POSTOBJ-08'],
  HeadAccount: ['S-HEADACCT-05'],
  UpdateAccountMetadata: ['S-POSTACCT-07'],
};

const authentication: Dialect['derivedClaims'] = {
  ...Object.fromEntries(
    authenticationFaults
      // a request without credentials is what auth/anonymous-denied sends
      .filter(({ sign }) => sign?.none !== true)
      .map(({ id, claims }) => [
        `auth/${id}`,
        // what a chapter says of invalid tokens says nothing of the letter case of tokens
        { ...(claims.includes('S-GEN-04') ? invalidToken : {}), '*': claims },
      ]),
  ),
  'auth/anonymous-denied': anonymous,
  'auth/second-account-denied': secondAccount,
};

const missing: Dialect['derivedClaims'] = {
  'missing-bucket': {
    '*': ['S-GEN-06'],
    ListObjects: ['S-LISTOBJ-27'],
    DeleteContainer: ['S-DELCONT-11'],
    UpdateContainerMetadata: ['S-POSTCONT-09', 'S-POSTCONT-14'],
    UpdateContainerAcl: ['S-ACL-12'],
    HeadContainer: ['S-HEADCONT-07'],
    PutObject: ['S-PUTOBJ-24'],
    GetObject: ['S-GETOBJ-33'],
    DeleteObject: ['S-DELOBJ-07'],
    UpdateObjectMetadata: ['S-POSTOBJ-09', 'S-POSTOBJ-14'],
    ReplaceObjectMetadata: ['S-POSTOBJ-09'],
    HeadObject: ['S-HEADOBJ-08'],
    PutObjectCopy: ['S-COPY-04'],
    CopyObject: ['S-COPY-04'],
  },
  'missing-key': {
    GetObject: ['S-GETOBJ-33'],
    HeadObject: ['S-HEADOBJ-08'],
    DeleteObject: ['S-DELOBJ-07'],
    ReplaceObjectMetadata: ['S-POSTOBJ-21'],
  },
  // The base document wants a length or chunks, and names no status: a suite asks that of it.
  'missing-length': { PutObject: ['S-PUTOBJ-23'] },
  'digest/wrong': { PutObject: ['S-PUTOBJ-09'] },
  'digest/malformed': { PutObject: ['S-PUTOBJ-26'] },
};

const responses: Dialect['derivedClaims'] = {
  'head-error-without-body': { '*': ['S-GEN-17'] },
  'request-id': { '*': ['S-GEN-11'] },
  'unsupported-method': { ...NO_ACCOUNT, '*': ['S-GEN-13'] },
  'head-mirrors-get': { HeadObject: ['S-HEADOBJ-10'] },
};

/** Status, body kind, promised headers and effect of a sample request that succeeds. */
const success: ByOperation = {
  ListContainers: ['S-LISTCONT-01', 'S-LISTCONT-02'],
  HeadAccount: ['S-HEADACCT-01', 'S-HEADACCT-02', 'S-HEADACCT-08', 'S-HEADACCT-09', 'S-HEADACCT-10'],
  UpdateAccountMetadata: ['S-POSTACCT-12', 'S-POSTACCT-13'],
  ListObjects: ['S-LISTOBJ-01', 'S-LISTOBJ-02', 'S-LISTOBJ-15'],
  HeadContainer: ['S-HEADCONT-01', 'S-HEADCONT-09', 'S-HEADCONT-10'],
  CreateContainer: ['S-PUTCONT-01', 'S-PUTCONT-02', 'S-PUTCONT-09'],
  DeleteContainer: ['S-DELCONT-01', 'S-DELCONT-02', 'S-DELCONT-05'],
  UpdateContainerMetadata: ['S-POSTCONT-03', 'S-POSTCONT-05'],
  UpdateContainerAcl: ['S-ACL-07', 'S-ACL-08'],
  PutObject: ['S-PUTOBJ-01', 'S-PUTOBJ-16', 'S-PUTOBJ-18', 'S-PUTOBJ-19'],
  GetObject: ['S-GETOBJ-01', 'S-GETOBJ-02', 'S-GETOBJ-25', 'S-GETOBJ-26', 'S-GETOBJ-27', 'S-GETOBJ-28'],
  HeadObject: ['S-HEADOBJ-01', 'S-HEADOBJ-02', 'S-HEADOBJ-10'],
  DeleteObject: ['S-DELOBJ-01', 'S-DELOBJ-02', 'S-DELOBJ-06'],
  UpdateObjectMetadata: ['S-POSTOBJ-01', 'S-POSTOBJ-05'],
  ReplaceObjectMetadata: ['S-POSTOBJ-20'],
  CopyObject: ['S-COPY-01'],
  PutObjectCopy: ['S-COPY-02'],
  PreflightObject: ['S-CORS-06'],
};

/**
 * Claims that derived rules test: rule id -> operation id or `*` -> claim ids. A claim stands here when a failure of the
 * rule means that the claim is violated. An empty list takes an operation out of a rule.
 */
export const derivedClaims: Dialect['derivedClaims'] = {
  ...authentication,
  ...missing,
  ...responses,
  success,
};

/** The claims of either, operation by operation. */
function merged(one: ByOperation, other: ByOperation): ByOperation {
  const ids = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(ids.map((id) => [id, [...(one[id] ?? []), ...(other[id] ?? [])]]));
}
