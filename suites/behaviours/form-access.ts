import type { CheckContext, IdentityName } from '../../harness/check/context.ts';
import type { Expectation } from '../../harness/check/expectation.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { type AccessBinding, type CannedAcl, denied, setAcl } from './access.ts';
import { expectNothing, expectStored, FILE, type FormBinding, formRequest, post } from './form-upload.ts';
import { type GroundsFor, grounded, type SharedChecks } from './grounds.ts';
import { store } from './stored-object.ts';

function accessChecks(binding: FormBinding & { readonly access: AccessBinding }) {
  const { aclField, access } = binding;
  const expectRead = (t: CheckContext, expectation: Expectation) =>
    t.eventually({ op: t.dialect.housekeeping.getObject, key: t.key(), as: 'anonymous' }, expectation);
  const postAs = (t: CheckContext, as: IdentityName, ...fields: (readonly [string, string])[]) =>
    post(t, binding, { fields: [['key', t.key()], ...fields] }, { as });
  /** Posts until the list of the bucket, which may lag, is what decides. */
  const expectPosted = (t: CheckContext, as: IdentityName, expectation: Expectation) =>
    t.eventually({ ...formRequest(binding, { fields: [['key', t.key()]] }), as }, expectation);
  const open = (t: CheckContext, acl: CannedAcl) => setAcl(t, access, acl);

  return {
    'acl-public-read': {
      title: 'An ACL field opens the object of a private bucket to everyone',
      run: async (t) => {
        t.expect(await postAs(t, 'main', [aclField, 'public-read']), { success: true });
        await expectRead(t, { status: 200, body: { text: FILE } });
      },
    },
    'acl-private': {
      title: 'An ACL field private closes the object of a public bucket',
      impact: 'security',
      lease: { group: 'forms public-read' },
      run: async (t) => {
        await open(t, 'public-read');
        t.expect(await postAs(t, 'main'), { success: true });
        await expectRead(t, { status: 200, body: { text: FILE } });
        t.expect(await postAs(t, 'main', [aclField, 'private']), { success: true });
        await expectRead(t, denied('anonymous'));
        await expectStored(t, t.key());
      },
    },
    'acl-inherited': {
      title: 'Without an ACL field, or with an empty one, an object is as open as its bucket',
      impact: 'security',
      lease: 'own',
      run: async (t) => {
        for (const fields of [[], [[aclField, ''] as const]]) {
          await open(t, 'private');
          t.expect(await postAs(t, 'main', ...fields), { success: true });
          await expectRead(t, denied('anonymous'));
          await open(t, 'public-read');
          await expectRead(t, { status: 200, body: { text: FILE } });
        }
      },
    },
    'acl-unknown': {
      title: 'An ACL field that names no ACL is refused, and nothing is stored',
      impact: 'security',
      run: async (t) => {
        t.expect(await postAs(t, 'main', [aclField, 'public']), { refusal: 'invalid-acl' });
        await expectNothing(t, t.key());
      },
    },
    'anonymous-to-private-bucket': {
      title: 'A form without credentials is refused in a private bucket, and nothing is stored or replaced',
      impact: 'security',
      run: async (t) => {
        t.expect(await postAs(t, 'anonymous'), denied('anonymous'));
        await expectNothing(t, t.key());
        await store(t, 'object', 'of the owner', { [access.cannedHeader]: 'public-read-write' });
        t.expect(await postAs(t, 'anonymous'), denied('anonymous'));
        await expectStored(t, t.key(), 'of the owner');
      },
    },
    'anonymous-to-readable-bucket': {
      title: 'A form without credentials is refused in a bucket everyone may only read',
      impact: 'security',
      lease: { group: 'forms public-read' },
      run: async (t) => {
        await open(t, 'public-read');
        await expectPosted(t, 'anonymous', denied('anonymous'));
        await expectNothing(t, t.key());
      },
    },
    'anonymous-to-writable-bucket': {
      title: 'A form without credentials is stored in a bucket everyone may write to',
      lease: { group: 'forms public-read-write' },
      run: async (t) => {
        await open(t, 'public-read-write');
        await expectPosted(t, 'anonymous', { success: true });
        await expectRead(t, { status: 200, body: { text: FILE } });
      },
    },
    'other-account': {
      title: 'A form of another account is refused in a private bucket, and nothing is stored',
      impact: 'security',
      needs: ['secondIdentity'],
      run: async (t) => {
        t.expect(await postAs(t, 'second'), { refusal: 'access-denied' });
        await expectNothing(t, t.key());
      },
    },
    'granted-account': {
      title: 'A form of another account is stored where WRITE was granted to it',
      needs: ['secondIdentity'],
      lease: { group: 'forms WRITE granted' },
      run: async (t) => {
        await setAcl(t, access, [{ to: 'second', permission: 'WRITE' }]);
        await expectPosted(t, 'second', { success: true });
        await expectPosted(t, 'anonymous', denied('anonymous'));
        await expectPresent(t);
      },
    },
  } satisfies SharedChecks;
}

/** Expects that the object is in the bucket; whoever owns it may be the only one to read it. */
async function expectPresent(t: CheckContext): Promise<void> {
  const { listObjects, objects } = t.dialect.housekeeping;
  await t.eventually(
    { op: listObjects, query: { ...objects.query, prefix: t.key() } },
    { success: true, keys: t.key() },
  );
}

/** Who may post a form, and who may read what was posted. */
export function formAccess(
  binding: FormBinding & {
    readonly access: AccessBinding;
    readonly grounds: GroundsFor<ReturnType<typeof accessChecks>>;
  },
): CheckDraft[] {
  return grounded(accessChecks(binding), binding.grounds);
}
