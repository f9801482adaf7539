import { withHeader } from '../../../dialects/core/headers.ts';
import { asIf } from '../../faults/edit-request.ts';
import { answering, losing, rewriting, saying } from '../../faults/edit-response.ts';
import { claimed, operations } from './claimed.ts';

const preflights = operations('PreflightObject');
const getsObject = operations('GetObject');

/** Pages of other sites, let in otherwise than their container says. */
export const crossOriginFaults = claimed('cross-origin', {
  'preflights-refused': {
    says: 'A preflight is refused whatever the container says.',
    claims: ['S-CORS-01'],
    respond: (response, { routed }) =>
      routed?.operation.id === 'PreflightObject' && response.headers.some(([name]) => /^access-/i.test(name))
        ? { ...response, status: 401 }
        : response,
  },
  'every-origin-let-in': {
    says: 'A preflight lets every origin in.',
    claims: ['S-CORS-02'],
    respond: (response, { routed, incoming }) => {
      const origin = incoming.headers.find(([name]) => name.toLowerCase() === 'origin')?.[1];
      return routed?.operation.id === 'PreflightObject' && response.status === 401 && origin !== undefined
        ? { ...saying('Access-Control-Allow-Origin', origin)(response, { routed, incoming }), status: 200 }
        : response;
    },
  },
  'refused-origin-told': {
    says: 'A preflight that is refused names the origin all the same.',
    claims: ['S-CORS-02'],
    respond: (response, about) =>
      about.routed?.operation.id === 'PreflightObject' && response.status === 401
        ? saying('Access-Control-Allow-Origin', '*')(response, about)
        : response,
  },
  'preflight-without-methods': {
    says: 'A preflight is not told the methods.',
    claims: ['S-CORS-01'],
    ...answering(preflights, losing(/^access-control-allow-methods$/)),
  },
  'preflight-without-age': {
    says: 'A preflight is not told how long it may be remembered.',
    claims: ['S-CORS-03'],
    ...answering(preflights, losing(/^access-control-max-age$/)),
  },
  'asked-headers-not-allowed': {
    says: 'A preflight gets none of the header names it asks for.',
    claims: ['S-CORS-03'],
    ...answering(preflights, losing(/^access-control-allow-headers$/)),
  },
  'exposed-headers-forgotten': {
    says: 'A page is not let see the headers its container names.',
    claims: ['S-CORS-04'],
    ...answering(
      getsObject,
      rewriting(/^access-control-expose-headers$/, () => 'etag'),
    ),
  },
  'allowed-origin-not-told': {
    says: 'A request from an allowed origin is not told so.',
    claims: ['S-CORS-04'],
    ...answering(getsObject, losing(/^access-control-allow-origin$/)),
  },
  'other-origins-told': {
    says: 'A request from any origin is told that it is allowed.',
    claims: ['S-CORS-05'],
    ...answering(getsObject, (response) => ({
      ...response,
      headers: withHeader(response.headers, 'Access-Control-Allow-Origin', '*'),
    })),
  },
  'options-without-methods': {
    says: 'OPTIONS does not tell the methods.',
    claims: ['S-CORS-06'],
    ...answering(preflights, losing(/^allow$/)),
  },
  'preflight-method-ignored': {
    says: 'A preflight may ask for any method.',
    claims: ['S-CORS-02'],
    ...asIf(preflights, ({ header }) => ({
      header: (name) => (/^access-control-request-method$/i.test(name) ? 'GET' : header(name)),
    })),
  },
});
