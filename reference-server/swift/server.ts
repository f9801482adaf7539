import { headerValue } from '../../dialects/core/headers.ts';
import type { Credentials } from '../../dialects/core/signing.ts';
import type { Profile } from '../../dialects/swift/profiles.ts';

import { ResponseBroken } from '../http/response.ts';
import { createHttpFront, type HttpLimits } from '../http/server.ts';
import { httpWire } from '../http/wire.ts';
import { dispatch } from '../operations/dispatch.ts';
import type { OperationLimits } from '../operations/limits.ts';
import { receiveForm } from '../operations/receive-form.ts';
import { Refused } from '../operations/refuse.ts';
import { serve } from '../operations/serve.ts';
import { randomSource } from '../random-source.ts';
import { createBlobStore } from '../store/blob-store.ts';
import { type Clock, systemClock } from '../store/clock.ts';
import { createIdSource } from '../store/ids.ts';
import { listings } from '../store/listing.ts';
import { createObjectStore, type ObjectStore } from '../store/object-store.ts';
import { accountBindings } from './account/bindings.ts';
import { createAccounts } from './accounts.ts';
import { containerBindings } from './container/bindings.ts';
import { createDecision } from './decision.ts';
import { createExpiry } from './expiry.ts';
import { userTable } from './identity.ts';
import { malformedReply } from './malformed-reply.ts';
import { objectBindings } from './object/bindings.ts';
import { createGrowingObjects } from './object/growing-objects.ts';
import { type Pacer, systemPacer } from './object/pacer.ts';
import { prepare, type Surroundings } from './prepare.ts';
import { errorReply } from './reply.ts';
import { respond } from './respond.ts';
import { createIds } from './response-ids.ts';
import { routeRequest } from './route-request.ts';
import { DOCUMENTED_LIMITS, RULES } from './rules.ts';
import type { Seams } from './seams.ts';
import { capabilitiesBinding } from './service/capabilities.ts';
import { methodsBinding } from './service/methods.ts';
import { tokenBinding } from './service/token.ts';
import type { Setting } from './setting.ts';
import { advancing } from './timestamp.ts';
import { createTokens } from './tokens.ts';

/** How a reference server of this dialect is set up. Everything has a default. */
export interface ReferenceOptions {
  /** The documents it follows; the base document's when absent. */
  readonly profile?: Profile | undefined;
  /** Who may log in, as `userOf` reads them; their accounts are the ones there are. */
  readonly identities?: readonly Credentials[] | undefined;
  readonly clock?: Clock | undefined;
  /** Address to bind; loopback when absent. */
  readonly address?: string | undefined;
  /** Port to bind; a free one when absent or 0. */
  readonly port?: number | undefined;
  /** Bounds other than the documented ones, for tests. */
  readonly limits?: Partial<OperationLimits> | undefined;
  readonly http?: Partial<HttpLimits> | undefined;
  /** Life of tokens in seconds. */
  readonly tokenLifeS?: number | undefined;
  /** Time for paced transfers. */
  readonly pacer?: Pacer | undefined;
  /** Where large bodies are kept while the server is up; the system's directory for temporary files when absent. */
  readonly directory?: string | undefined;
  /** Makes everything random repeat itself. */
  readonly seed?: string | undefined;
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
  /** For tests that look behind the wire. */
  readonly store: ObjectStore;
  /** Stops listening, ends what is running, drops everything stored. */
  readonly close: () => Promise<void>;
}

/** Starts a reference server of the Swift API. */
export async function startReference(options: ReferenceOptions = {}): Promise<Reference> {
  const clock = options.clock ?? systemClock();
  const log = options.log ?? (() => undefined);
  const randomBytes = randomSource(options.seed);
  const ids = createIds(randomBytes);
  const store = createObjectStore({
    clock: advancing(clock),
    blobs: createBlobStore({ directory: options.directory, hashes: ['md5'] }),
    ids: createIdSource(randomBytes),
  });
  const setting = createSetting(options, clock, randomBytes);
  const bindings = {
    GetToken: tokenBinding(setting),
    GetCapabilities: capabilitiesBinding,
    GetMethods: methodsBinding,
    PreflightObject: methodsBinding,
    ...accountBindings(setting),
    ...containerBindings(setting),
    ...objectBindings(setting),
  };
  // The base document knows nothing of other sites.
  const crossOrigin = setting.profile === 'openstack' ? (name: string) => store.bucket(name) : undefined;
  const inner: Seams = {
    intake: (incoming) => routeRequest(incoming, setting.profile),
    decision: createDecision(setting.tokens),
    operate: (prepared) => dispatch(bindings, prepared),
    store,
    respond: (response, about) => respond(response, { ...about, crossOrigin }),
    wire: httpWire,
  };
  const seams = options.wrap?.(inner) ?? inner;
  const surroundings: Surroundings = {
    store: seams.store,
    region: '',
    addressedRegion: undefined,
    limits: { ...DOCUMENTED_LIMITS, ...options.limits },
    rules: RULES,
    decision: seams.decision,
    listings,
    receiveForm,
    randomBytes,
  };
  const front = createHttpFront({
    handler: (incoming) =>
      serve(incoming, {
        seams,
        newIds: ({ headers }) => ids(clock.now(), headerValue(headers, 'x-trans-id-extra')),
        prepare: (routed) => prepare(routed, surroundings, setting),
        refused: (error, { method, rawPath }, { transactionId }) => {
          if (error instanceof Refused) return errorReply(error);
          log(`${method} ${rawPath}: ${transactionId}`, error);
          return errorReply({ refusal: 'internal-error' });
        },
      }),
    onMalformed: (problem) => malformedReply(problem, ids(clock.now())),
    onFailure: (error) => {
      // A client that goes away while it is answered is none of the server's failures.
      if (!(error instanceof ResponseBroken && error.reason === 'client')) log('the server failed', error);
      return errorReply({ refusal: 'internal-error' });
    },
    clock,
    limits: options.http,
    wire: seams.wire,
  });
  const bound = await front.listen(options.port ?? 0, options.address ?? '127.0.0.1');
  return {
    url: `http://${bound.address.includes(':') ? `[${bound.address}]` : bound.address}:${bound.port}`,
    ...bound,
    store,
    close: async () => {
      await front.close();
      await store.close();
    },
  };
}

function createSetting(
  { profile = 'cisco', identities = [], tokenLifeS, pacer = systemPacer }: ReferenceOptions,
  clock: Clock,
  randomBytes: (count: number) => Uint8Array,
): Setting {
  return {
    profile,
    accounts: createAccounts(
      clock,
      identities.map(({ account }) => account),
    ),
    users: userTable(identities),
    tokens: createTokens(clock, randomBytes, tokenLifeS),
    expiry: createExpiry(clock),
    growing: createGrowingObjects(),
    pacer,
  };
}
