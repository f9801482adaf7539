import { suite } from '../../../harness/check/suite.ts';

export default suite('GetObjectTagging', [
  {
    id: 'missing-key',
    title: 'Tags of a key that does not exist are refused with NoSuchKey',
    claims: ['T-TAG-05'],
    send: { key: 'missing', query: { tagging: null } },
    expect: { refusal: 'missing-key' },
  },
  {
    id: 'untagged-object',
    title: 'An object that was never tagged has an empty set of tags, or none',
    claims: ['T-TAG-04'],
    level: 'may',
    given: { objects: { object: 'Hello world' } },
    send: { query: { tagging: null } },
    expect: {
      anyOf: [
        { status: 200, document: 'Tagging', values: { 'TagSet.Tag.Key': { absent: true } } },
        { refusal: 'no-tags' },
      ],
    },
  },
  {
    id: 'anonymous',
    title: 'An anonymous request for the tags of a private object is refused',
    claims: ['T-ERR-14'],
    impact: 'security',
    given: { objects: { object: 'Hello world' } },
    send: { query: { tagging: null }, as: 'anonymous' },
    expect: { refusal: 'anonymous-denied' },
  },
]);
