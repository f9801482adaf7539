import { describe, expect, it } from 'vitest';
import { refusalOf } from '../operations/refusal.fixture.ts';
import { type IncomingDraft, incoming } from './incoming.fixture.ts';
import { routeRequest } from './route-request.ts';

const SERVICE = 'service.cos.myqcloud.com';

function route(draft: IncomingDraft): string {
  return routeRequest(incoming(draft), undefined).operation.id;
}

describe('routeRequest', () => {
  it.each<[string, IncomingDraft]>([
    ['GetService', { host: SERVICE }],
    ['GetBucket', { target: '/' }],
    ['GetBucket', { target: '/?prefix=acl' }],
    ['GetBucketAcl', { target: '/?acl' }],
    ['GetBucketAcl', { target: '/?acl=' }],
    ['GetObject', { target: '/a?x=acl' }],
    ['UploadPart', { method: 'PUT', target: '/k?partNumber=1&uploadid=2' }],
    [
      'UploadPartCopy',
      { method: 'PUT', target: '/k?partNumber=1&uploadId=2', headers: [['X-Cos-Copy-Source', 's']] },
    ],
    ['DeleteBucketCors', { method: 'DELETE', target: '/?cors' }],
    ['OptionsObject', { method: 'OPTIONS', target: '/' }],
    ['OptionsObject', { method: 'OPTIONS', target: '/k?acl&uploadId=1' }],
  ])('finds %s for %j', (expected, draft) => {
    expect(route(draft)).toBe(expected);
  });

  it.each<[string, IncomingDraft]>([
    ['method-not-allowed', { method: 'PUT', host: SERVICE }],
    ['method-not-allowed', { method: 'OPTIONS', host: SERVICE }],
    ['method-not-allowed', { method: 'DELETE', target: '/?acl' }],
    ['method-not-allowed', { method: 'PATCH', target: '/k' }],
    ['method-not-allowed', { method: 'POST', target: '/k' }],
    ['not-implemented', { method: 'DELETE', target: '/?domain' }],
    ['not-implemented', { method: 'POST', target: '/k?select&select-type=2' }],
  ])('refuses with %s: %j', (expected, draft) => {
    expect(refusalOf(() => route(draft))).toBe(expected);
  });
});
