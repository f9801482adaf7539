import { describe, expect, it } from 'vitest';
import { type Dialect, operationById } from '../../dialects/core/dialect.ts';
import type { HeaderList } from '../../dialects/core/headers.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import type { Expectation } from '../check/expectation.ts';
import type { Exchange } from '../transport/exchange.ts';
import { acceptedStatuses } from './statuses.ts';
import { type Answer, exchangeOf } from './testing/answer.ts';
import { verify } from './verify.ts';

const getObject = operationById(tencentCos, 'GetObject');

const judge = (answer: Answer, expectation: Expectation, operation = getObject) =>
  verify(tencentCos, operation, exchangeOf(answer), expectation);

const errorBody = (code: string): string =>
  `<Error><Code>${code}</Code><Message>m</Message><Resource>r</Resource><RequestId>1</RequestId><TraceId>2</TraceId></Error>`;

describe('keys of a page', () => {
  const listing = operationById(tencentCos, 'GetBucket');
  const body = (...keys: string[]): string =>
    `<ListBucketResult>${keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('')}</ListBucketResult>`;
  const facets = (text: string, keys: NonNullable<Expectation['keys']>) =>
    judge({ status: 200, body: text }, { status: 200, keys }, listing).map(({ facet }) => facet);

  it('are those of the listing, in its order', () => {
    expect(facets(body('a', 'b'), { list: ['a', 'b'] })).toEqual([]);
    expect(facets(body('b', 'a'), { list: ['a', 'b'] })).toEqual(['keys']);
    expect(facets(body('a', 'b'), { set: ['b', 'a'] })).toEqual([]);
    expect(facets(body(), { absent: true })).toEqual([]);
    expect(facets(body('a'), { absent: true })).toEqual(['keys']);
  });

  it('are taken as they are expected where they may be percent-encoded, and as they are written by a pattern', () => {
    expect(facets(body('a%20b'), 'a b')).toEqual([]);
    expect(facets(body('a%20b'), 'a%20b')).toEqual([]);
    expect(facets(body('a%20b'), /a%20b/)).toEqual([]);
    expect(facets(body('a%20b'), /a b/)).toEqual(['keys']);
  });

  it('are none where there is no listing', () => {
    expect(facets('no listing', { absent: true })).toEqual(['listing']);
  });
});

describe('a reading of a body', () => {
  const reading = (values: Readonly<Record<string, string>>): Expectation => ({
    status: 200,
    reading: {
      what: 'words',
      read: (bytes) => {
        const text = Buffer.from(bytes).toString();
        return /^\w+( \w+)*$/.test(text) ? { first: text.split(' ').slice(0, 1) } : undefined;
      },
      values,
    },
  });

  it('is judged by what it names', () => {
    expect(judge({ status: 200, body: 'one two' }, reading({ first: 'one' }))).toEqual([]);
    expect(judge({ status: 200, body: 'two one' }, reading({ first: 'one', second: 'two' }))).toEqual([
      { facet: 'first', expected: '"one"', got: '"two"' },
      { facet: 'second', expected: '"two"', got: 'absent' },
    ]);
  });

  it('fails where the body is no such thing', () => {
    expect(judge({ status: 200, body: '?' }, reading({}))).toEqual([
      { facet: 'body', expected: 'words', got: '1 bytes "?"' },
    ]);
  });
});

describe('verify', () => {
  it('returns every mismatch, not the first', () => {
    const found = judge(
      { status: 500, headers: [['ETag', '"x"']], body: 'abc' },
      { status: 206, headers: { etag: '"y"', 'content-range': 'bytes 0-2/3' }, body: 'abd' },
    );
    expect(found.map(({ facet }) => facet)).toEqual([
      'status',
      'header etag',
      'header content-range',
      'body',
    ]);
  });

  it('asks a refusal for status, document and code together', () => {
    const missing: Expectation = { refusal: 'missing-key' };
    expect(judge({ status: 404, body: errorBody('NoSuchKey') }, missing)).toEqual([]);
    expect(judge({ status: 404, body: errorBody('NoSuchBucket') }, missing)).toEqual([
      { facet: 'error code', expected: 'NoSuchKey', got: 'NoSuchBucket' },
    ]);
    expect(judge({ status: 404, body: '<html>' }, missing)[0]?.facet).toBe('error document');
    expect(judge({ status: 404 }, missing)[0]?.facet).toBe('error document');
    expect(judge({ status: 403, body: errorBody('NoSuchKey') }, missing)).toEqual([
      { facet: 'status', expected: '404', got: '403 NoSuchKey' },
    ]);
  });

  it('does not take the code of one refusal with the status of another', () => {
    const either: Expectation = { refusal: ['missing-key', 'access-denied'] };
    expect(judge({ status: 403, body: errorBody('AccessDenied') }, either)).toEqual([]);
    expect(judge({ status: 403, body: errorBody('NoSuchKey') }, either).map(({ facet }) => facet)).toEqual([
      'error code',
    ]);
  });

  it('asks a refusal of HEAD for its status alone', () => {
    expect(judge({ method: 'HEAD', status: 404 }, { refusal: 'missing-key' })).toEqual([]);
    expect(judge({ method: 'HEAD', status: 200 }, { refusal: 'missing-key' })).toHaveLength(1);
  });

  it('asks a success for the documented body', () => {
    const putObject = operationById(tencentCos, 'PutObject');
    expect(judge({ status: 200 }, { success: true }, putObject)).toEqual([]);
    expect(
      judge({ status: 200, body: 'ok' }, { success: true }, putObject).map(({ facet }) => facet),
    ).toEqual(['body']);
    const listing = operationById(tencentCos, 'GetBucket');
    expect(
      judge({ status: 200, body: '<html/>' }, { success: true }, listing).map(({ facet }) => facet),
    ).toContain('document');
  });

  it('passes over white space before a document', () => {
    const body = `\n \t${errorBody('NoSuchKey')}`;
    expect(judge({ status: 404, body }, { refusal: 'missing-key' })).toEqual([]);
  });

  it('takes any one of several expectations, with what they share', () => {
    const expectation: Expectation = {
      anyOf: [{ status: 200, headers: { 'x-a': { absent: true } } }, { refusal: 'access-denied' }],
      headers: { date: { present: true } },
    };
    const dated: HeaderList = [['Date', 'today']];
    expect(judge({ status: 200, headers: dated }, expectation)).toEqual([]);
    expect(judge({ status: 403, headers: dated, body: errorBody('AccessDenied') }, expectation)).toEqual([]);
    expect(judge({ status: 200 }, expectation).map(({ facet }) => facet)).toEqual(['header date']);
    expect(judge({ status: 500, headers: dated }, expectation)[0]).toEqual({
      facet: 'status',
      expected: 'status 200 or 403',
      got: '500',
    });
  });

  it('refuses an expectation that would prove nothing', () => {
    const nothing: Expectation[] = [
      { anyOf: [] },
      { status: 200, values: { Code: 'a' } },
      { anyOf: [{ status: 200, values: { Code: 'a' } }, { status: 404 }] },
    ];
    for (const expectation of nothing) expect(() => judge({ status: 200 }, expectation)).toThrow(/names no/);
  });

  it('is satisfied by no status where none is named', () => {
    expect(judge({ status: 200 }, { status: [] })).toHaveLength(1);
    expect(judge({ status: 404, body: errorBody('NoSuchKey') }, { refusal: [] })).not.toEqual([]);
  });

  it('lists a bounded number of departures from a document', () => {
    const body = `<ListBucketResult>${'<Contents/>'.repeat(1000)}</ListBucketResult>`;
    expect(judge({ body }, { status: 200, document: 'ListBucketResult' })).toHaveLength(21);
  });

  it('turns a transport failure into one mismatch', () => {
    const { response: _gone, ...rest } = exchangeOf({});
    const failed: Exchange = { ...rest, failure: { kind: 'reset', message: 'connection reset' } };
    expect(verify(tencentCos, getObject, failed, { status: 200 })).toEqual([
      { facet: 'transport', expected: 'status 200', got: 'reset: connection reset' },
    ]);
  });

  it('judges texts at element paths', () => {
    const body = errorBody('NoSuchKey');
    const value = (rule: string) =>
      judge({ status: 404, body }, { status: 404, document: 'Error', values: { Code: rule } });
    expect(value('NoSuchKey')).toEqual([]);
    expect(value('Other')).toEqual([{ facet: 'Code', expected: '"Other"', got: '"NoSuchKey"' }]);
  });
});

describe('the facets of a verdict', () => {
  it('are a transport failure alone, even where a part of the answer came', () => {
    const broken: Exchange = {
      ...exchangeOf({ status: 200, body: 'abc' }),
      failure: { kind: 'reset', message: 'connection reset' },
    };
    expect(verify(tencentCos, getObject, broken, { status: [200, 206], body: 'abc' })).toEqual([
      { facet: 'transport', expected: 'status 200 or 206', got: 'reset: connection reset' },
    ]);
    const { response: _gone, ...nothing } = exchangeOf({});
    expect(verify(tencentCos, getObject, nothing, { status: 200 })[0]?.got).toBe('no response');
  });

  it('name every status that is accepted, and the code that came', () => {
    expect(judge({ status: 500 }, { status: [200, 206] })).toEqual([
      { facet: 'status', expected: '200 or 206', got: '500' },
    ]);
    expect(judge({ status: 500, body: errorBody('InternalError') }, { status: 200 })[0]?.got).toBe(
      '500 InternalError',
    );
    expect(judge({ status: 500, body: '<Error/>' }, { status: 200 })[0]?.got).toBe('500');
  });

  it('name every code that is accepted, once', () => {
    const either: Expectation = { refusal: ['missing-key', 'missing-bucket'] };
    expect(judge({ status: 404, body: errorBody('Other') }, either)).toEqual([
      { facet: 'error code', expected: 'NoSuchKey or NoSuchBucket', got: 'Other' },
    ]);
    expect(judge({ status: 404, body: '<Error/>' }, { refusal: 'missing-key' })).toEqual([
      { facet: 'error code', expected: 'NoSuchKey', got: 'absent' },
    ]);
  });

  it('hold the code against all refusals where the status is none of theirs', () => {
    expect(
      judge({ status: 500, body: errorBody('Other') }, { refusal: ['missing-key', 'access-denied'] }),
    ).toEqual([
      { facet: 'status', expected: '403 or 404', got: '500 Other' },
      { facet: 'error code', expected: 'NoSuchKey or AccessDenied', got: 'Other' },
    ]);
  });

  it('are those of the nearest alternative, with its own expectations but for the status', () => {
    const expectation: Expectation = {
      anyOf: [
        { status: 200, headers: { 'x-a': 'a', 'x-b': 'b' } },
        { status: 201, headers: { 'x-a': 'a' } },
      ],
    };
    expect(judge({ status: 500 }, expectation)).toEqual([
      { facet: 'status', expected: 'status 200 or 201', got: '500' },
      { facet: 'header x-a', expected: '"a"', got: 'absent' },
    ]);
  });

  it('come of a refusal only where one is expected, and of a success only where one is', () => {
    const listing = operationById(tencentCos, 'GetBucket');
    expect(judge({ status: 200, body: 'no document' }, { status: 200 }, listing)).toEqual([]);
    expect(judge({ status: 404, body: 'no document' }, { status: 404 }, listing)).toEqual([]);
    expect(judge({ method: 'HEAD', status: 200 }, { success: true }, listing)).toEqual([]);
    expect(judge({ status: 500, body: 'no document' }, { success: true }, listing)).toHaveLength(1);
  });
});

describe('a dialect without error documents', () => {
  const silent: Dialect = { ...tencentCos, error: { ...tencentCos.error, document: undefined } };

  it('asks a refusal for its status alone', () => {
    const missing: Expectation = { refusal: 'missing-key' };
    expect(verify(silent, getObject, exchangeOf({ status: 404, body: 'gone' }), missing)).toEqual([]);
    expect(verify(silent, getObject, exchangeOf({ status: 403, body: errorBody('x') }), missing)).toEqual([
      { facet: 'status', expected: '404', got: '403' },
    ]);
  });
});

describe('a refusal without a code of its own', () => {
  it('takes any error document', () => {
    const { refusals } = tencentCos;
    const missing = refusals['missing-key'];
    if (!missing) throw new Error('tencent-cos has no missing-key');
    const loose: Dialect = {
      ...tencentCos,
      refusals: { ...refusals, 'missing-key': { ...missing, accepts: { ...missing.accepts, codes: [] } } },
    };
    const missingKey: Expectation = { refusal: 'missing-key' };
    expect(verify(loose, getObject, exchangeOf({ status: 404, body: errorBody('Any') }), missingKey)).toEqual(
      [],
    );
    expect(verify(loose, getObject, exchangeOf({ status: 404, body: 'text' }), missingKey)[0]?.facet).toBe(
      'error document',
    );
  });
});

describe('acceptedStatuses', () => {
  it('is finite for every kind of expectation', () => {
    expect(acceptedStatuses(tencentCos, getObject, { status: [206, 200] })).toEqual([200, 206]);
    expect(acceptedStatuses(tencentCos, getObject, { refusal: 'missing-key' })).toEqual([404]);
    expect(
      acceptedStatuses(tencentCos, getObject, { anyOf: [{ status: 200 }, { refusal: 'access-denied' }] }),
    ).toEqual([200, 403]);
  });

  it('refuses a refusal that does not exist', () => {
    expect(() => acceptedStatuses(tencentCos, getObject, { refusal: 'no-such' })).toThrow(
      /no refusal no-such/,
    );
  });
});
