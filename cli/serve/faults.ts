import type { Dialect } from '../../dialects/core/dialect.ts';
import type { ClaimedFault } from '../../reference-server/faults/fault.ts';
import { faultCatalogues } from '../../reference-server/index.ts';
import { CliError, EXIT } from '../exit-code.ts';
import { nearIds } from '../run/near-ids.ts';

/** The fault of that id. @throws CliError usage when the dialect's server has none of it */
export function faultNamed(dialect: Dialect, id: string): ClaimedFault {
  const faults = faultsOf(dialect);
  const fault = faults.find((one) => one.id === id);
  if (fault) return fault;
  const near = nearIds(
    id,
    faults.map((one) => one.id),
  );
  const meant = near.length > 0 ? `did you mean ${near.join(', ')}? ` : '';
  throw new CliError(
    EXIT.usage,
    `${dialect.name} has no fault ${id}`,
    `${meant}serve --faults lists them all`,
  );
}

/** The faults of a dialect's server, a paragraph for each area: id, what it does, the claims it violates. */
export function faultLines(dialect: Dialect): string {
  const areas = Map.groupBy(faultsOf(dialect), ({ area }) => area);
  const lines = [...areas].flatMap(([area, faults]) => [
    area,
    ...faults.map(({ id, says, claims }) => `  ${id}: ${says} (${claims.join(' ')})`),
    '',
  ]);
  return `${lines.join('\n')}\n`;
}

function faultsOf(dialect: Dialect): readonly ClaimedFault[] {
  return faultCatalogues[dialect.name] ?? [];
}
