import { readFileSync } from 'node:fs';
import { parseClaims, parseUntested } from '../core/claim.ts';
import type { Dialect } from '../core/dialect.ts';
import { parseMutationRules } from '../core/mutation-rule.ts';
import { address, bucketName, copySource, defaultAddressing, NO_REGION } from './addressing.ts';
import { authenticationFaults } from './authentication-faults.ts';
import { clientHint } from './client-hint.ts';
import { derivedClaims } from './derived-claims.ts';
import { documents } from './documents/index.ts';
import { features } from './features.ts';
import { housekeeping } from './housekeeping.ts';
import { listedNames } from './listings/listed-names.ts';
import { login } from './login.ts';
import { operations } from './operations/index.ts';
import { claimProfiles, PROFILES } from './profiles.ts';
import { refusals } from './refusals.ts';
import { roles } from './roles.ts';
import { secretPlaces } from './secret-places.ts';
import { signer } from './token.ts';
import { volatile } from './volatile.ts';

/** The Swift API: a subset of it with extensions, and OpenStack's own. */
export const swift: Dialect = {
  name: 'swift',
  title: 'Swift object storage API',
  profiles: PROFILES,
  defaultProfile: 'cisco',
  operations,
  documents,
  refusals,
  error: { document: undefined, code: '', message: '', requestId: '', resource: '' },
  claims: parseClaims(table('claims')),
  untested: parseUntested(table('untested')),
  claimProfiles,
  roles,
  login,
  signer,
  authenticationFaults,
  derivedClaims,
  mutationRules: parseMutationRules(table('mutation-rules')),
  foldedQuery: new Set(),
  bodyDigest: { header: 'ETag', encoding: 'hex' },
  headerPrefix: 'x-',
  requestIdHeader: 'x-trans-id',
  volatile,
  secretPlaces,
  housekeeping,
  listedNames,
  preparations: {},
  features,
  address,
  bucketName,
  copySource,
  // Lists name accounts as logins do; paths have another name for them. READINGS.md, `account-names`.
  ownerId: ({ keyId }) => keyId.split(':', 1)[0] ?? keyId,
  clientHint,
  defaultAddressing,
  defaultRegion: NO_REGION,
};

function table(name: string): string {
  return readFileSync(new URL(`./${name}.tsv`, import.meta.url), 'utf8');
}
