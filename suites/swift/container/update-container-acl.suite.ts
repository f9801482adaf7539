import { type CheckDraft, suite } from '../../../harness/check/suite.ts';
import {
  accountName,
  EVERYBODY,
  expectNoContainerWrites,
  expectReads,
  expectWrites,
  underLists,
  userName,
} from '../access.ts';
import { invalidRequest } from '../invalid-request.ts';
import { lists, READ, THREE, WRITE } from './list-check.ts';

/** Both ways in which a list is taken away. */
function deletion(
  id: string,
  title: string,
  claims: readonly string[],
  headers: Readonly<Record<string, string>>,
): CheckDraft {
  return lists(id, title, claims, async (t) => {
    await underLists(t, { [READ]: userName(t, 'second'), [WRITE]: userName(t, 'second') });
    await expectReads(t, 'second', true);
    t.expect(await t.send({ op: 'UpdateContainerAcl', headers }), { status: 204, body: 'empty' });
    await expectReads(t, 'second', false);
    await expectWrites(t, 'second', false);
    const absent = { absent: true } as const;
    t.expect(await t.send({ op: 'HeadContainer' }), {
      success: true,
      headers: { 'x-container-read': absent, 'x-container-write': absent },
    });
  });
}

export default suite('UpdateContainerAcl', [
  lists(
    'no-list',
    'Without a list nobody but admins of the account gets in',
    ['S-ACL-01', 'S-AUTH-20'],
    async (t) => {
      await underLists(t, {});
      for (const who of ['second', 'user', 'anonymous']) {
        await expectReads(t, who, false);
        await expectWrites(t, who, false);
      }
      await expectReads(t, 'main', true);
    },
  ),
  lists(
    'read-list-of-account',
    'An account in the read list lets every user of it read, and nobody else',
    ['S-ACL-03', 'S-GETOBJ-03', 'S-LISTOBJ-03', 'S-HEADOBJ-02'],
    async (t) => {
      await underLists(t, { [READ]: accountName(t, 'second') });
      await expectReads(t, 'second', true);
      await expectReads(t, 'user', false);
      await expectReads(t, 'anonymous', false);
    },
    { reading: 'account-names' },
  ),
  lists(
    'read-list-of-own-account',
    'The own account in the read list lets its plain users read',
    ['S-ACL-03', 'S-AUTH-20'],
    async (t) => {
      await underLists(t, { [READ]: accountName(t, 'main') });
      await expectReads(t, 'user', true);
      await expectReads(t, 'second', false);
    },
  ),
  lists(
    'read-list-of-user',
    'A user in the read list may read, and no other user',
    ['S-ACL-04', 'S-GETOBJ-03', 'S-LISTOBJ-03', 'S-HEADCONT-02'],
    async (t) => {
      await underLists(t, { [READ]: userName(t, 'user') });
      await expectReads(t, 'user', true);
      await expectReads(t, 'second', false);
      await expectReads(t, 'anonymous', false);
    },
  ),
  lists(
    'another-user-of-account',
    'A user in a list lets no other user of that account in',
    ['S-ACL-04'],
    async (t) => {
      const other = `${accountName(t, 'main')}:bucketproof-somebody-else`;
      await underLists(t, { [READ]: other, [WRITE]: other });
      await expectReads(t, 'user', false);
      await expectWrites(t, 'user', false);
    },
  ),
  lists(
    'list-of-several',
    'A list may name several accounts and users',
    ['S-ACL-02', 'S-ACL-03', 'S-ACL-04'],
    async (t) => {
      await underLists(t, {
        [READ]: `nobody,${accountName(t, 'second')},nobody:else,${userName(t, 'user')}`,
      });
      await expectReads(t, 'second', true);
      await expectReads(t, 'user', true);
      await expectReads(t, 'anonymous', false);
    },
  ),
  lists('read-list-does-not-write', 'Who may read may not write', ['S-ACL-17'], async (t) => {
    await underLists(t, { [READ]: userName(t, 'second') });
    await expectReads(t, 'second', true);
    await expectWrites(t, 'second', false);
    await expectNoContainerWrites(t, 'second');
  }),
  lists(
    'write-list-of-user',
    'A user in the write list may put, change and delete objects, and does not read',
    ['S-ACL-17', 'S-ACL-04', 'S-PUTOBJ-20', 'S-DELOBJ-03', 'S-POSTOBJ-03', 'S-POSTOBJ-13'],
    async (t) => {
      await underLists(t, { [WRITE]: userName(t, 'second') });
      await expectWrites(t, 'second', true);
      await expectReads(t, 'second', false);
      await expectWrites(t, 'user', false);
      await expectWrites(t, 'anonymous', false);
    },
  ),
  lists(
    'write-list-of-account',
    'An account in the write list lets every user of it write objects, and not the container',
    ['S-ACL-03', 'S-ACL-17', 'S-PUTOBJ-20', 'S-DELOBJ-03', 'S-POSTCONT-03'],
    async (t) => {
      await underLists(t, { [WRITE]: accountName(t, 'main') });
      await expectWrites(t, 'user', true);
      await expectNoContainerWrites(t, 'user');
      await expectWrites(t, 'second', false);
    },
  ),
  lists(
    'star-reads',
    '* in the read list lets everybody read, token or not',
    ['S-ACL-05', 'S-GETOBJ-04', 'S-LISTOBJ-04', 'S-HEADCONT-02'],
    async (t) => {
      await underLists(t, { [READ]: '*' });
      for (const who of ['anonymous', 'second', 'user']) await expectReads(t, who, true);
      await expectWrites(t, 'anonymous', false);
    },
    { reading: 'acl-star' },
  ),
  lists(
    'star-writes',
    '* in the write list lets everybody write objects, token or not',
    ['S-ACL-05', 'S-PUTOBJ-21', 'S-DELOBJ-04', 'S-POSTOBJ-03', 'S-POSTOBJ-04', 'S-POSTOBJ-13'],
    async (t) => {
      await underLists(t, { [WRITE]: '*' });
      for (const who of ['anonymous', 'second', 'user']) await expectWrites(t, who, true);
      await expectReads(t, 'anonymous', false);
    },
    { reading: 'acl-star', needs: [...THREE, 'anonymousWrites'] },
  ),
  lists(
    'open-to-everybody',
    'Where the read list lets everybody in, no token is needed for an object or its headers',
    ['S-HEADOBJ-04', 'S-HEADCONT-03'],
    async (t) => {
      await underLists(t, { [READ]: EVERYBODY });
      await expectReads(t, 'anonymous', true);
    },
    { reading: 'acl-other-items', needs: [] },
  ),
  deletion(
    'empty-value-deletes',
    'An empty value deletes a list, and only admins of the account get in',
    ['S-ACL-06', 'S-ACL-14', 'S-ACL-15'],
    { [READ]: '', [WRITE]: '' },
  ),
  deletion(
    'remove-header-deletes',
    'X-Remove-Container-Read and -Write delete the lists, whatever their value is',
    ['S-ACL-06', 'S-ACL-16', 'S-ACL-15'],
    { 'X-Remove-Container-Read': 'x', 'X-Remove-Container-Write': 'anything' },
  ),
  lists(
    'lists-by-themselves',
    'Either list is set and deleted without the other',
    ['S-ACL-07', 'S-ACL-14', 'S-ACL-16'],
    async (t) => {
      const post = async (headers: Readonly<Record<string, string>>) => {
        t.expect(await t.send({ op: 'UpdateContainerAcl', headers }), { status: 204 });
      };
      const shows = (read: string | undefined, write: string | undefined) =>
        t.eventually(
          { op: 'HeadContainer' },
          {
            success: true,
            headers: {
              'x-container-read': read ?? { absent: true },
              'x-container-write': write ?? { absent: true },
            },
          },
        );
      await post({ [READ]: 'a:b' });
      await post({ [WRITE]: 'c' });
      await shows('a:b', 'c');
      await post({ [READ]: '' });
      await shows(undefined, 'c');
      await post({ [READ]: 'd', 'X-Remove-Container-Write': 'x' });
      await shows('d', undefined);
    },
    { needs: [] },
  ),
  lists(
    'reseller-changes-lists',
    'An admin of every account may set and delete lists',
    ['S-ACL-08', 'S-ACL-15', 'S-AUTH-19'],
    async (t) => {
      const as = 'reseller';
      const set = await t.send({ op: 'UpdateContainerAcl', headers: { [READ]: 'a:b' }, as });
      t.expect(set, { status: 204 });
      await t.eventually({ op: 'HeadContainer' }, { success: true, headers: { 'x-container-read': 'a:b' } });
      const unset = await t.send({ op: 'UpdateContainerAcl', headers: { [READ]: '' }, as });
      t.expect(unset, { status: 204 });
    },
    { needs: ['resellerIdentity'] },
  ),
  invalidRequest('UpdateContainerAcl', ['S-ACL-09']),
]);
