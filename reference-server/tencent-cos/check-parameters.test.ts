import { describe, expect, it } from 'vitest';
import { operationById } from '../../dialects/core/dialect.ts';
import type { HeaderList } from '../../dialects/core/headers.ts';
import type { QueryItem } from '../../dialects/core/request.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import { refusalOf } from '../operations/refusal.fixture.ts';
import { checkParameters } from './check-parameters.ts';
import { view } from './incoming.fixture.ts';
import { DOCUMENTED_LIMITS } from './rules.ts';

function check(id: string, headers: HeaderList = [], query: readonly QueryItem[] = [], key = 'k'): string {
  const operation = operationById(tencentCos, id);
  return refusalOf(() => checkParameters(operation, view(headers, query), key, DOCUMENTED_LIMITS));
}

describe('checkParameters', () => {
  it('asks for required parameters by header and by query', () => {
    const origin: HeaderList = [['Origin', 'http://a']];
    expect(check('OptionsObject')).toBe('incomplete-preflight');
    expect(check('OptionsObject', origin)).toBe('incomplete-preflight');
    expect(check('OptionsObject', [...origin, ['access-control-request-method', 'GET']])).toBe('accepted');
    expect(check('UploadPart', [], [['uploadId', 'x']])).toBe('missing-part-number');
    expect(
      check(
        'UploadPart',
        [],
        [
          ['uploadId', 'x'],
          ['partNumber', '1'],
        ],
      ),
    ).toBe('accepted');
  });

  it.each<[string, HeaderList, QueryItem[], string]>([
    ['PutObject', [['x-cos-storage-class', 'GLACIER']], [], 'invalid-storage-class'],
    ['PutObject', [['x-cos-storage-class', 'standard_ia']], [], 'accepted'],
    ['PutObject', [['x-cos-storage-class', '']], [], 'accepted'],
    ['PutBucket', [['x-cos-acl', 'public']], [], 'invalid-acl'],
    ['GetBucket', [], [['max-keys', '-1']], 'invalid-argument'],
    ['GetBucket', [], [['max-keys', 'x']], 'invalid-argument'],
    ['GetBucket', [], [['max-keys', '5000']], 'accepted'],
    ['GetBucket', [], [['max-keys', '']], 'accepted'],
    ['GetBucket', [], [['encoding-type', 'base64']], 'invalid-argument'],
    ['GetObject', [['x-cos-traffic-limit', '819199']], [], 'invalid-traffic-limit'],
    ['GetObject', [['x-cos-traffic-limit', '819200']], [], 'accepted'],
    ['GetObject', [], [['x-cos-traffic-limit', '838860800']], 'accepted'],
    ['GetObject', [], [['x-cos-traffic-limit', '838860801']], 'invalid-traffic-limit'],
    ['GetObject', [], [['x-cos-traffic-limit', 'fast']], 'invalid-traffic-limit'],
    ['PostObject', [], [], 'accepted'],
  ])('%s with %j %j: %s', (id, headers, query, expected) => {
    expect(check(id, headers, query)).toBe(expected);
  });

  it('counts the bytes of a key', () => {
    expect(check('PutObject', [], [], 'é'.repeat(425))).toBe('accepted');
    expect(check('PutObject', [], [], `${'é'.repeat(425)}x`)).toBe('key-too-long');
  });
});
