import type { Binding } from '../../operations/handler.ts';
import { emptyReply } from '../reply.ts';
import type { Setting } from '../setting.ts';

/** Query parameter of requests that have come to the right node. */
const NODE = 'node';

/**
 * Sends clients that would follow to another node, which is this server under another URL: so they can be seen to follow.
 * OpenStack knows no such thing. S-GETOBJ-07, -08, S-PUTOBJ-11, -12, -14; READINGS.md, `redirects-of-the-server`.
 */
export function redirecting(binding: Binding, { profile }: Setting): Binding {
  if (profile === 'openstack') return binding;
  return async (prepared) => {
    const { request } = prepared;
    const follows = request.own('follow-redirect') === 'true';
    if (!follows || request.host === '' || request.query(NODE) !== undefined) return binding(prepared);
    return emptyReply(307, [['Location', `http://${request.host}${request.rawPath}?${NODE}=2`]]);
  };
}
