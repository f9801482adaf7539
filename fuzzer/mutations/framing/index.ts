import type { MutationClass } from '../mutation.ts';
import { chunkMutations } from './chunks.ts';
import { connectionMutations } from './connection.ts';
import { contentLengthMutations } from './content-length.ts';
import { fieldLineMutations } from './field-lines.ts';
import { hostMutations } from './host.ts';
import { requestLineMutations } from './request-line.ts';
import { transferCodingMutations } from './transfer-coding.ts';

/** How requests are framed, mostly wrongly. */
export const framingMutations: readonly MutationClass[] = [
  ...contentLengthMutations,
  ...transferCodingMutations,
  ...chunkMutations,
  ...fieldLineMutations,
  ...requestLineMutations,
  ...hostMutations,
  ...connectionMutations,
];
