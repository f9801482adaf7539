import type { RenderValue } from '../dialects/core/document-render.ts';
import type { Operation, Precondition } from '../dialects/core/operation.ts';
import type { Json } from './json.ts';

/** One change to a request: which class, where, and with what. */
export interface MutationStep {
  readonly slug: string;
  /** Where in the request, e.g. `header:range`; see `structured-request.ts`. */
  readonly slot: string;
  readonly args: Json;
}

/** A parameter beyond the operation's sample, or in place of the sample's own. Placeholders are filled in. */
export interface CaseParameter {
  readonly in: 'query' | 'header';
  readonly name: string;
  /** `null` is a query name without `=`. */
  readonly value: string | null;
}

/** A body in place of the sample's. Placeholders are filled in, but for bytes. */
export type CaseBody =
  | { readonly kind: 'document'; readonly document: string; readonly value: RenderValue }
  | { readonly kind: 'base64'; readonly base64: string };

/** What has to exist on a server before the request is sent. */
export interface StateFixture {
  readonly precondition: Precondition;
  /** Operations whose samples are sent once the precondition is met. */
  readonly prepare: readonly string[];
  /** True when the bucket holds the set of keys that listings are tried on. */
  readonly keys: boolean;
}

/** Whether changes are made before the request is signed, so that the signature fits, or to the signed request. */
export type SignOrder = 'mutate-then-sign' | 'sign-then-mutate';

/**
 * A case of the fuzzer. It is data: the same case gives the same request whenever and wherever it is rendered, apart
 * from names, ids and the time. Kept in findings as JSON.
 */
export interface FuzzCase {
  readonly schema: 1;
  readonly dialect: string;
  readonly profile: string;
  readonly operation: string;
  readonly state: StateFixture;
  /** Role of the sender; `anonymous` for nobody. */
  readonly identity: string;
  readonly parameters: readonly CaseParameter[];
  readonly body?: CaseBody | undefined;
  readonly mutations: readonly MutationStep[];
  readonly signOrder: SignOrder;
  readonly sender: 'undici' | 'raw';
}

/** The state that the sample of an operation needs. */
export function stateOf(operation: Operation, listings: ReadonlySet<string>): StateFixture {
  return {
    precondition: operation.precondition,
    prepare: operation.prepare ?? [],
    keys: listings.has(operation.id),
  };
}

/**
 * A case out of a file.
 * @throws TypeError naming what is not as it has to be; nothing of it is used before
 */
export function parseCase(value: unknown): FuzzCase {
  const found = record(value, 'the case');
  if (found.schema !== 1) throw new TypeError('the case is of another version');
  const state = record(found.state, 'state');
  const mutations = list(found.mutations, 'mutations').map((item): MutationStep => {
    const step = record(item, 'a mutation');
    return {
      slug: text(step.slug, 'slug'),
      slot: text(step.slot, 'slot'),
      args: (step.args ?? null) as Json,
    };
  });
  const parameters = list(found.parameters, 'parameters').map((item): CaseParameter => {
    const one = record(item, 'a parameter');
    const where = oneOf(one.in, 'in', ['query', 'header']);
    return {
      in: where,
      name: text(one.name, 'name'),
      value: one.value === null ? null : text(one.value, 'value'),
    };
  });
  return {
    schema: 1,
    dialect: text(found.dialect, 'dialect'),
    profile: text(found.profile, 'profile'),
    operation: text(found.operation, 'operation'),
    state: {
      precondition: text(state.precondition, 'precondition') as Precondition,
      prepare: list(state.prepare, 'prepare').map((item) => text(item, 'prepare')),
      keys: state.keys === true,
    },
    identity: text(found.identity, 'identity'),
    parameters,
    ...(found.body === undefined ? {} : { body: parseBody(found.body) }),
    mutations,
    signOrder: oneOf(found.signOrder, 'signOrder', ['mutate-then-sign', 'sign-then-mutate']),
    sender: oneOf(found.sender, 'sender', ['undici', 'raw']),
  };
}

function parseBody(value: unknown): CaseBody {
  const body = record(value, 'body');
  if (oneOf(body.kind, 'kind', ['document', 'base64']) === 'base64') {
    return { kind: 'base64', base64: text(body.base64, 'base64') };
  }
  return { kind: 'document', document: text(body.document, 'document'), value: body.value as RenderValue };
}

function record(value: unknown, what: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new TypeError(`${what} is no object`);
}

function list(value: unknown, what: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw new TypeError(`${what} is no list`);
}

function text(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`${what} is no text`);
}

function oneOf<const T extends string>(value: unknown, what: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  throw new TypeError(`${what} is none of ${allowed.join(', ')}`);
}
