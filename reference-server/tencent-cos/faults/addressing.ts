import { headerValue, withHeader } from '../../../dialects/core/headers.ts';
import { withoutHeaders } from '../../faults/edit-request.ts';
import { faults } from '../../faults/fault.ts';
import { overlay } from '../../faults/overlay.ts';
import { refuse } from '../../operations/refuse.ts';

/** How requests of this dialect find their bucket and operation, got wrong. */
export const addressingFaults = faults('addressing', {
  'appid-ignored': {
    says: 'Only the user part of a bucket name counts, whatever APPID follows.',
    keep: (store) =>
      overlay(store, {
        bucket: (name) => {
          const user = name.replace(/-\d+$/, '-');
          const others = store.listBuckets({ prefix: user }).buckets;
          return store.bucket(name) ?? others.find((bucket) => bucket.name.replace(/-\d+$/, '-') === user);
        },
      }),
  },
  'missing-appid-accepted': {
    says: 'A host without APPID means a bucket of the first account.',
    receive: (incoming) => {
      const host = incoming.host?.replace(/^([a-z0-9-]*[a-z])\.cos\./, '$1-1250000000.cos.');
      return { ...incoming, host };
    },
  },
  'missing-host-accepted': {
    says: 'A request without Host is taken for one to the bucket that was asked for last.',
    fresh: () => {
      let last: string | undefined;
      return {
        receive: (incoming) => {
          last = incoming.host || last;
          return { ...incoming, host: last };
        },
      };
    },
  },
  'subresource-with-equals-unknown': {
    says: 'A sub-resource is known as ?acl but not as ?acl=.',
    understand: ({ operation, query }) =>
      query.some(([name, value]) => value === '' && operation.subresources.includes(name))
        ? refuse('invalid-argument')
        : {},
  },
  'absolute-target-refused': {
    says: 'A request target with scheme and host is refused.',
    understand: ({ incoming }) => (/^https?:/i.test(incoming.target) ? refuse('malformed-request') : {}),
  },
  'unknown-methods-as-get': {
    says: 'A method that a resource does not support is served as GET.',
    receive: (incoming) =>
      /^(PATCH|PROPFIND|TRACE)$/.test(incoming.method) ? { ...incoming, method: 'GET' } : incoming,
  },
  'unsupported-methods-succeed': {
    says: 'A method that a resource does not support is answered 200, and nothing happens.',
    respond: (response) =>
      response.status === 405 ? { status: 200, headers: response.headers, body: { kind: 'none' } } : response,
  },
  'service-host-unknown': {
    says: 'The documented host of the service is taken for that of a bucket.',
    receive: (incoming) =>
      /^service\./.test(incoming.host ?? '')
        ? { ...incoming, host: 'service-1.cos.ap-beijing.myqcloud.com' }
        : incoming,
  },
  'empty-cache-control-kept': {
    says: 'An empty Cache-Control is kept as no-cache.',
    understand: ({ incoming }) =>
      headerValue(incoming.headers, 'cache-control') === ''
        ? { incoming: { ...incoming, headers: withHeader(incoming.headers, 'Cache-Control', 'no-cache') } }
        : {},
  },
  'traffic-limit-unchecked': {
    says: 'A traffic limit out of range is ignored.',
    understand: ({ incoming }) => ({ incoming: withoutHeaders(incoming, 'x-cos-traffic-limit') }),
  },

  'region-not-shown': {
    says: 'HEAD of a bucket does not name its region.',
    respond: (response) => ({
      ...response,
      headers: response.headers.filter(([name]) => name.toLowerCase() !== 'x-cos-bucket-region'),
    }),
  },
});
