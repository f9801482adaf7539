import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import {
  denied,
  expectListing,
  expectObjectReads,
  expectReads,
  expectWrites,
  underLists,
  userName,
} from '../access.ts';
import { lists, READ, WRITE } from './list-check.ts';

const REFERRERS = ['referrers', 'secondIdentity'] as const;

/** Expects that a list is kept in another form than it was sent in. */
async function expectStored(t: CheckContext, sent: string, stored: string): Promise<void> {
  t.expect(await t.send({ op: 'UpdateContainerAcl', headers: { [READ]: sent } }), { status: 204 });
  await t.eventually({ op: 'HeadContainer' }, { success: true, headers: { 'x-container-read': stored } });
}

/** Reads the object of the check with a Referer, without a token. */
async function expectReferred(t: CheckContext, referer: string | undefined, may: boolean): Promise<void> {
  const headers = referer === undefined ? {} : { Referer: referer };
  const request = { op: 'GetObject', key: t.key('existing'), as: 'anonymous', headers };
  await t.eventually(request, may ? { status: 200 } : denied('anonymous'));
}

/** What OpenStack says of items beyond those of the base document. */
export default suite('UpdateContainerAcl', [
  lists(
    'star-grants-nobody',
    '* is the name of a group nobody is in',
    ['S-ACL-22'],
    async (t) => {
      await underLists(t, { [READ]: '*', [WRITE]: '*' });
      for (const who of ['anonymous', 'second', 'user']) {
        await expectReads(t, who, false);
        await expectWrites(t, who, false);
      }
    },
    { reading: 'acl-star' },
  ),
  lists(
    'blanks-and-empty-items',
    'Blanks around items and empty items are not stored',
    ['S-ACL-18'],
    (t) => expectStored(t, ' a , , b:c ,', 'a,b:c'),
    { needs: [], reading: 'acl-blanks' },
  ),
  lists(
    'letter-case',
    'Names in a list are compared with letter case, blanks around the colon belong to them',
    ['S-ACL-23'],
    async (t) => {
      const name = userName(t, 'second');
      const [account = '', user = ''] = name.split(':');
      for (const other of [name.toUpperCase(), `${account} : ${user}`, `${account}: ${user}`]) {
        await underLists(t, { [READ]: other });
        await expectReads(t, 'second', false);
      }
    },
  ),
  lists(
    'referrers',
    'Items that begin with .r: let in by the Referer, the last that fits decides',
    ['S-ACL-19'],
    async (t) => {
      await underLists(t, { [READ]: '.r:*,.r:-.example.com,.r:www.example.com' });
      await expectReferred(t, undefined, true);
      await expectReferred(t, 'http://other.example.net/page', true);
      await expectReferred(t, 'http://a.example.com/page', false);
      await expectReferred(t, 'http://www.example.com/page', true);
      await underLists(t, { [READ]: '.ref : .example.com' });
      await expectReferred(t, 'http://a.example.com/page', true);
      await expectReferred(t, 'http://example.org/page', false);
      await expectReferred(t, undefined, false);
    },
    { needs: REFERRERS },
  ),
  lists(
    'listings-by-referrer',
    '.rlistings lets those who come by .r: list and ask for the container',
    ['S-ACL-20'],
    async (t) => {
      await underLists(t, { [READ]: '.r:*' });
      await expectObjectReads(t, 'anonymous', true);
      await expectListing(t, 'anonymous', false);
      await underLists(t, { [READ]: '.r:*,.rlistings' });
      await expectReads(t, 'anonymous', true);
      await underLists(t, { [READ]: '.rlistings' });
      await expectReads(t, 'anonymous', false);
    },
    { needs: REFERRERS },
  ),
  lists(
    'invalid-items',
    'Referrers in a write list, empty ones and unknown words behind a dot are refused with 400',
    ['S-ACL-21', 'S-META-09'],
    async (t) => {
      await underLists(t, { [READ]: 'before' });
      for (const headers of [
        { [READ]: '.r:' },
        { [READ]: '.r:-' },
        { [READ]: '.unknown:word' },
        { [WRITE]: '.r:*' },
      ]) {
        t.expect(await t.send({ op: 'UpdateContainerAcl', headers }), { refusal: 'invalid-acl' });
      }
      t.expect(await t.send({ op: 'HeadContainer' }), {
        success: true,
        headers: { 'x-container-read': 'before', 'x-container-write': { absent: true } },
      });
    },
    { needs: ['referrers'] },
  ),
]);
