import type { Operation } from '../../dialects/core/operation.ts';
import { CheckInconclusive } from '../../harness/check/check.ts';
import { removeBucket } from '../../harness/session/cleanup.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import type { FuzzCase } from '../case.ts';
import type { MutationClass } from '../mutations/mutation.ts';
import { isDone, outcomeKind } from '../outcome.ts';
import type { Rendered, RenderInput } from '../render.ts';
import { isElsewhere, mirrorFor, probeFor } from './follow-up.ts';
import { openLaneSide, type Prepared } from './lane-side.ts';
import { isSameCase, renderForSides } from './render-for-sides.ts';
import type { Side } from './side.ts';
import type { CaseResult, Given, Trial } from './trial.ts';

/** A place where cases run one after the other, on both servers at the same time, each with a bucket of its own. */
export interface Lane {
  /** Brings about the state of a case, sends it to both servers, and notes what may have changed. */
  readonly run: (fuzzCase: FuzzCase) => Promise<CaseResult>;
  /** True when something was changed since the last reset, or made for cases that need another state than `next`. */
  readonly isUsed: (next?: FuzzCase) => boolean;
  /** Begins anew with other buckets. */
  readonly reset: () => Promise<void>;
}

/** What lanes are opened with. */
export interface LaneSettings {
  readonly name: string;
  readonly target: Side;
  readonly reference: Side | undefined;
  readonly mutations: ReadonlyMap<string, MutationClass>;
  /** How often it is looked what a request with mutations did: every nth time. Valid ones are always looked after. */
  readonly lookEvery: number;
}

/** Objects under names of their own pile up; after so many writes a lane begins anew. */
const WRITES_PER_BUCKET = 400;
/** What configurations leave behind in a bucket is not known; after so many it begins anew. */
const CONFIGURATIONS_PER_BUCKET = 32;

interface Sent {
  readonly exchange: Exchange;
  readonly rendered: Rendered;
  readonly prepared: Prepared;
}

/** Opens a lane. Nothing is sent yet. */
export function openLane({ name, target, reference, mutations, lookEvery }: LaneSettings): Lane {
  let generation = 0;
  let fresh = 0;
  let writes = 0;
  let configurations = 0;
  let looks = 0;
  let used = false;
  const label = (): string => `${name} ${generation}`;
  const sides = [target, ...(reference ? [reference] : [])].map((side) => openLaneSide(side, label()));

  const reset = async (): Promise<void> => {
    generation++;
    writes = 0;
    configurations = 0;
    used = false;
    await Promise.all(sides.map((side) => side.reset(label())));
  };
  const sendAll = async (fuzzCase: FuzzCase, prepared: readonly Prepared[]): Promise<Sent[]> => {
    const inputs = await Promise.all(
      sides.map(({ side }, index) => inputFor(side, fuzzCase, prepared[index] ?? missing(), mutations)),
    );
    const rendered = renderForSides(fuzzCase, inputs);
    if (!isSameCase(rendered))
      throw new CheckInconclusive(UNLIKE, 'a mutation means nothing to one of the servers');
    return Promise.all(
      sides.map(({ side }, index) =>
        send(side, fuzzCase, prepared[index] ?? missing(), rendered[index] ?? missing()),
      ),
    );
  };
  const attempt = async (fuzzCase: FuzzCase): Promise<Sent[]> => {
    const freshLabel = `${name} fresh ${fresh++}`;
    const prepared = await Promise.all(sides.map((side) => side.prepare(fuzzCase, freshLabel)));
    return sendAll(fuzzCase, prepared);
  };
  /** What the request did, where that can be seen; and what HEAD says, where it has to say the same. */
  const follow = async (fuzzCase: FuzzCase, sent: readonly Sent[]): Promise<Trial['after']> => {
    const { dialect } = target.session;
    const operation = target.session.operation(fuzzCase.operation);
    const elsewhere = isElsewhere(fuzzCase);
    const looked = fuzzCase.mutations.length === 0 || elsewhere || looks++ % lookEvery === 0;
    const isAnswered = sent.every(({ exchange }) => exchange.response && !exchange.failure);
    if (!looked || !isAnswered) return undefined;
    const probe = probeFor(dialect, operation, elsewhere);
    const mirror = fuzzCase.mutations.length === 0 ? mirrorFor(dialect, operation) : undefined;
    const other = probe ?? mirror;
    if (!other) return undefined;
    const asked: FuzzCase = { ...fuzzCase, operation: other.id, mutations: [], sender: 'undici' };
    const { body: _, ...bare } = asked;
    // Of a probe only matters what there is; HEAD is asked as GET was.
    const prepared = sent.map((one) => one.prepared);
    const [first, second] = await sendAll(probe ? { ...bare, parameters: [] } : bare, prepared);
    if (!first) return undefined;
    return {
      kind: probe ? 'probe' : 'mirror',
      operation: other.id,
      target: first.exchange,
      reference: second?.exchange,
    };
  };
  const settle = async (fuzzCase: FuzzCase, sent: readonly Sent[]): Promise<void> => {
    const operation = target.session.operation(fuzzCase.operation);
    const wrote = sent.some(({ exchange }) => mayHaveWritten(exchange));
    if (!wrote) return;
    used = true;
    writes++;
    if (operation.effect === 'creates-bucket') {
      await Promise.all(
        sent.map(({ prepared }, index) => {
          const side = sides[index];
          return side && removeBucket(side.side.session, prepared.fixture.bucket);
        }),
      );
    }
    const isIntact = !sent.some((one) => mayHaveRemovedBucket(operation, one));
    // What one server did and the other did not would show in whatever comes behind it.
    const isAlike = sent.every(({ exchange }) => isDone(exchange) === isDone(sent[0]?.exchange ?? exchange));
    if (
      isIntact &&
      isAlike &&
      operation.effect === 'changes-bucket' &&
      ++configurations < CONFIGURATIONS_PER_BUCKET
    ) {
      for (const side of sides) side.spoilConfiguration(operation);
      return;
    }
    const touchesBucket = /^(bucket|service)$/.test(operation.resource) && !/-object$/.test(operation.effect);
    const isBeyond = touchesBucket || operation.effect === 'removes-bucket' || writes >= WRITES_PER_BUCKET;
    if (isBeyond || !isIntact || !isAlike) await reset();
    else for (const side of sides) side.spoil(fuzzCase);
  };
  /** Whether a server found less than the other because the bucket is gone: a server may be started anew in between. */
  const isLost = async (sent: readonly Sent[]): Promise<boolean> => {
    const missed = sent.map(({ exchange }) => MISSED.has(exchange.response?.status ?? 0));
    if (!missed.includes(true) || !missed.includes(false)) return false;
    const there = await Promise.all(sides.map((side, index) => missed[index] !== true || side.isThere()));
    return there.includes(false);
  };
  const run = async (fuzzCase: FuzzCase): Promise<CaseResult> => {
    let sent: Sent[];
    try {
      sent = await attempt(fuzzCase);
      if (await isLost(sent)) throw new CheckInconclusive('setup-failed', 'the bucket is gone');
    } catch (error) {
      if (!(error instanceof CheckInconclusive) || error.code === 'target-unreachable') throw error;
      if (error.code === UNLIKE) return { fuzzCase, problem: error.message };
      // An earlier case may have taken away what this one builds on.
      await reset();
      try {
        sent = await attempt(fuzzCase);
      } catch (again) {
        if (!(again instanceof CheckInconclusive) || again.code === 'target-unreachable') throw again;
        return { fuzzCase, problem: again.message };
      }
    }
    const after = await follow(fuzzCase, sent);
    await settle(fuzzCase, sent);
    const [first, second] = sent;
    if (!first) throw new Error('nothing was sent');
    const { stem } = target.session.names;
    return {
      ...trialOf(fuzzCase, first, second),
      ...(sent.some((one) => tellsOfOthers(one, stem)) ? { tellsOfOthers: true } : {}),
      ...(after ? { after } : {}),
    };
  };
  const isUsed: Lane['isUsed'] = (next) =>
    used || (next !== undefined && sides.some((side) => side.holdsOther(next)));
  return { run, isUsed, reset };
}

/** Code of cases that cannot be the same for both servers. */
const UNLIKE = 'unlike-requests';

function missing(): never {
  throw new Error('a side was not prepared');
}

function trialOf(fuzzCase: FuzzCase, first: Sent, second: Sent | undefined): Trial {
  const ids = (one: Sent | undefined): string[] =>
    one === undefined ? [] : [one.prepared.fixture.uploadId].filter((id) => id !== '');
  return {
    fuzzCase,
    target: first.exchange,
    reference: second?.exchange,
    rendered: first.rendered,
    ids: { target: ids(first), reference: ids(second) },
    given: { target: givenOf(first), reference: second && givenOf(second) },
  };
}

function givenOf({ prepared: { fixture, etag } }: Sent): Given {
  return { bucket: fixture.bucket, tags: [etag, fixture.partETag] };
}

/** Whether an answer names buckets of the run besides that of the case, as a list of buckets does. */
function tellsOfOthers({ exchange, prepared }: Sent, stem: string): boolean {
  const body = Buffer.from(exchange.response?.body ?? new Uint8Array());
  const own = Buffer.from(prepared.fixture.bucket);
  for (let at = body.indexOf(stem); at !== -1; at = body.indexOf(stem, at + 1)) {
    if (!body.subarray(at, at + own.length).equals(own)) return true;
  }
  return false;
}

async function inputFor(
  { session }: Side,
  { identity }: FuzzCase,
  { fixture, etag }: Prepared,
  mutations: ReadonlyMap<string, MutationClass>,
): Promise<RenderInput> {
  return {
    dialect: session.dialect,
    credentials: identity === 'anonymous' ? undefined : await session.identified(identity),
    addressing: session.addressing(),
    fixture,
    etag,
    now: session.now(),
    mutations,
  };
}

async function send(
  { session }: Side,
  { operation: id, identity }: FuzzCase,
  prepared: Prepared,
  rendered: Rendered,
): Promise<Sent> {
  const operation = session.operation(id);
  const createsBucket = operation.effect === 'creates-bucket';
  const resource = { kind: 'bucket', bucket: prepared.fixture.bucket, identity } as const;
  if (createsBucket) session.ledger.note('intended', resource);
  const exchange = await session.transmit(rendered.request, rendered.raw);
  if (createsBucket && exchange.response) {
    if (isDone(exchange)) session.ledger.note('created', resource);
    else if (exchange.response.status < 500) session.ledger.note('refused', resource);
  }
  return { exchange, rendered, prepared };
}

/** What a server answers that knows neither bucket nor login any more. */
const MISSED: ReadonlySet<number> = new Set([401, 404]);

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Whether the server may have changed something: it said so, or nobody knows. */
function mayHaveWritten(exchange: Exchange): boolean {
  const [method = ''] = exchange.request.method.split(' ');
  if (READS.has(method.toUpperCase())) return false;
  const kind = outcomeKind(exchange);
  return isDone(exchange) || kind === 'hang' || kind === 'server-error' || kind === 'unreadable';
}

/** A deletion that has lost the key or subresource it was about may have been one of the bucket. */
function mayHaveRemovedBucket(operation: Operation, { exchange, prepared }: Sent): boolean {
  const { method, target } = exchange.request;
  if (!/^DELETE\b/i.test(method) || !mayHaveWritten(exchange)) return false;
  const [path = '', query = ''] = target.split('?', 2);
  if (operation.resource === 'object') return !path.includes(prepared.fixture.key);
  const names = query.split('&').map((item) => item.split('=', 1)[0]);
  return !operation.subresources.every((name) => names.includes(name));
}
