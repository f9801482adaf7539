import type { Dialect } from '../core/dialect.ts';

/** Claims that derived rules test: rule id -> operation id or `*` -> claim ids. */
export const derivedClaims: Dialect['derivedClaims'] = {};
