import { headerValue } from '../../dialects/core/headers.ts';
import type { Fixture, Operation } from '../../dialects/core/operation.ts';
import type { RequestSpec } from '../../harness/check/context.ts';
import { removeBucket } from '../../harness/session/cleanup.ts';
import { prepare } from '../../harness/session/prepare.ts';
import { requireSuccess } from '../../harness/session/require-success.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import type { FuzzCase } from '../case.ts';
import { LISTING_KEYS } from '../grammar/listing-keys.ts';
import type { Side } from './side.ts';
import { configuredBy, stateKey, stateName } from './state-key.ts';

/** What a case finds on one server. */
export interface Prepared {
  readonly fixture: Fixture;
  /** ETag of the prepared object; of no object when there is none. */
  readonly etag: string;
}

/** One lane on one server: a bucket, and what was made in it and is still as it was made. */
export interface LaneSide {
  readonly side: Side;
  /** Brings about the state of a case, unless it is there. @throws CheckInconclusive when the server does not let it */
  readonly prepare: (fuzzCase: FuzzCase, freshLabel: string) => Promise<Prepared>;
  /** Whether something was made for cases that need another state. */
  readonly holdsOther: (fuzzCase: FuzzCase) => boolean;
  /** The state of a case is no longer as it was. */
  readonly spoil: (fuzzCase: FuzzCase) => void;
  /** What that operation configures may be otherwise than it was. */
  readonly spoilConfiguration: (operation: Operation) => void;
  /** Removes the bucket; the next case gets a new one. */
  readonly reset: (nextLabel: string) => Promise<void>;
  /** Whether the bucket can still be read: somebody may have taken it away, or the server all it had. */
  readonly isThere: () => Promise<boolean>;
  /** Sends a request that has to succeed. */
  readonly setup: (spec: RequestSpec) => Promise<Exchange>;
}

const NO_ETAG = '"11111111111111111111111111111111"';

/** A lane's half on one server. @param firstLabel distinguishes its bucket from others of the run */
export function openLaneSide(side: Side, firstLabel: string): LaneSide {
  const { session } = side;
  let label = firstLabel;
  let bucket: string | undefined;
  const ready = new Map<string, Prepared>();
  /** State key -> how often it was spoiled in this bucket. */
  const spoiled = new Map<string, number>();

  const setup = async (spec: RequestSpec): Promise<Exchange> =>
    requireSuccess(session, spec, await session.send(spec));
  const nameOf = (of: string): string => session.names.bucket(of, session.credentials('main').account);
  const ensureBucket = async (): Promise<string> => {
    if (bucket !== undefined) return bucket;
    await session.identified('main');
    const name = nameOf(label);
    await setup({ op: session.dialect.housekeeping.createBucket, bucket: name });
    bucket = name;
    return name;
  };
  const make = async (fuzzCase: FuzzCase, key: string, freshLabel: string): Promise<Prepared> => {
    const inBucket = await ensureBucket();
    const operation = session.operation(fuzzCase.operation);
    // What an earlier case wrote may decide what becomes of this one, so nothing is made twice under one name.
    const objectKey = `fuzz-${stateName(key)}-${spoiled.get(key) ?? 0}`;
    const { putObject } = session.dialect.housekeeping;
    if (fuzzCase.state.keys) {
      for (const listed of LISTING_KEYS)
        await setup({ op: putObject, bucket: inBucket, key: listed, body: 'x' });
    }
    let etag = NO_ETAG;
    const observed = async (spec: RequestSpec): Promise<Exchange> => {
      const exchange = await setup(spec);
      if (spec.key === objectKey) {
        etag = headerValue(exchange.response?.headers ?? [], 'etag') ?? etag;
      }
      return exchange;
    };
    const { precondition, prepare: prepares } = fuzzCase.state;
    const fixture = await prepare(
      session,
      observed,
      { ...operation, precondition, prepare: prepares },
      {
        bucket: inBucket,
        key: objectKey,
        sourceKey: `${objectKey}-source`,
        freshBucket: () => nameOf(freshLabel),
      },
    );
    return { fixture, etag };
  };
  return {
    side,
    setup,
    isThere: async () => {
      if (bucket === undefined) return true;
      const { response } = await session.send({ op: session.dialect.housekeeping.headBucket, bucket });
      return response !== undefined && response.status < 300;
    },
    prepare: async (fuzzCase, freshLabel) => {
      const key = stateKey(session.dialect, fuzzCase);
      const found = ready.get(key);
      if (found && bucket !== undefined) {
        if (fuzzCase.state.precondition !== 'no-bucket') return found;
        return { ...found, fixture: { ...found.fixture, bucket: nameOf(freshLabel) } };
      }
      const made = await make(fuzzCase, key, freshLabel);
      ready.set(key, made);
      return made;
    },
    holdsOther: (fuzzCase) => {
      const own = stateKey(session.dialect, fuzzCase);
      return [...ready.keys()].some((key) => key !== own);
    },
    spoil: (fuzzCase) => {
      const key = stateKey(session.dialect, fuzzCase);
      ready.delete(key);
      spoiled.set(key, (spoiled.get(key) ?? 0) + 1);
    },
    spoilConfiguration: ({ subresources: [changed] }) => {
      for (const key of ready.keys()) {
        const configured = configuredBy(key).flatMap((id) => session.operation(id).subresources);
        if (changed === undefined || configured.includes(changed)) ready.delete(key);
      }
    },
    reset: async (nextLabel) => {
      ready.clear();
      spoiled.clear();
      label = nextLabel;
      const old = bucket;
      bucket = undefined;
      if (old !== undefined) await removeBucket(session, old);
    },
  };
}
