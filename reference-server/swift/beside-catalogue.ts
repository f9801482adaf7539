import type { Operation } from '../../dialects/core/operation.ts';

/** What these requests have in common. */
const shared = {
  resource: 'service',
  subresources: [],
  profiles: [],
  parameters: [],
  body: { kind: 'none' },
  refusals: [],
  authentication: 'standard',
  permission: 'none',
  whenMissing: {},
  precondition: 'nothing',
  effect: 'none',
  sample: () => ({}),
} as const;

/**
 * Making and removing accounts, by method. No catalogue has them: they are for those who run a server, and an admin of
 * the account is refused them. S-AUTH-18, sheet 1.12.
 */
export const accountManagement: Readonly<Record<string, Operation>> = {
  PUT: {
    ...shared,
    id: 'CreateAccount',
    slug: 'create-account',
    title: 'PUT /v1/<account>',
    method: 'PUT',
    success: [{ status: [201, 202], body: 'empty', headers: [] }],
  },
  DELETE: {
    ...shared,
    id: 'DeleteAccount',
    slug: 'delete-account',
    title: 'DELETE /v1/<account>',
    method: 'DELETE',
    success: [{ status: [204], body: 'empty', headers: [] }],
  },
};

/** What OpenStack answers to OPTIONS: the methods of a resource, to anybody. Sheet 5.6. */
export const methodsOfResource: Operation = {
  ...shared,
  id: 'GetMethods',
  slug: 'get-methods',
  title: 'OPTIONS',
  method: 'OPTIONS',
  authentication: 'none',
  success: [{ status: [200], body: 'empty', headers: ['allow'] }],
};
