import { readFileSync } from 'node:fs';
import { parseClaims, parseUntested } from '../core/claim.ts';
import type { Dialect } from '../core/dialect.ts';
import { parseMutationRules } from '../core/mutation-rule.ts';
import { address, bucketName, copySource, DEFAULT_REGION, defaultAddressing } from './addressing.ts';
import { authenticationFaults } from './authentication-faults.ts';
import { clientHint } from './client-hint.ts';
import { derivedClaims } from './derived-claims.ts';
import { documents } from './documents/index.ts';
import { features } from './features.ts';
import { housekeeping, preparations } from './housekeeping.ts';
import { listedNames } from './listed-names.ts';
import { operations } from './operations/index.ts';
import { claimProfiles, PROFILES } from './profiles.ts';
import { refusals } from './refusals.ts';
import { roles } from './roles.ts';
import { secretPlaces } from './secret-places.ts';
import { signer } from './signing.ts';
import { volatile } from './volatile.ts';

/** The XML API of Tencent Cloud Object Storage. */
export const tencentCos: Dialect = {
  name: 'tencent-cos',
  title: 'Tencent COS XML API',
  profiles: PROFILES,
  defaultProfile: 'current',
  operations,
  documents,
  refusals,
  error: {
    document: 'Error',
    code: 'Code',
    message: 'Message',
    requestId: 'RequestId',
    resource: 'Resource',
  },
  claims: parseClaims(table('claims')),
  untested: parseUntested(table('untested')),
  claimProfiles,
  roles,
  signer,
  authenticationFaults,
  derivedClaims,
  mutationRules: parseMutationRules(table('mutation-rules')),
  foldedQuery: new Set(['uploadid']),
  bodyDigest: { header: 'Content-MD5', encoding: 'base64' },
  headerPrefix: 'x-cos-',
  requestIdHeader: 'x-cos-request-id',
  volatile,
  secretPlaces,
  housekeeping,
  listedNames,
  preparations,
  features,
  address,
  bucketName,
  copySource,
  ownerId: ({ uin, account }) => uin ?? account,
  clientHint,
  defaultAddressing,
  defaultRegion: DEFAULT_REGION,
};

function table(name: string): string {
  return readFileSync(new URL(`./${name}.tsv`, import.meta.url), 'utf8');
}
