import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DocumentValue, readDocument } from '../../dialects/core/document-read.ts';
import { renderDocument } from '../../dialects/core/document-render.ts';
import { parseXml } from '../../dialects/core/xml-tree.ts';
import { documents } from '../../dialects/tencent-cos/documents/index.ts';
import { explicitAcl, type Grant, type Grantee } from '../access/acl.ts';
import { refusalOf } from '../operations/refusal.fixture.ts';
import { aclFromDocument, aclToDocument } from './acl-document.ts';

const owner = { account: '1250000000', ownerId: '100' };

function policy(grantee: DocumentValue, permission = 'READ', ownerId = 'anything'): DocumentValue {
  return {
    Owner: { ID: ownerId },
    AccessControlList: { Grant: [{ Grantee: grantee, Permission: permission }] },
  };
}

describe('aclFromDocument', () => {
  it.each([
    [
      'a root account',
      { '@type': 'RootAccount', ID: 'qcs::cam::uin/200:uin/200' },
      { kind: 'account', ownerId: '200' },
    ],
    [
      'a sub-account',
      { '@type': 'SubAccount', ID: 'qcs::cam::uin/200:uin/201' },
      { kind: 'user', ownerId: '200', userId: '201' },
    ],
    ['a canonical user', { '@type': 'CanonicalUser', ID: '200' }, { kind: 'account', ownerId: '200' }],
    ['no type', { ID: 'qcs::cam::anyone:anyone' }, { kind: 'anyone' }],
    [
      'all users',
      { '@type': 'Group', URI: 'http://cam.qcloud.com/groups/global/AllUsers' },
      { kind: 'anyone' },
    ],
    [
      'authenticated users',
      { URI: 'http://cam.qcloud.com/groups/global/AuthenticatedUsers' },
      { kind: 'authenticated' },
    ],
  ])('reads %s', (_, grantee, expected) => {
    expect(aclFromDocument(policy(grantee), owner, 100).grants[1]).toEqual({
      grantee: expected,
      permission: 'read',
    });
  });

  it.each([
    ['a blank owner', policy({ ID: '1' }, 'READ', ' '), 'malformed-xml'],
    ['an unknown permission', policy({ ID: '1' }, 'EVERYTHING'), 'malformed-xml'],
    ['a grantee without id', policy({ DisplayName: 'x' }), 'malformed-xml'],
    ['a malformed id', policy({ ID: 'someone' }), 'invalid-argument'],
    ['an unknown group', policy({ URI: 'http://cam.qcloud.com/groups/global/toString' }), 'invalid-argument'],
    [
      'a group elsewhere',
      policy({ URI: 'http://acs.amazonaws.com/groups/global/AllUsers' }),
      'invalid-argument',
    ],
  ])('refuses %s', (_, document, expected) => {
    expect(refusalOf(() => aclFromDocument(document, owner, 100))).toBe(expected);
  });

  it('refuses more grants than there may be', () => {
    expect(refusalOf(() => aclFromDocument(policy({ ID: '1' }), owner, 0))).toBe('too-many-grants');
  });

  it('reads back what is written, through XML', () => {
    const grantee = fc.oneof(
      fc.constantFrom<Grantee>(
        { kind: 'anyone' },
        { kind: 'authenticated' },
        { kind: 'account', ownerId: '200' },
      ),
      fc.constant<Grantee>({ kind: 'user', ownerId: '200', userId: '201' }),
    );
    const grant: fc.Arbitrary<Grant> = fc.record({
      grantee,
      permission: fc.constantFrom('read', 'write', 'read-acl', 'write-acl', 'full-control'),
    });
    fc.assert(
      fc.property(fc.array(grant), (grants) => {
        const acl = explicitAcl(owner, grants);
        const xml = renderDocument(documents.AccessControlPolicy, aclToDocument(acl));
        const { value, problems } = readDocument(documents.AccessControlPolicy, parseXml(xml));
        expect(problems).toEqual([]);
        expect(aclFromDocument(value, owner, 100)).toEqual(acl);
      }),
    );
  });

  it('declares the namespace of the type it writes', () => {
    const xml = renderDocument(documents.AccessControlPolicy, aclToDocument(explicitAcl(owner, [])));
    expect(xml).toContain(
      '<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="RootAccount"><ID>qcs::cam::uin/100:uin/100</ID>',
    );
  });
});
