import type { MutationClass } from '../mutation.ts';
import { canonicalTargetMutations } from './canonical-target.ts';
import { signatureCoverageMutations } from './coverage.ts';
import { identityMutations } from './identity.ts';
import { credentialTextMutations } from './items.ts';
import { presignedMutations } from './presigned.ts';
import { signatureTimeMutations } from './time.ts';

/** Credentials that are wrong, or written otherwise. */
export const signatureMutations: readonly MutationClass[] = [
  ...identityMutations,
  ...credentialTextMutations,
  ...signatureCoverageMutations,
  ...canonicalTargetMutations,
  ...signatureTimeMutations,
  ...presignedMutations,
];
