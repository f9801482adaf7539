import type { RenderValue } from '../../core/document-render.ts';
import type { Fixture } from '../../core/operation.ts';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/**
 * The caller as access control lists write it: `qcs::cam::uin/<uin>:uin/<uin>`, the same number twice for a root
 * account. Chapter GET Bucket acl, node Owner. An owner already in that form is kept.
 */
export function principal({ account, owner = account }: Pick<Fixture, 'account' | 'owner'>): string {
  return owner.startsWith('qcs::') ? owner : `qcs::cam::uin/${owner}:uin/${owner}`;
}

/** An AccessControlPolicy that leaves everything to the caller. T-PUTBACL-07, -13. */
export function ownerOnlyPolicy(fixture: Fixture): RenderValue {
  const id = principal(fixture);
  return {
    Owner: { ID: id },
    AccessControlList: {
      Grant: [
        {
          Grantee: { '@xmlns:xsi': XSI, '@xsi:type': 'RootAccount', ID: id },
          Permission: 'FULL_CONTROL',
        },
      ],
    },
  };
}
