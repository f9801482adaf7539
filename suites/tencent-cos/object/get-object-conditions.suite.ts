import { suite } from '../../../harness/check/suite.ts';
import { conditionals } from '../../behaviours/conditionals.ts';
import { OTHER_TAG } from '../../behaviours/conditionals-judge.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';
import { imfDate } from '../../behaviours/http-dates.ts';
import { storeValidated } from '../../behaviours/stored-object.ts';

const MATCH = ['T-GETOBJ-25'];
const MISMATCH = ['T-GETOBJ-26', 'T-ERR-18'];
const NONE_MATCH = ['T-GETOBJ-27'];
const NOT_MODIFIED = ['T-GETOBJ-28'];

/** The chapter explains each condition by itself; everything beyond follows HTTP. */
const http = (claims: readonly string[]) => ({ claims, level: 'should', reading: 'conditions' }) as const;

export default suite('GetObject', [
  ...conditionals({
    operation: 'GetObject',
    returnsBody: true,
    grounds: {
      'if-match-current': MATCH,
      'if-match-other': MISMATCH,
      'if-match-any': http(MATCH),
      'if-match-list': http(MATCH),
      'if-match-list-of-others': http(MISMATCH),
      'if-match-unquoted': ['T-GETOBJ-40'],
      'if-match-weak': { claims: MISMATCH, level: 'may', reading: 'conditions' },
      'if-match-empty-tag': MISMATCH,
      'if-match-near-miss': MISMATCH,
      'if-none-match-other': NONE_MATCH,
      'if-none-match-current': NOT_MODIFIED,
      'if-none-match-any': http(NOT_MODIFIED),
      'if-none-match-list': http(NOT_MODIFIED),
      'if-none-match-list-of-others': http(NONE_MATCH),
      'if-none-match-weak': http(NOT_MODIFIED),
      'if-none-match-unquoted': { claims: NOT_MODIFIED, level: 'may', reading: 'conditions' },
      'if-none-match-empty-tag': NONE_MATCH,
      'if-none-match-near-miss': NONE_MATCH,
      'not-modified-etag': ['T-GETOBJ-33'],
      'not-modified-has-no-content': NOT_MODIFIED,
      'if-none-match-lines': http(NOT_MODIFIED),
      'conditions-after-overwrite': [...MATCH, ...MISMATCH, ...NONE_MATCH, ...NOT_MODIFIED],
      'conditions-do-not-reveal': ['T-GETOBJ-08'],
      'conditions-on-missing-key': ['T-GETOBJ-09'],
      'conditions-change-nothing': ['T-GETOBJ-01'],
      'if-modified-since-earlier': ['T-GETOBJ-29'],
      'if-modified-since-equal': ['T-GETOBJ-30'],
      'if-modified-since-later': ['T-GETOBJ-30'],
      'if-modified-since-future': http(['T-GETOBJ-30']),
      'if-modified-since-after-overwrite': ['T-GETOBJ-29', 'T-GETOBJ-32'],
      'if-unmodified-since-earlier': ['T-GETOBJ-32', 'T-ERR-18'],
      'if-unmodified-since-equal': ['T-GETOBJ-31'],
      'if-unmodified-since-later': ['T-GETOBJ-31'],
      'unparsable-if-modified-since': ['T-GETOBJ-34'],
      'unparsable-if-unmodified-since': ['T-GETOBJ-34'],
      'obsolete-dates-not-modified': http(['T-GETOBJ-30']),
      'obsolete-dates-failed': http(['T-GETOBJ-32']),
      ...sameGrounds(['etag-over-date-match', 'all-conditions-hold'], http(MATCH)),
      'etag-over-date-match-fails': http(MISMATCH),
      'etag-over-date-none-match': http(NONE_MATCH),
      'etag-over-date-none-match-fails': http(NOT_MODIFIED),
      'every-combination': http([...MISMATCH, ...NOT_MODIFIED, ...MATCH]),
      'match-before-none-match': http(MISMATCH),
      'match-and-none-match': http(NOT_MODIFIED),
      'match-and-modified-since': http(['T-GETOBJ-30']),
      'unmodified-and-none-match': http(NOT_MODIFIED),
    },
  }),
  {
    id: 'condition-before-range',
    title: 'A condition that does not hold wins over a Range, satisfiable or not',
    ...http(['T-GETOBJ-26', 'T-GETOBJ-28']),
    run: async (t) => {
      const { key, etag } = await storeValidated(t, 'object', '0123456789');
      for (const range of ['bytes=0-3', 'bytes=100-']) {
        const send = (headers: Record<string, string>) =>
          t.send({ op: 'GetObject', key, headers: { Range: range, ...headers } });
        t.expect(await send({ 'If-None-Match': etag }), { status: 304, body: 'empty' });
        t.expect(await send({ 'If-Match': '"other"' }), { refusal: 'precondition-failed' });
      }
    },
  },
  {
    id: 'condition-with-range',
    title: 'A Range is honoured when the conditions beside it hold',
    ...http(['T-GETOBJ-18', 'T-GETOBJ-25']),
    run: async (t) => {
      const { key, etag, lastModified } = await storeValidated(t, 'object', '0123456789');
      for (const headers of [{ 'If-Match': etag }, { 'If-Unmodified-Since': imfDate(lastModified) }]) {
        const exchange = await t.send({ op: 'GetObject', key, headers: { Range: 'bytes=2-4', ...headers } });
        t.expect(exchange, { status: 206, body: '234' });
      }
    },
  },
  {
    id: 'if-range',
    title:
      'If-Range with another validator than the current one gives the whole object, never a part of another version',
    claims: ['T-GETOBJ-18'],
    level: 'may',
    impact: 'data-loss',
    reading: 'ranges',
    run: async (t) => {
      const { key, etag, lastModified } = await storeValidated(t, 'object', '0123456789');
      const read = (validator: string) =>
        t.send({ op: 'GetObject', key, headers: { Range: 'bytes=2-4', 'If-Range': validator } });
      t.expect(await read(etag), { status: 206, body: '234' });
      t.expect(await read(imfDate(lastModified)), { status: 206, body: '234' });
      for (const stale of [OTHER_TAG, `W/${etag}`, imfDate(lastModified - 1000)]) {
        t.expect(await read(stale), { status: 200, body: '0123456789' });
      }
      const alone = await t.send({ op: 'GetObject', key, headers: { 'If-Range': OTHER_TAG } });
      t.expect(alone, { status: 200, body: '0123456789' });
    },
  },
]);
