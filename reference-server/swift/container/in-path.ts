import { compareKeys } from '../../store/key-order.ts';
import type { ObjectQuery } from '../../store/listing.ts';

/**
 * The query for what lies directly in `path`: names that go on after its slash without another one, but for one at the
 * end; not the name of the path itself. Prefix and delimiter count for nothing beside it. S-LISTOBJ-12, -23.
 */
export function inPath(query: ObjectQuery, path: string): ObjectQuery {
  const prefix = path === '' ? '' : `${path.replace(/\/+$/, '')}/`;
  const bounds = query.descending
    ? { endMarker: later(query.endMarker, prefix) }
    : { marker: later(query.marker, prefix) };
  return { ...query, prefix, delimiter: '/', rolledUp: 'own-item', ...bounds };
}

/** The later of a bound and the prefix, which stands for the path itself. */
function later(bound: string | undefined, prefix: string): string | undefined {
  if (bound === undefined || compareKeys(bound, prefix) < 0) return prefix === '' ? bound : prefix;
  return bound;
}
