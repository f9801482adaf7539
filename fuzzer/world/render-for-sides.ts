import { isDeepStrictEqual } from 'node:util';
import type { Fixture } from '../../dialects/core/operation.ts';
import type { FuzzCase } from '../case.ts';
import { type Rendered, type RenderInput, render } from '../render.ts';

/** Clocks this far apart sign the same request in the same way; ms. */
const SAME_MOMENT_MS = 1000;

/** A case as the request of each server, in their order. Where it is the same request it is made once. */
export function renderForSides(fuzzCase: FuzzCase, inputs: readonly RenderInput[]): Rendered[] {
  const made: { readonly input: RenderInput; readonly rendered: Rendered }[] = [];
  for (const input of inputs) {
    const same = made.find((one) => asksTheSame(one.input, input));
    made.push({ input, rendered: same?.rendered ?? render(fuzzCase, input) });
  }
  return made.map(({ rendered }) => rendered);
}

/**
 * Whether the same mutations changed the requests of all servers. One that is made of what a server says, e.g. its entity
 * tag in upper case, may change nothing for a server that says it otherwise; what both answer is not to be compared then.
 */
export function isSameCase(rendered: readonly Rendered[]): boolean {
  return rendered.every(({ applied }) => isDeepStrictEqual(applied, rendered[0]?.applied));
}

function asksTheSame(one: RenderInput, other: RenderInput): boolean {
  return (
    Math.abs(one.now - other.now) < SAME_MOMENT_MS &&
    one.etag === other.etag &&
    one.dialect === other.dialect &&
    one.mutations === other.mutations &&
    namesTheSame(one.fixture, other.fixture) &&
    isDeepStrictEqual(one.credentials, other.credentials) &&
    isDeepStrictEqual(one.addressing, other.addressing)
  );
}

/** How a copy's source is written follows from the addressing. */
function namesTheSame(one: Fixture, other: Fixture): boolean {
  return (
    one.bucket === other.bucket &&
    one.key === other.key &&
    one.sourceKey === other.sourceKey &&
    one.uploadId === other.uploadId &&
    one.partETag === other.partETag &&
    one.account === other.account &&
    one.owner === other.owner
  );
}
