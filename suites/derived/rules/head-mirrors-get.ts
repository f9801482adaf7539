import { type Dialect, operationById } from '../../../dialects/core/dialect.ts';
import { headerValues } from '../../../dialects/core/headers.ts';
import type { Operation } from '../../../dialects/core/operation.ts';
import type { Expectation, HeaderRule } from '../../../harness/check/expectation.ts';
import type { Exchange } from '../../../harness/transport/exchange.ts';
import { leaseOfSuccess } from '../leases.ts';
import { preparationNeeds } from '../needs.ts';
import { claimsOf, type Rule } from '../rule.ts';
import { sampleOf } from '../sample.ts';
import { sameNames } from '../witness.ts';

const ID = 'head-mirrors-get';

/** HEAD answers with the headers GET answers with, Content-Length included, and without a body. */
export const headMirrorsGetRule: Rule = (dialect, operation) => {
  const claims = claimsOf(dialect, ID, operation);
  const get = getTwin(dialect, operation);
  if (claims.length === 0 || !get) return [];
  const metadata = storedMetadata(dialect, operation);
  const headers: Record<string, HeaderRule> = metadata;
  const success: Expectation = { success: true, headers };
  const head: Expectation = { success: true, headers, body: 'empty' };
  return [
    {
      id: ID,
      title: `${operation.title}: HEAD answers with the headers of GET and no body`,
      claims,
      needs: preparationNeeds(dialect, operation),
      lease: leaseOfSuccess(dialect, operation),
      expects: [success, head],
      run: async (t) => {
        const fixture = await t.prepare(operation);
        if (operation.resource === 'object') {
          const { putObject } = dialect.housekeeping;
          const { bucket, key } = fixture;
          await t.setup({ op: putObject, bucket, key, headers: metadata, body: 'ten bytes.' });
        }
        const whole = await t.send(sampleOf(t, get, fixture));
        t.expect(whole, success);
        const mirrored = await t.send(sampleOf(t, operation, fixture));
        t.expect(mirrored, head);
        const length = String(whole.response?.body.length ?? 0);
        t.compare(mirrored, 'header content-length', length, t.header(mirrored, 'content-length'));
        for (const name of comparableHeaders(dialect, whole, mirrored)) {
          t.compare(mirrored, `header ${name}`, valuesOf(whole, name), valuesOf(mirrored, name));
        }
      },
    },
  ];
};

function getTwin(dialect: Dialect, { method, resource, subresources }: Operation): Operation | undefined {
  if (method !== 'HEAD') return undefined;
  return dialect.operations.find(
    (other) =>
      other.method === 'GET' && other.resource === resource && sameNames(other.subresources, subresources),
  );
}

/** User metadata as the catalogue shows it for stored objects: a header that comes back with every read. */
function storedMetadata(dialect: Dialect, { resource }: Operation): Record<string, string> {
  if (resource !== 'object') return {};
  const { parameters } = operationById(dialect, dialect.housekeeping.putObject);
  const shown = parameters.filter(({ in: place, name }) => place === 'header' && /-meta-/i.test(name));
  return Object.fromEntries(shown.map(({ name, example }) => [name.toLowerCase(), example]));
}

/** Headers of either response that say something of the object and not of the one exchange. */
function comparableHeaders({ volatile, requestIdHeader }: Dialect, ...exchanges: Exchange[]): string[] {
  const names = exchanges
    .flatMap(({ response }) => response?.headers ?? [])
    .map(([name]) => name.toLowerCase());
  const ofTheExchange = new Set(['date', 'content-length', requestIdHeader]);
  return [...new Set(names)]
    .filter((name) => !ofTheExchange.has(name))
    .filter((name) => volatile.headers[name] !== 'ignore' && volatile.headers[name] !== 'opaque')
    .toSorted();
}

function valuesOf({ response }: Exchange, name: string): string[] {
  return headerValues(response?.headers ?? [], name);
}
