import type { Operation } from '../../core/operation.ts';
import { accountOperations } from './account.ts';
import { capabilityOperations } from './capabilities.ts';
import { containerOperations } from './container.ts';
import { copyOperations } from './copy.ts';
import { objectOperations } from './object.ts';
import { objectMetadataOperations } from './object-metadata.ts';
import { preflightOperations } from './preflight.ts';
import { tokenOperations } from './token.ts';

/** Every documented operation: accounts, containers and objects, then what lies beside the storage. */
export const operations: readonly Operation[] = [
  ...accountOperations,
  ...containerOperations,
  ...objectOperations,
  ...objectMetadataOperations,
  ...copyOperations,
  ...preflightOperations,
  ...tokenOperations,
  ...capabilityOperations,
];
