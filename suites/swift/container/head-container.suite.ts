import { suite } from '../../../harness/check/suite.ts';
import { EVERYBODY, expectListing, underLists } from '../access.ts';
import { invalidRequest } from '../invalid-request.ts';

export default suite('HeadContainer', [
  {
    id: 'counters',
    title: 'Objects and bytes of the container are those that are in it',
    claims: ['S-HEADCONT-09', 'S-HEADCONT-10'],
    lease: 'own',
    run: async (t) => {
      const counts = (objects: string, bytes: string) => ({
        success: true as const,
        body: 'empty' as const,
        headers: { 'x-container-object-count': objects, 'x-container-bytes-used': bytes },
      });
      await t.eventually({ op: 'HeadContainer' }, counts('0', '0'));
      await t.setup({ op: 'PutObject', key: t.key('a'), body: '12345' });
      await t.setup({ op: 'PutObject', key: t.key('b'), body: '1234567890' });
      await t.setup({ op: 'PutObject', key: t.key('empty'), body: '' });
      await t.eventually({ op: 'HeadContainer' }, counts('3', '15'));
      await t.setup({ op: 'PutObject', key: t.key('b'), body: '123' });
      await t.eventually({ op: 'HeadContainer' }, counts('3', '8'));
    },
  },
  {
    id: 'open-to-everybody',
    title: 'A caller without a token may ask where the read list lets everybody in',
    claims: ['S-HEADCONT-03'],
    reading: 'acl-other-items',
    lease: 'own',
    run: async (t) => {
      await underLists(t, { 'X-Container-Read': EVERYBODY });
      await expectListing(t, 'anonymous', true);
    },
  },
  {
    id: 'status-204',
    title: 'The answer is 204',
    claims: ['S-HEADCONT-12'],
    send: {},
    expect: { status: 204, body: 'empty' },
  },
  {
    id: 'lists-for-owners',
    title: 'The access lists are shown to those who may change them, and to no other reader',
    claims: ['S-HEADCONT-13'],
    impact: 'security',
    needs: ['secondIdentity'],
    reading: 'acl-shown',
    lease: 'own',
    run: async (t) => {
      const read = t.identity('second').keyId;
      await t.setup({
        op: 'UpdateContainerAcl',
        headers: {
          'X-Container-Read': read,
          'X-Container-Write': 'nobody:write',
          'X-Container-Meta-Color': 'blue',
        },
      });
      const attribute = { 'x-container-meta-color': 'blue' };
      await t.eventually(
        { op: 'HeadContainer' },
        {
          success: true,
          headers: { ...attribute, 'x-container-read': read, 'x-container-write': 'nobody:write' },
        },
      );
      const absent = { absent: true } as const;
      await t.eventually(
        { op: 'HeadContainer', as: 'second' },
        { success: true, headers: { ...attribute, 'x-container-read': absent, 'x-container-write': absent } },
      );
    },
  },
  {
    id: 'further-headers',
    title: 'X-Timestamp, Last-Modified, Accept-Ranges and X-Storage-Policy are there',
    claims: ['S-HEADCONT-14'],
    send: {},
    expect: {
      success: true,
      headers: {
        'x-timestamp': /\d+\.\d{5}/,
        'last-modified': /[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT/,
        'accept-ranges': 'bytes',
        'x-storage-policy': { present: true },
      },
    },
  },
  invalidRequest('HeadContainer', ['S-HEADCONT-04']),
]);
