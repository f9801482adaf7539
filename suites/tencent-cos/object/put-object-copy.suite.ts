import { suite } from '../../../harness/check/suite.ts';
import { copyRequest, expectMissing, SOURCE } from '../../behaviours/copy.ts';
import { copyContents } from '../../behaviours/copy-content.ts';
import { copyMetadata } from '../../behaviours/copy-metadata.ts';
import { copyRefusals } from '../../behaviours/copy-refusals.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';
import { store } from '../../behaviours/stored-object.ts';
import { copying } from './copy-binding.ts';

const KEEPS = ['T-COPY-07'];
const DEFAULT = ['T-COPY-06', 'T-COPY-07'];
const REPLACES = ['T-COPY-08'];

export default suite('PutObjectCopy', [
  ...copyContents({
    ...copying,
    grounds: {
      'copies-content': ['T-COPY-01', 'T-COPY-03', 'T-COPY-05'],
      'copies-empty-object': ['T-COPY-01', 'T-COPY-05'],
      'overwrites-target': ['T-COPY-01', 'T-COPY-05'],
      'result-document': ['T-COPY-02'],
      ...sameGrounds(['copy-outlives-source', 'copy-is-independent', 'copy-leaves-source'], ['T-COPY-05']),
      'copy-of-copy': ['T-COPY-01', 'T-COPY-05'],
      'copies-between-buckets': ['T-COPY-29'],
      ...sameGrounds(
        ['source-key-escapes', 'source-key-utf8', 'source-key-query-characters', 'source-key-slashes'],
        ['T-COPY-04'],
      ),
      'ignores-range': ['T-COPY-05'],
      'ignores-body': ['T-COPY-32'],
    },
  }),
  ...copyMetadata({
    ...copying,
    grounds: {
      'keeps-metadata-by-default': DEFAULT,
      'keeps-metadata-when-asked': KEEPS,
      'ignores-metadata-by-default': DEFAULT,
      'ignores-metadata-when-keeping': KEEPS,
      'overwritten-target-loses-metadata': KEEPS,
      'replaces-metadata': REPLACES,
      'replaces-metadata-with-none': REPLACES,
      'directive-letter-case': { claims: REPLACES, level: 'may', reading: 'directive-words' },
      'unknown-directive': ['T-COPY-09'],
      'onto-itself': ['T-COPY-10'],
      'onto-itself-replacing': ['T-COPY-10', 'T-COPY-08'],
    },
  }),
  ...copyRefusals({
    ...copying,
    malformedSources: (valid, bucket) => {
      const [host = '', key = ''] = [valid.slice(0, valid.indexOf('/')), valid.slice(valid.indexOf('/') + 1)];
      return ['nonsense', '/', host, `${host}/`, `/${bucket}/${key}`, `${host}/%zz${key}`];
    },
    grounds: {
      'missing-source': ['T-COPY-23'],
      'deleted-source': ['T-COPY-23'],
      'missing-source-bucket': ['T-COPY-24'],
      'missing-target-bucket': ['T-ERR-12'],
      'malformed-source': ['T-COPY-25'],
      'refused-copy-keeps-target': ['T-COPY-30'],
      'anonymous-copy': ['T-COPY-22'],
      'refused-then-accepted': ['T-COPY-23', 'T-COPY-01'],
    },
  }),
  {
    id: 'target-key-too-long',
    title: 'A copy to a key of more than 850 bytes is refused and creates nothing',
    claims: ['T-ADDR-19'],
    run: async (t) => {
      await store(t, SOURCE, 'content');
      const to = 'k'.repeat(851 - t.key('').length);
      t.expect(await t.send(copyRequest(t, copying, { to })), { refusal: 'key-too-long' });
      await expectMissing(t, to.slice(0, -1));
    },
  },
]);
