import type { Credentials } from '../../dialects/core/signing.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import { ResponseBroken } from '../http/response.ts';
import { createHttpFront, type HttpLimits } from '../http/server.ts';
import { httpWire } from '../http/wire.ts';
import { dispatch } from '../operations/dispatch.ts';
import type { OperationLimits } from '../operations/limits.ts';
import { receiveForm } from '../operations/receive-form.ts';
import { createSweeper } from '../operations/sweep.ts';
import { randomSource } from '../random-source.ts';
import { createBlobStore } from '../store/blob-store.ts';
import { type Clock, systemClock } from '../store/clock.ts';
import { createIdSource } from '../store/ids.ts';
import { listings } from '../store/listing.ts';
import { createObjectStore, type ObjectStore } from '../store/object-store.ts';
import { bindings } from './bindings.ts';
import { createDecision } from './decision.ts';
import { errorReply, resourceOf } from './error-reply.ts';
import { keyRing } from './identity.ts';
import { malformedReply } from './malformed-reply.ts';
import type { Surroundings } from './prepare.ts';
import { respond } from './respond.ts';
import { createIds } from './response-ids.ts';
import { routeRequest } from './route-request.ts';
import { CLASS_ORDER, DOCUMENTED_LIMITS, RULES } from './rules.ts';
import type { Seams } from './seams.ts';
import { serve } from './serve.ts';

/** How a reference server of this dialect is set up. Everything has a default. */
export interface ReferenceOptions {
  /** Keys it knows; fields `uin`, `subUin` and `expires` as `identityOf` reads them. */
  readonly identities?: readonly Credentials[] | undefined;
  readonly clock?: Clock | undefined;
  /** Address to bind; loopback when absent. */
  readonly address?: string | undefined;
  /** Port to bind; a free one when absent or 0. */
  readonly port?: number | undefined;
  readonly region?: string | undefined;
  /** Virtual hosts beside the documented ones: buckets are `<bucket>.<hostSuffix>`, the service is the suffix itself. A port is ignored. */
  readonly hostSuffix?: string | undefined;
  /** Bounds other than the documented ones, for tests. */
  readonly limits?: Partial<OperationLimits> | undefined;
  readonly http?: Partial<HttpLimits> | undefined;
  /** Where large bodies are kept while the server is up; the system's directory for temporary files when absent. */
  readonly directory?: string | undefined;
  /** Makes everything random repeat itself. */
  readonly seed?: string | undefined;
  /** Length of a day of lifecycle rules, in milliseconds. */
  readonly dayMs?: number | undefined;
  /** Told of what went wrong inside the server. */
  readonly log?: ((message: string, error: unknown) => void) | undefined;
  /** Puts something between the server's parts, e.g. faults. */
  readonly wrap?: ((seams: Seams) => Seams) | undefined;
}

/** A server that is up. */
export interface Reference {
  /** `http://<address>:<port>`. */
  readonly url: string;
  readonly address: string;
  readonly port: number;
  readonly clock: Clock;
  /** For tests that look behind the wire. */
  readonly store: ObjectStore;
  /** Stops listening, ends what is running, drops everything stored. */
  readonly close: () => Promise<void>;
}

/** Starts a reference server of the Tencent COS XML API. */
export async function startReference(options: ReferenceOptions = {}): Promise<Reference> {
  const clock = options.clock ?? systemClock();
  const log = options.log ?? (() => undefined);
  const randomBytes = randomSource(options.seed);
  const ids = createIds(randomBytes);
  const newIds = () => ids(clock.now());
  const store = createObjectStore({
    clock,
    blobs: createBlobStore({ directory: options.directory }),
    ids: createIdSource(randomBytes),
  });
  const hostSuffix = options.hostSuffix?.replace(/:\d*$/, '');
  const inner: Seams = {
    intake: (incoming) => routeRequest(incoming, hostSuffix),
    decision: createDecision(keyRing(options.identities ?? []), clock),
    operate: (prepared) => dispatch(bindings, prepared),
    store,
    respond: (response, about) => respond(response, about, store),
    wire: httpWire,
  };
  const seams = options.wrap?.(inner) ?? inner;
  const surroundings: Surroundings = {
    store: seams.store,
    region: options.region ?? tencentCos.defaultRegion,
    limits: { ...DOCUMENTED_LIMITS, ...options.limits },
    rules: RULES,
    decision: seams.decision,
    listings,
    receiveForm,
    randomBytes,
  };
  const sweeper = createSweeper(seams.store, {
    rounding: 'exact',
    dayMs: options.dayMs,
    applies: ({ kind }) => kind !== 'appendable',
    classOrder: CLASS_ORDER,
  });
  const front = createHttpFront({
    handler: (incoming) => serve(incoming, { seams, surroundings, sweeper, newIds, log }),
    onMalformed: (problem) => malformedReply(problem, newIds()),
    onFailure: (error, incoming) => {
      // A client that goes away while it is answered is none of the server's failures.
      if (!(error instanceof ResponseBroken && error.reason === 'client')) log('the server failed', error);
      const resource = resourceOf(incoming.host, incoming.rawPath);
      return errorReply({ refusal: 'internal-error', resource }, newIds());
    },
    clock,
    limits: options.http,
    wire: seams.wire,
  });
  const bound = await front.listen(options.port ?? 0, options.address ?? '127.0.0.1');
  return {
    url: `http://${bound.address.includes(':') ? `[${bound.address}]` : bound.address}:${bound.port}`,
    ...bound,
    clock,
    store,
    close: async () => {
      sweeper.stop();
      await front.close();
      await store.close();
    },
  };
}
