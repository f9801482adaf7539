import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { operationById } from '../../dialects/core/dialect.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import { refusalOfAsync } from '../operations/refusal.fixture.ts';
import { incoming } from './incoming.fixture.ts';
import { readBodyDocument } from './read-body-document.ts';

const RULE = '<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>';
const GRANT = '<Grant><Grantee><ID>1</ID></Grantee><Permission>READ</Permission></Grant>';

function read(id: string, body: string | undefined, md5?: string) {
  return readBodyDocument(operationById(tencentCos, id), incoming({ body }).body, md5, 1 << 20);
}

describe('readBodyDocument', () => {
  it('reads a document, whatever its namespace', async () => {
    const xml = `<?xml version="1.0"?><CORSConfiguration xmlns="http://x">${RULE}</CORSConfiguration>`;
    expect(await read('PutBucketCors', xml)).toMatchObject({ CORSRule: [{ AllowedMethod: ['GET'] }] });
  });

  it('is nothing for operations without a document and for an optional one that is absent', async () => {
    expect(await read('GetBucket', '<x/>')).toBeUndefined();
    expect(await read('PutBucketAcl', undefined)).toBeUndefined();
    expect(await read('PutBucketAcl', '')).toBeUndefined();
  });

  it.each([
    ['nothing where something is required', 'PutBucketCors', '', 'missing-body'],
    ['no XML', 'PutBucketCors', 'x', 'malformed-xml'],
    ['two roots', 'PutBucketCors', '<CORSConfiguration/><CORSConfiguration/>', 'malformed-xml'],
    ['another root', 'PutBucketCors', '<Cors/>', 'malformed-xml'],
    [
      'a document type',
      'PutBucketCors',
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><CORSConfiguration>${RULE}</CORSConfiguration>`,
      'malformed-xml',
    ],
    [
      'a missing element',
      'PutBucketCors',
      '<CORSConfiguration><CORSRule/></CORSConfiguration>',
      'malformed-xml',
    ],
    [
      'a value that is not allowed',
      'PutBucketCors',
      `<CORSConfiguration>${RULE.replace('GET', 'PATCH')}</CORSConfiguration>`,
      'invalid-element',
    ],
    ['100 rules', 'PutBucketCors', `<CORSConfiguration>${RULE.repeat(100)}</CORSConfiguration>`, 'accepted'],
    [
      '101 rules',
      'PutBucketCors',
      `<CORSConfiguration>${RULE.repeat(101)}</CORSConfiguration>`,
      'too-many-rules',
    ],
    [
      '101 grants',
      'PutBucketAcl',
      `<AccessControlPolicy><Owner><ID>1</ID></Owner><AccessControlList>${GRANT.repeat(101)}</AccessControlList></AccessControlPolicy>`,
      'too-many-grants',
    ],
    [
      '1001 keys',
      'DeleteMultipleObjects',
      `<Delete>${'<Object><Key>k</Key></Object>'.repeat(1001)}</Delete>`,
      'malformed-xml',
    ],
    ['no length where one is mandatory', 'DeleteMultipleObjects', undefined, 'missing-content-length'],
  ])('judges %s', async (_, id, body, expected) => {
    expect(await refusalOfAsync(() => read(id, body))).toBe(expected);
  });

  it('compares the digest before it reads', async () => {
    const md5 = createHash('md5').update('x').digest('hex');
    expect(await refusalOfAsync(() => read('PutBucketCors', 'x', md5))).toBe('malformed-xml');
    expect(await refusalOfAsync(() => read('PutBucketCors', 'y', md5))).toBe('bad-digest');
  });
});
