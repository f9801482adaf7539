import type { Parameter } from '../../dialects/core/operation.ts';
import { bodyBytes, type StructuredRequest } from '../structured-request.ts';
import type { About } from './mutation.ts';
import type { Slots } from './variants.ts';

/** A question about an operation, answered by its description. */
export type Trait = (about: About, request: StructuredRequest) => boolean;

/** One slot, where the operation has that trait; everywhere without one. */
export function at(slot: string, has: Trait = () => true): Slots {
  return (request, about) => (has(about, request) ? [slot] : []);
}

/** Slots of the documented parameters of that place whose names match. */
export function parameterSlots(where: 'header' | 'query', name: RegExp): Slots {
  return (_, about) => namedParameters(about, where, name).map((one) => `${where}:${slotNameOf(one)}`);
}

/** Field names do not depend on letter case, parameter names do. */
function slotNameOf({ in: where, name }: Parameter): string {
  return where === 'header' ? name.toLowerCase() : name;
}

/** The documented parameters of that place whose names match. */
export function namedParameters(
  { operation }: About,
  where: Parameter['in'],
  name: RegExp,
): readonly Parameter[] {
  return operation.parameters.filter((one) => one.in === where && name.test(one.name));
}

/** The documented parameter that a slot names. */
export function parameterAt({ operation }: About, slot: string): Parameter | undefined {
  return operation.parameters.find((one) => slot === `${one.in}:${slotNameOf(one)}`);
}

/** True for an operation with such a parameter. */
export function takes(where: Parameter['in'], name: RegExp): Trait {
  return (about) => namedParameters(about, where, name).length > 0;
}

/** True when both are. */
export function both(one: Trait, other: Trait): Trait {
  return (about, request) => one(about, request) && other(about, request);
}

/** The content of an object is what is asked for. */
export const readsBytes: Trait = ({ operation }) =>
  operation.resource === 'object' &&
  operation.method === 'GET' &&
  operation.subresources.length === 0 &&
  operation.success.some(({ body }) => body === 'bytes');

/** An object is asked for, with its content or without. */
export const readsObject: Trait = ({ operation: { resource, permission, subresources, method } }) =>
  resource === 'object' &&
  permission === 'object-read' &&
  subresources.length === 0 &&
  (method === 'GET' || method === 'HEAD');

/** The body becomes the content of an object. */
export const storesObject: Trait = ({ operation }) =>
  operation.effect === 'creates-object' && operation.body.kind === 'bytes';

/** The request changes something in a bucket. */
export const writes: Trait = ({ operation }) => operation.effect !== 'none';

/** It takes an object away, or a bucket: not for what may end up one level higher. */
export const removes: Trait = ({ operation }) => /^removes-/.test(operation.effect);

/** An object is addressed. */
export const addressesObject: Trait = ({ operation }) => operation.resource === 'object';

/** Names are listed, so that prefixes or markers mean something. */
export const lists: Trait = takes('query', /^(prefix|delimiter|.*marker)$/);

/** Content comes from another object. */
export const copies: Trait = ({ operation }) => operation.copies === true;

/** Metadata of one's own can be given. */
export const takesMetadata: Trait = takes('header', /-meta-/i);

/** The preflight of CORS. */
export const isPreflight: Trait = takes('header', /^access-control-request-method$/i);

/** A digest of the body can be given. */
export const takesDigest: Trait = ({ operation }) => 'md5' in operation.body;

/** The request carries credentials in its fields or its query. */
export const isSigned: Trait = ({ operation }, request) =>
  operation.authentication === 'standard' && request.signing.none !== true;

/** The request has a body. */
export const hasBody: Trait = (_, request) => bodyBytes(request).length > 0;
