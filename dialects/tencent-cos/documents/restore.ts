import { document, integer, one, oneOf, optional } from '../../core/document.ts';

/** Body of POST Object restore, whose root the base document lost. T-RESTORE-02. */
export const restoreRequest = document('RestoreRequest', [
  one('Days', integer(1)),
  optional('CASJobParameters', [one('Tier', oneOf('Standard', 'Expedited', 'Bulk'))]),
]);
