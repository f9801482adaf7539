import type { Addressing, Dialect } from '../../dialects/core/dialect.ts';
import { operationById } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import type { WireRequest } from '../../dialects/core/request.ts';
import type { Credentials } from '../../dialects/core/signing.ts';
import { CheckInconclusive } from '../check/check.ts';
import type { IdentityName, RequestSpec } from '../check/context.ts';
import type { Target } from '../target/target.ts';
import type { Exchange } from '../transport/exchange.ts';
import { type RawOptions, sendRaw } from '../transport/raw-transport.ts';
import { openUndiciTransport } from '../transport/undici-transport.ts';
import { type Breaker, openBreaker } from './breaker.ts';
import { buildRequest } from './build-request.ts';
import { createdUploadId } from './created-upload.ts';
import type { Ledger, Resource } from './ledger.ts';
import { openLogins } from './logins.ts';
import { type RunNames, runNames } from './names.ts';
import { pace } from './pace.ts';

/** Requests and bytes of a session so far, and the time its exchanges waited for the server, in ms. */
export interface SessionStats {
  readonly requests: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
  readonly waitedMs: number;
}

/** One run's view of one server: identities, signing at send time, the ledger, the pace. */
export interface Session {
  readonly dialect: Dialect;
  readonly target: Target;
  readonly role: 'target' | 'reference';
  readonly seed: number;
  readonly names: RunNames;
  readonly ledger: Ledger;
  readonly breaker: Breaker;
  /** The server's clock, ms since the epoch. */
  readonly now: () => number;
  readonly operation: (id: string) => Operation;
  /** With what its login gave, once it has logged in. @throws CheckInconclusive when the role is not configured */
  readonly credentials: (role: string) => Credentials;
  /** How requests are addressed, as far as it is known: a login may tell more. */
  readonly addressing: () => Addressing;
  /** What logins have given so far and nobody may see. */
  readonly secrets: () => readonly string[];
  /**
   * Sends a request; notes in the ledger what it may create or remove. Never throws for what the server does.
   * @throws CheckInconclusive when the identity is not configured, or the server was given up
   */
  readonly send: (spec: RequestSpec) => Promise<Exchange>;
  /** As `credentials`, logged in if the dialect asks for that. @throws CheckInconclusive as `send` does */
  readonly identified: (role: string) => Promise<Credentials>;
  /**
   * Sends a request that is addressed and signed already, or bytes, at the session's pace. Nothing is noted in the
   * ledger: whoever sends knows what may come of it.
   * @throws CheckInconclusive when the server was given up
   */
  readonly transmit: (request: WireRequest, raw?: RawTransmission) => Promise<Exchange>;
  readonly stats: () => SessionStats;
  readonly close: () => Promise<void>;
}

/** Bytes for a connection of their own, and how they are sent. */
export interface RawTransmission {
  readonly bytes: Uint8Array;
  readonly options: RawOptions;
}

/** What a session is opened with. */
export interface SessionSettings {
  readonly dialect: Dialect;
  readonly target: Target;
  readonly role: 'target' | 'reference';
  readonly seed: number;
  /** Up to 8 characters of `a-z0-9`; part of every name the run uses. */
  readonly runId: string;
  readonly ledger: Ledger;
  /** How far the server's clock is ahead of ours, ms. */
  readonly clockSkewMs: number;
}

/** RFC 9110 section 9.2.2. */
const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']);

/** Opens a session. No request is sent. */
export function openSession(settings: SessionSettings): Session {
  const { dialect, target, ledger } = settings;
  const endpoint = {
    endpoint: new URL(target.endpoint),
    ca: target.tls.ca,
    insecure: target.tls.insecure,
    limits: target.timeouts,
  };
  const transport = openUndiciTransport(endpoint);
  const turns = pace(target.perSecond);
  const breaker = openBreaker();
  const stats = { requests: 0, sentBytes: 0, receivedBytes: 0, waitedMs: 0 };
  const now = (): number => Date.now() + settings.clockSkewMs;
  const configuredAs = (role: string): Credentials => {
    const found = target.identities[role];
    if (!found) throw new CheckInconclusive('no-identity', `identity ${role} is not configured`);
    return found;
  };
  const operation = (id: string): Operation => operationById(dialect, id);
  const logins = openLogins(dialect, (role) => exchangeFor(loginRequest(dialect), role), configuredAs);
  const credentials = (role: string): Credentials => logins.held(role)?.credentials ?? configuredAs(role);
  const addressing = (): Addressing => {
    const basePath = target.addressing.basePath ?? logins.held('main')?.basePath;
    return basePath === undefined ? target.addressing : { ...target.addressing, basePath };
  };

  /** An idle connection may die just as it is used again; that says nothing about the request, so it is sent anew. */
  const sendOnce = async (request: WireRequest, intend: () => void): Promise<Exchange> => {
    const first = await transport.send(request);
    if (first.failure?.detail !== 'reused-connection' || !IDEMPOTENT.has(request.method)) return first;
    // The first may have been carried out before the connection died: what the second is told does not answer for it.
    intend();
    return transport.send(request);
  };

  const takeTurn = async (): Promise<void> => {
    breaker.assertClosed();
    // Somebody else may have found the target gone while this request waited for its turn.
    if ((await turns.turn()) > 0) breaker.assertClosed();
  };

  const count = (exchange: Exchange): void => {
    stats.requests++;
    stats.sentBytes += exchange.request.body.length;
    stats.receivedBytes += exchange.response?.body.length ?? 0;
    stats.waitedMs += exchange.waitedMs;
    breaker.note(exchange);
  };

  const transmit: Session['transmit'] = async (request, raw) => {
    await takeTurn();
    const exchange = raw
      ? await sendRaw(endpoint, { bytes: raw.bytes }, raw.options)
      : await sendOnce(request, () => undefined);
    count(exchange);
    return exchange;
  };

  const identified: Session['identified'] = async (role) => {
    configuredAs(role);
    await logins.of('main');
    await logins.of(role);
    return credentials(role);
  };

  const send = async (spec: RequestSpec): Promise<Exchange> => {
    await takeTurn();
    const identity: IdentityName = spec.as ?? 'main';
    const op = operation(spec.op);
    const isAnonymous = identity === 'anonymous';
    // Nothing is sent for a role that is not configured, a login least of all.
    if (!isAnonymous) configuredAs(identity);
    if (op.resource !== 'endpoint') {
      // Where everything lies is told to the main identity.
      await logins.of('main');
      if (!isAnonymous && op.authentication !== 'login') await logins.of(identity);
    }
    const exchange = await exchangeFor(spec, identity);
    const untouched = !isAnonymous && spec.sign === undefined && !spec.afterSigning && !spec.bytes;
    if (untouched && exchange.response?.status === 401) logins.forget(identity);
    return exchange;
  };

  const exchangeFor = async (spec: RequestSpec, identity: IdentityName): Promise<Exchange> => {
    const op = operation(spec.op);
    const request = buildRequest({
      dialect,
      operation: op,
      addressing: addressing(),
      spec,
      credentials: identity === 'anonymous' ? undefined : credentials(identity),
      now: now(),
    });
    const resource = affected(op, spec, identity);
    const intend = (): void => {
      if (resource && op.effect.startsWith('creates')) ledger.note('intended', resource);
    };
    intend();
    const exchange =
      spec.raw || spec.bytes
        ? await sendRaw(endpoint, spec.bytes ? { bytes: spec.bytes(request) } : request, spec.raw)
        : await sendOnce(request, intend);
    count(exchange);
    if (resource) settle(dialect, ledger, op, resource, exchange);
    return exchange;
  };

  return {
    dialect,
    target,
    role: settings.role,
    seed: settings.seed,
    names: runNames(dialect, settings.runId),
    ledger,
    breaker,
    now,
    operation,
    credentials,
    addressing,
    secrets: logins.secrets,
    send,
    identified,
    transmit,
    stats: () => ({ ...stats }),
    close: () => transport.close(),
  };
}

/** The dialect's login as a request. Only asked for where there is one. */
function loginRequest({ login }: Dialect): RequestSpec {
  return { op: login?.operation ?? '' };
}

/** The resource a request creates or removes, for the ledger. */
function affected(operation: Operation, spec: RequestSpec, identity: string): Resource | undefined {
  const kind = operation.effect.split('-')[1];
  if (kind !== 'bucket' && kind !== 'object' && kind !== 'upload') return undefined;
  if (operation.effect.startsWith('changes')) return undefined;
  return { kind, bucket: spec.bucket ?? '', key: spec.key, identity };
}

function settle(
  dialect: Dialect,
  ledger: Ledger,
  operation: Operation,
  resource: Resource,
  { response }: Exchange,
): void {
  // Without a response nobody knows what exists: the intention stays, and `clean` looks.
  if (!response) return;
  const done = response.status >= 200 && response.status < 300;
  if (operation.effect.startsWith('removes')) {
    // A check may have changed the request into one that removes something else: of buckets the clean-up decides.
    if (done && resource.kind !== 'bucket') ledger.note('removed', resource);
  } else if (done) {
    const uploadId =
      resource.kind === 'upload' ? createdUploadId(dialect, operation, response.body) : undefined;
    ledger.note('created', { ...resource, uploadId });
  } else if (response.status < 500) {
    ledger.note('refused', resource);
  }
}
