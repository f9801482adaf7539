import { afterAll, beforeAll, expect } from 'vitest';
import { type Addressing, operationById } from '../../../dialects/core/dialect.ts';
import type { RequestParts, WireRequest } from '../../../dialects/core/request.ts';
import type { Credentials } from '../../../dialects/core/signing.ts';
import { tencentCos } from '../../../dialects/tencent-cos/index.ts';
import { type ManualClock, manualClock } from '../../store/clock.ts';
import { type BodyFraming, exchange, OWNER, type Reply, signedBy } from '../exchange.fixture.ts';
import { type Reference, type ReferenceOptions, startReference } from '../server.ts';

export { OWNER, type Reply };

/** An account that owns nothing. */
export const STRANGER: Credentials = {
  keyId: 'AKIDstranger',
  secret: 'stranger-secret',
  account: '1250000009',
  uin: '100000000009',
};

export const BUCKET = 'b-1250000000';
/** A bucket of the same owner that everybody may read. */
export const OPEN_BUCKET = 'open-1250000000';
export const NOW = Date.parse('2024-03-01T12:00:00.500Z');

export const ADDRESSING: Addressing = {
  style: 'virtual-host',
  hostSuffix: 'cos.ap-beijing.myqcloud.com',
  serviceHost: 'service.cos.myqcloud.com',
  region: 'ap-beijing',
};

/** Who sends a request, and how it is framed. */
export interface SendOptions {
  /** Undefined is anonymous; absent is the owner of the buckets. */
  readonly as?: Credentials | undefined;
  readonly scheme?: string;
  readonly framing?: BodyFraming;
}

/** A reference server of its own for the tests of a file. */
export interface Live {
  readonly reference: () => Reference;
  readonly clock: ManualClock;
  /** Sends an operation; bucket is `BUCKET` and key `k` unless `parts` says otherwise. */
  readonly send: (operation: string, parts?: RequestParts, options?: SendOptions) => Promise<Reply>;
  /** The request `send` would send, signed. */
  readonly signed: (operation: string, parts?: RequestParts, options?: SendOptions) => WireRequest;
}

/** Starts a server before the tests of the calling file and stops it after them. */
export function live(options: Omit<ReferenceOptions, 'clock' | 'identities'> = {}): Live {
  const clock = manualClock(NOW);
  let running: Reference | undefined;
  const failures: unknown[] = [];
  const reference = (): Reference => {
    if (running === undefined) throw new Error('the server is not up yet');
    return running;
  };
  const signed: Live['signed'] = (operation, parts = {}, how = {}) =>
    sign(operation, parts, 'as' in how ? how.as : OWNER, how.scheme ?? 'header', clock.now());
  const send: Live['send'] = (operation, parts = {}, how = {}) =>
    exchange(reference().port, signed(operation, parts, how), how.framing ?? 'length');
  beforeAll(async () => {
    running = await startReference({
      ...options,
      clock,
      identities: [OWNER, STRANGER],
      log: (_, error) => failures.push(error),
    });
    await send('PutBucket', { bucket: BUCKET });
    await send('PutBucket', { bucket: OPEN_BUCKET, headers: [['x-cos-acl', 'public-read']] });
  });
  afterAll(async () => {
    await running?.close();
    expect(failures).toEqual([]);
  });
  return { reference, clock, send, signed };
}

function sign(
  operationId: string,
  parts: RequestParts,
  credentials: Credentials | undefined,
  scheme: string,
  now: number,
): WireRequest {
  const operation = operationById(tencentCos, operationId);
  const wire = tencentCos.address(operation, { bucket: BUCKET, key: 'k', ...parts }, ADDRESSING);
  if (credentials === undefined) return wire;
  return signedBy(credentials, operationId, wire, now, scheme);
}
