import { document, many, one, oneOf, optional, text } from '../../core/document.ts';

const permission = one('Permission', oneOf('READ', 'WRITE', 'FULL_CONTROL', 'READ_ACP', 'WRITE_ACP'));

const grants = one('AccessControlList', [
  many(
    'Grant',
    [
      one('Grantee', [optional('ID', text), optional('DisplayName', text), optional('URI', text)], {
        attributes: ['type'],
      }),
      permission,
    ],
    { max: 100 },
  ),
]);

/** Answer of GET Bucket acl and GET Object acl. T-GETBACL-01 to -08, T-GETOACL-01 to -06. */
export const accessControlPolicy = document('AccessControlPolicy', [
  one('Owner', [one('ID', text), one('DisplayName', text)]),
  grants,
]);

/** Body of PUT Bucket acl and PUT Object acl: the owner's display name is not needed. T-PUTBACL-07. */
export const accessControlPolicyRequest = document('AccessControlPolicy', [
  one('Owner', [one('ID', text), optional('DisplayName', text)]),
  grants,
]);
