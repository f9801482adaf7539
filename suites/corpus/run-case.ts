import { operationById } from '../../dialects/core/dialect.ts';
import type { Fixture, Operation } from '../../dialects/core/operation.ts';
import type { FuzzCase } from '../../fuzzer/case.ts';
import { LISTING_KEYS } from '../../fuzzer/grammar/listing-keys.ts';
import { mutationsBySlug } from '../../fuzzer/mutations/registry.ts';
import { judge } from '../../fuzzer/oracles/judge.ts';
import { isRefusal } from '../../fuzzer/outcome.ts';
import { placeholder } from '../../fuzzer/placeholders.ts';
import { type Rendered, render } from '../../fuzzer/render.ts';
import { isElsewhere, mirrorFor, probeFor } from '../../fuzzer/world/follow-up.ts';
import type { Trial } from '../../fuzzer/world/trial.ts';
import type { CheckContext, RequestSpec } from '../../harness/check/context.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import type { FindingRecord } from '../../reports/fuzz/fuzz-record.ts';
import { NOBODY_NAMES, objections, settle } from './settle.ts';

/** What a case finds on a server. */
interface Prepared {
  readonly fixture: Fixture;
  readonly etag: string;
}

/** Of an object that is not there. */
const NO_ETAG = '"11111111111111111111111111111111"';
/** A server may wait for the rest of what was announced: nobody waits long for that. */
const PATIENCE = { responseMs: 5_000 } as const;

/** Brings about the state of a case, sends it, and judges the answer by what the finding objected to. */
export async function runCase(t: CheckContext, finding: FindingRecord, fuzzCase: FuzzCase): Promise<void> {
  const operation = t.operation(fuzzCase.operation);
  const prepared = await prepareState(t, operation, fuzzCase);
  const probe = finding.path.startsWith('then ')
    ? probeFor(t.dialect, operation, isElsewhere(fuzzCase))
    : undefined;
  const keepsState = finding.rule === 'refused-write-changes-nothing';
  const look = (): Promise<Exchange> | undefined =>
    probe && sendCase(t, bare(fuzzCase, probe.id), prepared).then(({ exchange }) => exchange);
  const before = keepsState ? await look() : undefined;
  const { exchange, rendered } = await sendCase(t, fuzzCase, prepared);
  const after = await look();
  const trial: Trial = {
    fuzzCase,
    target: exchange,
    reference: undefined,
    rendered,
    ids: { target: [], reference: [] },
    after:
      after && probe
        ? { kind: 'probe', operation: probe.id, target: after, reference: undefined }
        : await mirrored(t, finding, fuzzCase, prepared),
  };
  const observed = judge(trial, { dialect: t.dialect, mutations: mutationsBySlug, names: NOBODY_NAMES });
  settle(t, finding, exchange, objections(finding, observed));
  if (before && after && isRefusal(exchange)) {
    t.compare(after, finding.rule, stateShown(t, before), stateShown(t, after));
  }
}

/** What HEAD says, where the finding is that it says something else. */
async function mirrored(
  t: CheckContext,
  { rule }: FindingRecord,
  fuzzCase: FuzzCase,
  prepared: Prepared,
): Promise<Trial['after']> {
  const mirror =
    rule === 'head-mirrors-get' ? mirrorFor(t.dialect, t.operation(fuzzCase.operation)) : undefined;
  if (!mirror) return undefined;
  const { exchange } = await sendCase(t, { ...fuzzCase, operation: mirror.id }, prepared);
  return { kind: 'mirror', operation: mirror.id, target: exchange, reference: undefined };
}

/** A plain request of another operation on the same things. */
function bare({ body: _, ...rest }: FuzzCase, operation: string): FuzzCase {
  return { ...rest, operation, parameters: [], mutations: [], sender: 'undici' };
}

/** What a probe shows, as far as two looks at the same have to agree. */
function stateShown(t: CheckContext, exchange: Exchange): object {
  const { status, body } = exchange.response ?? {};
  const text = Buffer.from(body ?? []).toString('base64');
  return { status, etag: t.header(exchange, 'etag'), type: t.header(exchange, 'content-type'), body: text };
}

async function prepareState(t: CheckContext, operation: Operation, fuzzCase: FuzzCase): Promise<Prepared> {
  const { state } = fuzzCase;
  const { putObject, getObject } = t.dialect.housekeeping;
  if (state.keys) for (const key of LISTING_KEYS) await t.setup({ op: putObject, key, body: 'x' });
  const fixture = await t.prepare({
    ...operation,
    precondition: state.precondition,
    prepare: state.prepare,
  });
  const asks = state.precondition === 'object' && JSON.stringify(fuzzCase).includes(placeholder('etag'));
  if (!asks) return { fixture, etag: NO_ETAG };
  const read = await t.setup({ op: getObject, bucket: fixture.bucket, key: fixture.key });
  return { fixture, etag: t.header(read, 'etag') ?? NO_ETAG };
}

async function sendCase(
  t: CheckContext,
  fuzzCase: FuzzCase,
  { fixture, etag }: Prepared,
): Promise<{ readonly exchange: Exchange; readonly rendered: Rendered }> {
  const { identity } = fuzzCase;
  const operation = operationById(t.dialect, fuzzCase.operation);
  const renderNow = (): Rendered =>
    render(fuzzCase, {
      dialect: t.dialect,
      addressing: t.addressing(),
      fixture,
      etag,
      credentials: identity === 'anonymous' ? undefined : t.identity(identity),
      now: t.now(),
      mutations: mutationsBySlug,
    });
  // A login may only happen as the request is sent: what goes out is rendered then, and from then on it is known.
  let rendered = renderNow();
  const sample: RequestSpec = { ...t.sample(operation, fixture), as: identity };
  const exchange = await t.send(
    rendered.raw
      ? {
          ...sample,
          raw: { ...rendered.raw.options, limits: { ...PATIENCE, ...rendered.raw.options.limits } },
          bytes: () => {
            rendered = renderNow();
            return rendered.raw?.bytes ?? new Uint8Array();
          },
        }
      : {
          ...sample,
          afterSigning: () => {
            rendered = renderNow();
            return rendered.request;
          },
        },
  );
  return { exchange, rendered };
}
