import { suite } from '../../../harness/check/suite.ts';
import { keyEncodings } from '../../behaviours/key-encodings.ts';
import { keyLengths } from '../../behaviours/key-encodings-length.ts';

const UNCHANGED = ['T-ADDR-21'];
const LITERAL = ['T-ADDR-07'];
const DECODED = ['T-ADDR-06'];

export default suite('PutObject', [
  ...keyEncodings({
    grounds: {
      'key-with-spaces': UNCHANGED,
      'key-with-percent': DECODED,
      'key-with-plus': DECODED,
      'key-with-query-characters': UNCHANGED,
      'key-with-punctuation': UNCHANGED,
      'key-with-markup': UNCHANGED,
      'key-with-utf8': UNCHANGED,
      'key-with-odd-unicode': UNCHANGED,
      'key-with-controls': UNCHANGED,
      'key-with-slashes': LITERAL,
      'key-with-dot-segments': LITERAL,
      'key-like-file-names': UNCHANGED,
      'keys-apart-encoding': DECODED,
      'keys-apart-path': LITERAL,
      'keys-apart-unicode': UNCHANGED,
      'key-beside-its-children': LITERAL,
      'key-leading-slash': LITERAL,
      'key-of-one-byte': UNCHANGED,
    },
  }),
  ...keyLengths({
    maxBytes: 850,
    grounds: {
      'key-longest': ['T-ADDR-20'],
      'key-longest-wide': ['T-ADDR-20'],
      'key-too-long': ['T-ADDR-19'],
      'key-too-long-wide': { claims: ['T-ADDR-19'], level: 'should', reading: 'key-length' },
    },
  }),
  {
    id: 'folder-marker',
    title: 'An empty object whose key ends in a slash is created, read and listed like any other',
    claims: ['T-ADDR-22'],
    run: async (t) => {
      const key = t.key('folder/');
      t.expect(await t.send({ op: 'PutObject', key }), {
        status: 200,
        body: 'empty',
        headers: { etag: { present: true } },
      });
      t.expect(await t.send({ op: 'GetObject', key }), {
        status: 200,
        body: 'empty',
        headers: { 'content-length': '0', etag: '"d41d8cd98f00b204e9800998ecf8427e"' },
      });
      t.expect(await t.send({ op: 'HeadObject', key }), { status: 200, headers: { 'content-length': '0' } });
      t.expect(await t.send({ op: 'GetObject', key: t.key('folder') }), { refusal: 'missing-key' });
      await t.eventually(
        { op: 'GetBucket', query: { prefix: key } },
        {
          success: true,
          document: 'ListBucketResult',
          values: { 'Contents.Key': key, 'Contents.Size': '0' },
        },
      );
    },
  },
  {
    id: 'folder-marker-with-content',
    title: 'A key that ends in a slash may hold content, beside keys below it',
    claims: ['T-ADDR-07'],
    impact: 'data-loss',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key('folder/'), body: 'marker' });
      await t.setup({ op: 'PutObject', key: t.key('folder/file'), body: 'file' });
      t.expect(await t.send({ op: 'GetObject', key: t.key('folder/') }), { status: 200, body: 'marker' });
      t.expect(await t.send({ op: 'GetObject', key: t.key('folder/file') }), { status: 200, body: 'file' });
    },
  },
]);
