import { sameGrounds } from '../../behaviours/grounds.ts';

/** Why documents are checked for what is written in them, whichever operation takes them. */
export const xmlGrounds = {
  ...sameGrounds(['xml-internal-entity', 'xml-external-entity', 'xml-entity-expansion'], ['T-RESUL-07']),
  ...sameGrounds(['xml-not-well-formed', 'xml-deep'], ['T-ERR-16']),
  'json-is-no-document': ['T-ADDR-08'],
  'xml-ways-of-writing': { claims: ['T-ADDR-08'], level: 'should' },
} as const;
