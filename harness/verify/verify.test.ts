import { describe, expect, it } from 'vitest';
import { operationById } from '../../dialects/core/dialect.ts';
import type { HeaderList } from '../../dialects/core/headers.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import type { Expectation } from '../check/expectation.ts';
import type { Exchange } from '../transport/exchange.ts';
import { acceptedStatuses } from './statuses.ts';
import { verify } from './verify.ts';

const getObject = operationById(tencentCos, 'GetObject');

interface Answer {
  readonly method?: string;
  readonly status?: number;
  readonly headers?: HeaderList;
  readonly body?: string;
}

function exchange({ method = 'GET', status = 200, headers = [], body = '' }: Answer): Exchange {
  return {
    request: { method, target: '/', headers: [], body: new Uint8Array(), transport: 'undici' },
    response: {
      httpVersion: '1.1',
      status,
      reason: '',
      headers,
      body: Buffer.from(body),
      framing: 'content-length',
      interim: [],
    },
    startedAt: 0,
    durationMs: 1,
    waitedMs: 1,
  };
}

const judge = (answer: Answer, expectation: Expectation, operation = getObject) =>
  verify(tencentCos, operation, exchange(answer), expectation);

const errorBody = (code: string): string =>
  `<Error><Code>${code}</Code><Message>m</Message><Resource>r</Resource><RequestId>1</RequestId><TraceId>2</TraceId></Error>`;

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
    const { response: _gone, ...rest } = exchange({});
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
