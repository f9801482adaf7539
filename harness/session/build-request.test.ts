import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operationById } from '../../dialects/core/dialect.ts';
import { headerValue, headerValues } from '../../dialects/core/headers.ts';
import type { Fixture } from '../../dialects/core/operation.ts';
import { splitTarget } from '../../dialects/core/request.ts';
import { tencentCos as dialect } from '../../dialects/tencent-cos/index.ts';
import type { RequestSpec } from '../check/context.ts';
import { type BuildInput, buildRequest, toBytes } from './build-request.ts';
import { sampleRequest } from './prepare.ts';

const addressing = dialect.defaultAddressing(new URL('http://127.0.0.1:9'), undefined);
const credentials = { keyId: 'AKIDmain', secret: 'a-secret', account: '1250000000' };
const now = Date.UTC(2024, 0, 2, 3, 4, 5, 678);

function build(spec: RequestSpec, changes: Partial<BuildInput> = {}) {
  return buildRequest({
    dialect,
    operation: operationById(dialect, spec.op),
    addressing,
    spec: { bucket: 'b-1250000000', ...spec },
    credentials,
    now,
    ...changes,
  });
}

const authorization = (spec: RequestSpec) => headerValue(build(spec).headers, 'authorization') ?? '';

const fixture: Fixture = {
  bucket: 'b-1250000000',
  key: 'k',
  sourceKey: 's',
  uploadId: 'u',
  partETag: '"e"',
  copySource: (bucket, key) => dialect.copySource(bucket, key, addressing),
  account: '1250000000',
};
const anySample = fc
  .constantFrom(...dialect.operations)
  .map((operation) => sampleRequest(operation, fixture));

describe('buildRequest', () => {
  it('gives the same request for the same call', () => {
    fc.assert(
      fc.property(anySample, (spec) => {
        expect(build(spec)).toEqual(build(spec));
      }),
    );
  });

  it('asks for the sub-resources of the operation exactly once, whoever names them', () => {
    fc.assert(
      fc.property(anySample, (spec) => {
        const { subresources } = operationById(dialect, spec.op);
        for (const given of [spec, { ...spec, query: [] }]) {
          const items = (splitTarget(build(given).target).query ?? '')
            .split('&')
            .map((item) => item.split('=')[0]);
          for (const name of subresources) expect(items.filter((item) => item === name)).toHaveLength(1);
        }
      }),
    );
  });

  it('announces a content where there is one or could be one, and its digest where that is required', () => {
    fc.assert(
      fc.property(anySample, (spec) => {
        const operation = operationById(dialect, spec.op);
        const { headers, body, method } = build(spec);
        const lengths = headerValues(headers, 'content-length');
        expect(lengths).toEqual(
          body.length > 0 || /^(PUT|POST)$/.test(method) ? [String(body.length)] : lengths,
        );
        const required = 'md5' in operation.body && operation.body.md5 === 'required';
        const md5 = createHash('md5').update(body).digest('base64');
        const digests = headerValues(headers, 'content-md5');
        expect(digests.every((digest) => digest === md5)).toBe(true);
        if (required) expect(digests).toHaveLength(1);
      }),
    );
  });

  it('leaves out the digest where it is told to, and keeps one that is given', () => {
    const cors = { op: 'PutBucketCors', body: '<a/>' };
    expect(headerValue(build({ ...cors, digest: false }).headers, 'content-md5')).toBeUndefined();
    const given = build({ ...cors, headers: { 'content-md5': 'wrong' } });
    expect(headerValues(given.headers, 'Content-MD5')).toEqual(['wrong']);
  });

  it('leaves out the length where the raw transport frames otherwise', () => {
    const put: RequestSpec = { op: 'PutObject', key: 'k', body: 'abc' };
    const length = (spec: RequestSpec) => headerValue(build(spec).headers, 'content-length');
    expect(length(put)).toBe('3');
    expect(length({ ...put, raw: { omitContentLength: true } })).toBeUndefined();
    expect(length({ ...put, raw: { framing: { sizes: [1, 2] } } })).toBeUndefined();
    expect(length({ ...put, raw: {} })).toBe('3');
    expect(length({ ...put, headers: { 'Content-Length': '9' } })).toBe('9');
  });

  it('signs as the identity it is given, and not at all for nobody', () => {
    const spec: RequestSpec = { op: 'GetObject', key: 'k' };
    expect(authorization(spec)).toContain('q-ak=AKIDmain');
    expect(headerValue(build(spec, { credentials: undefined }).headers, 'authorization')).toBeUndefined();
  });

  it('signs by the clock of the target, from a minute before to an hour after', () => {
    const seconds = Math.floor(now / 1000);
    const times = (spec: RequestSpec) =>
      /q-sign-time=(\d+);(\d+)/.exec(authorization(spec))?.slice(1).map(Number);
    const get: RequestSpec = { op: 'GetObject', key: 'k' };
    expect(times(get)).toEqual([seconds - 60, seconds + 3600]);
    expect(times({ ...get, sign: { validFrom: -7200, validUntil: -3600 } })).toEqual([
      seconds - 7200,
      seconds - 3600,
    ]);
  });

  it('signs what was changed before and not what was changed after', () => {
    const spec: RequestSpec = { op: 'GetObject', key: 'k' };
    const add = (request: ReturnType<typeof build>) => ({
      ...request,
      headers: [...request.headers, ['x-cos-extra', '1'] as const],
    });
    const plain = authorization(spec);
    expect(authorization({ ...spec, beforeSigning: add })).not.toBe(plain);
    expect(authorization({ ...spec, afterSigning: add })).toBe(plain);
    expect(headerValue(build({ ...spec, afterSigning: add }).headers, 'x-cos-extra')).toBe('1');
  });

  it('keeps the order and the repetition of what it is given', () => {
    const { headers, target } = build({
      op: 'GetBucket',
      headers: [
        ['X-B', '1'],
        ['x-a', '2'],
        ['X-B', '3'],
      ],
      query: [
        ['prefix', 'z'],
        ['delimiter', null],
        ['prefix', ''],
      ],
    });
    expect(headers.filter(([name]) => /^x-/i.test(name)).map(([, value]) => value)).toEqual(['1', '2', '3']);
    expect(target).toBe('/?prefix=z&delimiter&prefix=');
  });

  it('leaves out what is undefined', () => {
    const { headers, target } = build({
      op: 'GetBucket',
      headers: { 'X-A': undefined },
      query: { marker: undefined },
    });
    expect([headerValue(headers, 'x-a'), target]).toEqual([undefined, '/']);
  });

  it('addresses no bucket for the service, and no key for a bucket', () => {
    const { target, headers } = build({ op: 'GetService', key: 'k' });
    expect([target, headerValue(headers, 'host')]).toEqual(['/', addressing.serviceHost]);
    expect(build({ op: 'HeadBucket', key: 'k' }).target).toBe('/');
  });

  it('puts the credentials of a form into the form, and counts them', () => {
    const operation = operationById(dialect, 'PostObject');
    const spec = sampleRequest(operation, fixture);
    const [signed, anonymous] = [build(spec), build(spec, { credentials: undefined })];
    expect(headerValue(signed.headers, 'authorization')).toBeUndefined();
    expect(signed.body.length).toBeGreaterThan(anonymous.body.length);
    expect(headerValues(signed.headers, 'content-length')).toEqual([String(signed.body.length)]);
  });

  it('keeps a length of a form that was wrong on purpose', () => {
    const spec = sampleRequest(operationById(dialect, 'PostObject'), fixture);
    const headers = [...(Array.isArray(spec.headers) ? spec.headers : []), ['Content-Length', '7'] as const];
    expect(headerValues(build({ ...spec, headers }).headers, 'content-length')).toEqual(['7']);
  });
});

describe('toBytes', () => {
  it('writes text as UTF-8 and leaves bytes alone', () => {
    expect(Buffer.from(toBytes('ü')).toString('hex')).toBe('c3bc');
    const bytes = Uint8Array.of(0xff);
    expect(toBytes(bytes)).toBe(bytes);
  });
});
