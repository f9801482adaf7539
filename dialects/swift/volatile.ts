import type { Volatile } from '../core/dialect.ts';
import { CAPABILITIES_PATH } from './storage-path.ts';

/** What differs between two correct answers to the same request. S-GEN-11; notes on the live server. */
export const volatile: Volatile = {
  headers: {
    date: 'date',
    'last-modified': 'date',
    'x-copied-from-last-modified': 'date',
    'x-timestamp': 'opaque',
    'x-trans-id': 'opaque',
    'x-openstack-request-id': 'opaque',
    // an extension of the base document that a server may lack; a check of its own asks for it
    'x-object-goid': 'ignore',
    'x-auth-token': 'opaque',
    'x-storage-token': 'opaque',
    'x-auth-token-expires': 'opaque',
    'x-storage-url': 'opaque',
    'x-copied-from-account': 'opaque',
    'www-authenticate': 'opaque',
    location: 'opaque',
    // of the whole account, where other work goes on
    'x-account-container-count': 'opaque',
    'x-account-object-count': 'opaque',
    'x-account-bytes-used': 'opaque',
    // of containers that checks share
    'x-container-object-count': 'opaque',
    'x-container-bytes-used': 'opaque',
    // sets of names, in any order; which methods there are is a matter of the installation, and checks ask for some
    allow: 'opaque',
    'access-control-expose-headers': 'opaque',
    'access-control-allow-methods': 'opaque',
    'x-storage-policy': 'ignore',
    // of the installation, for admins of every account
    'x-container-sharding': 'ignore',
    server: 'ignore',
    connection: 'ignore',
    'keep-alive': 'ignore',
    'transfer-encoding': 'ignore',
  },
  headerPrefixes: {
    'x-account-storage-policy-': 'ignore',
    // other checks set theirs at the same time
    'x-account-meta-': 'ignore',
  },
  elements: {
    last_modified: 'date',
    storage_policy: 'opaque',
  },
  // refusals and 202 come with a sentence for people or with nothing. S-GEN-17.
  prose: (status) => status === 202 || status >= 400,
  // versions, limits, policies and middleware
  installation: [CAPABILITIES_PATH],
};
